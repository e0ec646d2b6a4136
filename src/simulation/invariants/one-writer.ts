import type { Alert } from '../../core/alerts/state.js';
import type { Thread } from '../../core/thread/thread.js';
import type { Invariant } from '../sim.js';

/** Counters only go up, and nothing that stood in an open transcript is written over by somebody who had not read it. */
export const oneWriter = (): Invariant => {
  const revisions = new Map<string, number>();
  const lines = new Map<string, { talk: string; ids: string[] }>();
  return {
    name: '2 one aggregate, one item, under its ETag',
    onPut: (_, { kind, id, body }) => {
      const now =
        kind === 'thread' ? (body as Thread).sequence : kind === 'alert' ? (body as Alert).revision : null;
      if (now === null) return [];
      const before = revisions.get(id) ?? 0;
      revisions.set(id, now);
      const found = now < before ? [`${id} goes back from ${before} to ${now}`] : [];
      if (kind !== 'thread') return found;
      const { talk } = body as Thread;
      const known = lines.get(id);
      if (talk !== null) lines.set(id, { talk: talk.id, ids: talk.transcript.map((line) => line.id) });
      if (talk === null || known?.talk !== talk.id) return found;
      const here = new Set(talk.transcript.map((line) => line.id));
      const gone = known.ids.find((line) => !here.has(line));
      return gone === undefined ? found : [...found, `line ${gone} of ${talk.id} was written over`];
    },
  };
};
