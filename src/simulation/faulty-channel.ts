import type { ChannelName, OutMessage } from '../core/thread/message.js';
import { day } from '../core/time.js';
import type { Channel, SendResult } from '../ports/channel.js';
import type { Faults } from './faults.js';
import { calling, type Process } from './process.js';
import type { Sabotage } from './sabotage.js';
import { textOf, type Sending } from './watch.js';

/** A provider: it outlives the processes that use it, and keeps what arrived. */
export type Provider = {
  name: ChannelName;
  /** What arrived, oldest first. */
  kept: { providerId: string; address: string; at: number; text: string }[];
  /** How many messages there ever were. */
  taken: number;
};

/** Nothing looks a message up after a day. */
export function forgetKept(providers: Readonly<Record<string, Provider>>, now: number): void {
  for (const provider of Object.values(providers))
    provider.kept = provider.kept.filter(({ at }) => at > now - 2 * day);
}

export type FaultyChannelOptions = {
  provider: Provider;
  life: Process;
  faults: Faults;
  sabotage: Sabotage | null;
  now: () => number;
  /** Told of every attempt that reached the provider, with its outcome. */
  onSend: (sending: Omit<Sending, 'person' | 'recorded'>) => void;
};

/** A way to people whose answers get lost, before and after the message left; it refuses, or its adapter breaks. */
export function faultyChannel(options: FaultyChannelOptions): Channel {
  const { provider, life, faults, sabotage } = options;
  const { name } = provider;
  return {
    name,
    send: (to, entry, message) =>
      calling(life, faults, to.address, async () => {
        const result = attempt(options, { address: to.address, entry, message });
        if (result === 'broken') throw new Error('the adapter broke after the send');
        return sabotage?.answer?.(result) ?? result;
      }),
    lookUp: (to, message, since, known) =>
      calling(life, faults, to.address, async () => {
        if (name === 'teams' || message.kind === 'card') return { found: 'cannot_tell' };
        // It left in its own words, or outside the window in those of its template.
        const words = [message.text, message.template?.text];
        const found = provider.kept.find(
          ({ address, at, text, providerId }) =>
            address === to.address &&
            at >= since - 1000 &&
            at <= since + 60_000 &&
            words.includes(text) &&
            !known.includes(providerId),
        );
        return found === undefined ? { found: false } : { found: true, providerId: found.providerId };
      }),
  };
}

type Attempt = { address: string; entry: string; message: OutMessage };

function attempt(
  { provider, faults, now, onSend }: FaultyChannelOptions,
  { address, entry, message }: Attempt,
): SendResult | 'broken' {
  const { name } = provider;
  const tell = (outcome: Sending['outcome'], arrived: boolean): void =>
    onSend({
      ...{ at: now(), channel: name, address, entry, message, outcome, arrived },
      providerId: lastId(),
    });
  const lastId = (): string => `${name}-${provider.taken}`;
  if (faults.happens('refused for good', address)) {
    tell('failed', false);
    return { status: 'failed', reason: 'code 63024', blocks: false };
  }
  if (faults.happens('refused for now', address)) {
    tell('refused', false);
    return { status: 'retry', afterMs: null, reason: '429' };
  }
  if (faults.happens('time-out, not sent', address)) {
    tell('lost', false);
    return { status: 'unknown', reason: 'time-out' };
  }
  provider.taken += 1;
  provider.kept.push({ providerId: lastId(), address, at: now(), text: textOf(message) });
  const providerId = lastId();
  if (faults.happens('time-out, sent', address)) {
    tell('lost', true);
    return { status: 'unknown', reason: 'time-out' };
  }
  if (faults.happens('adapter breaks, sent', address)) {
    tell('lost', true);
    return 'broken';
  }
  tell('sent', true);
  return { status: 'sent', providerId, final: name === 'teams' };
}
