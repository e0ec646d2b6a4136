import type { Address, ChannelName, OutMessage } from '../../src/core/thread/message.js';
import type { Channel, LookUp, SendResult } from '../../src/ports/channel.js';

export type Sent = { to: Address; entry: string; message: OutMessage };

/** A channel that keeps what it is given; what the next attempts come to can be arranged. */
export type FakeChannel = Channel & {
  sent: Sent[];
  /** Outcomes of the next attempts, in order; after them everything is sent. */
  next: (SendResult | 'throw')[];
  lookUps: LookUp[];
  /** The texts that arrived, in order. */
  texts: () => string[];
};

export function fakeChannel(name: ChannelName): FakeChannel {
  const sent: Sent[] = [];
  const next: (SendResult | 'throw')[] = [];
  const lookUps: LookUp[] = [];
  let count = 0;
  return {
    name,
    sent,
    next,
    lookUps,
    texts: () =>
      sent.map(({ message }) => (message.kind === 'text' ? message.text : `[${message.card.title}]`)),
    send: async (to, entry, message) => {
      const planned = next.shift();
      if (planned === 'throw') throw new Error('the adapter broke');
      if (planned !== undefined && planned.status !== 'sent') return planned;
      sent.push({ to, entry, message });
      count += 1;
      return planned ?? { status: 'sent', providerId: `${name}-${count}`, final: name === 'teams' };
    },
    lookUp: async () => lookUps.shift() ?? { found: 'cannot_tell' },
  };
}
