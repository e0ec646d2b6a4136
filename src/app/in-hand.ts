/** Work that goes on after its answer was given: deliveries and jobs. Stopping waits for it. */
export type InHand = {
  start: (work: Promise<void>) => void;
  /** Resolves when nothing is in hand any more. */
  idle: () => Promise<void>;
  /**
   * Resolves when there is room for more: little is in hand, or the process only waits for others. Whoever has much to
   * begin asks this first, so that somebody who writes meanwhile does not stand behind all of it.
   */
  room: () => Promise<void>;
};

/** So much at once keeps the process busy; more of it would only wait in the process. */
const enough = 8;

/** A busy process takes long for so many rounds of its event loop, one that waits takes no time: nobody is held up then. */
const patience = 50;

export function createInHand(onError: (error: unknown) => void): InHand {
  const running = new Set<Promise<void>>();
  return {
    start: (work) => {
      const tracked = work.catch(onError).finally(() => running.delete(tracked));
      running.add(tracked);
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    room: async () => {
      for (let round = 0; running.size >= enough && round < patience; round += 1) await nextRound();
    },
  };
}

const nextRound = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
