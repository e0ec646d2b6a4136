import { TerugblikError } from '../../core/errors.js';
import { second } from '../../core/time.js';
import type { DueItem } from '../../ports/store.js';
import type { Deps } from '../deps.js';
import { createClockWatch } from './clock-watch.js';
import type { Leases } from './leases.js';

export type Dispatcher = {
  start: () => void;
  /** Stops asking for due work; resolves when the round in hand is over. */
  stop: () => Promise<void>;
  /** One round, for tests and after the clock was moved: everything that is due now. */
  runDue: () => Promise<number>;
};

/** Wakes one aggregate: its clock went off. */
export type Wake = (item: DueItem) => Promise<void>;

const pageSize = 100;
const atOnce = 16;
const tick = second;

/** Asks the store only for what is due in the buckets it holds: its cost follows what is due. */
export function createDispatcher(deps: Deps, leases: Leases, wake: Wake): Dispatcher {
  let cancel: (() => void) | null = null;
  let running = false;
  let inHand: Promise<void> = Promise.resolve();
  const round = async (): Promise<number> => {
    const [buckets] = await Promise.all([leases.held(), deps.budget.renew()]);
    if (buckets.length === 0) return 0;
    // Once a round each: what cannot be woken stays due, and must neither come back at once nor hide the rest.
    const woken = new Set<string>();
    for (let limit = pageSize; ;) {
      const due = await deps.store.due({ buckets, until: deps.clock.now(), limit });
      const fresh = due.filter((item) => !woken.has(keyOf(item)));
      await wakeAll(deps, fresh, wake);
      for (const item of fresh) woken.add(keyOf(item));
      if (due.length < limit) return woken.size;
      limit = pageSize + due.length - fresh.length;
    }
  };
  const watchClock = createClockWatch(deps);
  const loop = async (): Promise<void> => {
    watchClock();
    await round().catch((error: unknown) => deps.log.error('dispatcher.round_failed', error));
    if (running) cancel = deps.clock.after(tick, next);
  };
  const next = (): void => {
    inHand = loop();
  };
  return {
    start: () => {
      running = true;
      next();
    },
    stop: async () => {
      running = false;
      cancel?.();
      await inHand;
    },
    runDue: round,
  };
}

const keyOf = ({ kind, partition, id }: DueItem): string => `${kind} ${partition} ${id}`;

async function wakeAll(deps: Deps, due: readonly DueItem[], wake: Wake): Promise<void> {
  const waiting = [...due];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        await wake(item);
      } catch (error) {
        const code = error instanceof TerugblikError ? error.code : 'wake_failed';
        deps.log.error('dispatcher.wake_failed', error, { kind: item.kind, id: item.id, code });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, worker));
}
