import type { Database } from 'better-sqlite3';

/**
 * Writes that come in together share one transaction, and so one wait for the disk. Each promise settles only
 * after the commit that made its write durable; when that commit fails, all of them are rejected.
 */
export type GroupCommit = {
  /** Runs `write` inside the next transaction. It must be synchronous and must not throw for a guard. */
  run: <T>(write: () => T) => Promise<T>;
  /** Commits what is waiting, now. */
  drain: () => void;
};

type Waiting = { attempt: () => () => void; reject: (error: unknown) => void };

/** One transaction blocks the event loop while it runs: a flood is cut into pieces. */
const mostAtOnce = 128;

/**
 * A group is what one round of the event loop brings: requests that were read from their sockets in the same
 * round write in the same transaction, and nobody waits longer than that. `afterwards` runs after each commit.
 */
export function createGroupCommit(db: Database, afterwards: () => void): GroupCommit {
  let queue: Waiting[] = [];
  const attemptAll = db.transaction((group: readonly Waiting[]) => group.map((one) => one.attempt()));

  const commitNext = (): void => {
    const group = queue.slice(0, mostAtOnce);
    queue = queue.slice(mostAtOnce);
    if (group.length === 0) return;
    if (queue.length > 0) setImmediate(commitNext);
    let settle: (() => void)[];
    try {
      settle = attemptAll.immediate(group);
    } catch (error) {
      for (const one of group) one.reject(error);
      return;
    }
    for (const done of settle) done();
    afterwards();
  };

  return {
    run: (write) =>
      new Promise((resolve, reject) => {
        if (queue.length === 0) setImmediate(commitNext);
        const attempt = (): (() => void) => {
          const result = write();
          return () => resolve(result);
        };
        queue.push({ attempt, reject });
      }),
    drain: () => {
      while (queue.length > 0) commitNext();
    },
  };
}
