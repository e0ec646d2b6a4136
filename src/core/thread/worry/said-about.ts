import type { Talk, Thread } from '../thread.js';
import type { Line } from '../transcript.js';

/** What a line is part of, besides its talk: a worry, and whether only the confidant may know of it. */
export type About = { alert: string | null; confidential: boolean };

/** The marks of a line that is about something. */
export const marksFor = ({ alert, confidential }: About): Pick<Line, 'alert' | 'confidential'> => ({
  ...(alert === null ? {} : { alert }),
  ...(confidential ? { confidential: true as const } : {}),
});

/**
 * Marks everything that a change said: who may not read that worry does not see that something was said about it
 * either. `by`: somebody of the staff speaks in these lines.
 */
export function saidAbout(before: Thread, after: Thread, about: About, by?: string): Thread {
  const known = new Set(before.outbox.map((entry) => entry.id));
  const fresh = new Set(after.outbox.flatMap(({ id }) => (known.has(id) ? [] : [id])));
  const mark = (line: Line): Line =>
    fresh.has(line.id)
      ? { ...line, ...(by === undefined ? {} : { from: 'staff', by }), ...marksFor(about) }
      : line;
  const marked = (talk: Talk): Talk => ({ ...talk, transcript: talk.transcript.map(mark) });
  return {
    ...after,
    talk: after.talk === null ? null : marked(after.talk),
    ended: after.ended.map(marked),
    outbox: after.outbox.map((entry) =>
      fresh.has(entry.id) && entry.message.kind === 'text' && by !== undefined
        ? { ...entry, message: { ...entry.message, from: by } }
        : entry,
    ),
  };
}
