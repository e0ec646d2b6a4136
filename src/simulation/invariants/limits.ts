import type { Thread } from '../../core/thread/thread.js';
import type { Invariant } from '../sim.js';

const most = {
  seen: 300,
  outbox: 150,
  jobs: 150,
  ended: 40,
  days: 30,
  sends: 100,
  cards: 50,
  recent: 100,
} as const;

const parts = Object.entries(most) as [keyof typeof most, number][];

/** The largest thread, in letters of its JSON; an item may have two million. */
const size = 500_000;

/** What a thread keeps is bounded, however much is said. */
export const limits = (): Invariant => {
  /** Threads as they were when they were weighed: most did not change in a day. */
  const weighed = new WeakSet<Thread>();
  return {
    name: '13 limits everywhere',
    onPut: (_, { kind, id, body }) => {
      if (kind !== 'thread') return [];
      const thread = body as Thread;
      return parts
        .filter(([part, limit]) => thread[part].length > limit)
        .map(([part]) => `${id} has ${thread[part].length} of ${part}`);
    },
    daily: async ({ watch }) => {
      const fresh = [...watch.threads.values()].map(({ now }) => now).filter((now) => !weighed.has(now));
      for (const now of fresh) weighed.add(now);
      return fresh
        .map((now) => ({ person: now.person, letters: JSON.stringify(now).length }))
        .filter(({ letters }) => letters > size)
        .map(({ person, letters }) => ({ person, what: `the thread has ${letters} letters` }));
    },
  };
};
