import type { Clock } from '../../../ports/clock.js';

/** Work that goes on after an answer was given. Tests wait for `idle` instead of sleeping. */
export interface Tasks {
  /** Runs `work` at once, or after `delayMs` of the clock's own time. */
  start(work: () => Promise<void>, delayMs?: number): void;
  /** Resolves when nothing is under way. Work that waits for the clock does not count. */
  idle(): Promise<void>;
  cancelWaiting(): void;
}

/** `onError` gets what a task throws: nobody else awaits it. */
export function createTasks(clock: Clock, onError: (error: unknown) => void): Tasks {
  const running = new Set<Promise<void>>();
  const waiting = new Set<() => void>();

  function run(work: () => Promise<void>): void {
    const promise: Promise<void> = work()
      .catch(onError)
      .finally(() => running.delete(promise));
    running.add(promise);
  }

  return {
    start(work, delayMs = 0) {
      if (delayMs <= 0) return run(work);
      const cancel = clock.after(delayMs, () => {
        waiting.delete(cancel);
        run(work);
      });
      waiting.add(cancel);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    cancelWaiting() {
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}
