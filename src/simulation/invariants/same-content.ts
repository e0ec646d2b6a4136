import type { Thread } from '../../core/thread/thread.js';
import { refs } from '../../app/refs.js';
import type { Invariant } from '../sim.js';

/** A talk keeps the content that it began with, and that content is kept. */
export const sameContent = (): Invariant => {
  const begun = new Map<string, string>();
  return {
    name: '6 a conversation ends on the content it began with',
    onPut: (_, { kind, body }) => {
      const talk = kind === 'thread' ? (body as Thread).talk : null;
      if (talk === null) return [];
      const known = begun.get(talk.id);
      begun.set(talk.id, talk.content);
      return known === undefined || known === talk.content ? [] : [`${talk.id} goes on with other content`];
    },
    daily: async ({ store, school }) => {
      const missing: string[] = [];
      for (const hash of new Set(begun.values()))
        if ((await store.get(refs.content(school.id, hash))) === null) missing.push(hash);
      return missing.map((hash) => ({ person: null, what: `content ${hash} is not kept` }));
    },
  };
};
