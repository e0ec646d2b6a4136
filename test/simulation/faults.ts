import { TerugblikError } from '../../src/core/errors.js';
import type { OutMessage } from '../../src/core/thread/message.js';
import type { Channel } from '../../src/ports/channel.js';
import type { Store } from '../../src/ports/store.js';
import { textOf } from '../../src/simulation/watch.js';

/** How often something goes wrong; switched off while the books are compared. */
export type Faults = { on: boolean; random: () => number; counts: Map<string, number> };

export type SimSend = { at: number; address: string; entry: string; message: OutMessage };

export type SimChannel = Channel & {
  sent: SimSend[];
  /** Addresses where every message fails for good. */
  failing: Set<string>;
};

const happens = (faults: Faults, name: string, chance: number): boolean => {
  if (!faults.on || faults.random() >= chance) return false;
  faults.counts.set(name, (faults.counts.get(name) ?? 0) + 1);
  return true;
};

/** A channel whose answers get lost, before and after the message left; it refuses for now, or its adapter breaks. */
export function simChannel(name: 'teams' | 'whatsapp', faults: Faults, now: () => number): SimChannel {
  const sent: SimSend[] = [];
  const failing = new Set<string>();
  const deliver = (address: string, entry: string, message: OutMessage): string => {
    sent.push({ at: now(), address, entry, message });
    return `${name}-${sent.length}`;
  };
  return {
    name,
    sent,
    failing,
    send: async (to, entry, message) => {
      if (failing.has(to.address)) return { status: 'failed', reason: 'code 63024', blocks: false };
      if (happens(faults, 'channel refuses for now', 0.02))
        return { status: 'retry', afterMs: null, reason: '429' };
      if (happens(faults, 'channel time-out, not sent', 0.01))
        return { status: 'unknown', reason: 'time-out' };
      const providerId = deliver(to.address, entry, message);
      if (happens(faults, 'channel time-out, sent', 0.01)) return { status: 'unknown', reason: 'time-out' };
      if (happens(faults, 'adapter breaks, sent', 0.005)) throw new Error('broken after the send');
      return { status: 'sent', providerId, final: true };
    },
    lookUp: async (to, message, since) => {
      if (name === 'teams') return { found: 'cannot_tell' };
      const index = sent.findIndex(
        (one) =>
          one.address === to.address && one.at >= since - 1000 && textOf(one.message) === textOf(message),
      );
      return index === -1 ? { found: false } : { found: true, providerId: `${name}-${index + 1}` };
    },
  };
}

/** A store that is away for a moment, or that does what it was asked and then does not say so. */
export function simStore(inner: Store, faults: Faults): Store {
  const away = (): never => {
    throw new TerugblikError('store_unavailable', 'injected');
  };
  return {
    ...inner,
    get: async (ref) => (happens(faults, 'store away at a read', 0.002) ? away() : inner.get(ref)),
    put: async (item, guard) => {
      if (happens(faults, 'store away at a write', 0.004)) away();
      const result = await inner.put(item, guard);
      return happens(faults, 'write done, answer lost', 0.004) ? away() : result;
    },
  };
}
