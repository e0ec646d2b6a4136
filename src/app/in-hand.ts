/** Work that goes on after its answer was given: deliveries and jobs. Stopping waits for it. */
export type InHand = {
  start: (work: Promise<void>) => void;
  /** Resolves when nothing is in hand any more. */
  idle: () => Promise<void>;
};

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
  };
}
