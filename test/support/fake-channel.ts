import type { Address, ChannelName, OutMessage } from '../../src/core/thread/message.js';
import type { FetchedFile } from '../../src/ports/media-source.js';
import type { Channel, Forgotten, LookUp, SendResult, ToForget } from '../../src/ports/channel.js';

export type Sent = { to: Address; entry: string; message: OutMessage };

/** A channel that keeps what it is given; what the next attempts come to can be arranged. */
export type FakeChannel = Channel & {
  sent: Sent[];
  /** Outcomes of the next attempts, in order; after them everything is sent. */
  next: (SendResult | 'throw')[];
  lookUps: LookUp[];
  /** Who was to be forgotten, in order. */
  forgets: { who: Address; what: ToForget }[];
  /** What comes of the next times, in order; after them everything is forgotten at once. */
  nextForget: (Forgotten | 'throw')[];
  /** When the provider took in each message that it still knows. */
  takenIn: Map<string, number>;
  /** What the provider gives for an address, in order; the last one again and again. */
  files: Map<string, FetchedFile[]>;
  /** The addresses that were asked for. */
  fetched: string[];
  /** The addresses that were taken off the provider. */
  removed: string[];
  /** What comes of the next removals; after them everything is removed. */
  nextRemove: ('later' | 'throw')[];
  /** The texts that arrived, in order. */
  texts: () => string[];
};

/** @param prefix Of the provider's ids: two channels of one test never give the same. */
export function fakeChannel(name: ChannelName, prefix = ''): FakeChannel {
  const sent: Sent[] = [];
  const next: (SendResult | 'throw')[] = [];
  const lookUps: LookUp[] = [];
  const forgets: FakeChannel['forgets'] = [];
  const nextForget: FakeChannel['nextForget'] = [];
  const takenIn: FakeChannel['takenIn'] = new Map();
  const files: FakeChannel['files'] = new Map();
  const fetched: string[] = [];
  const removed: string[] = [];
  const nextRemove: FakeChannel['nextRemove'] = [];
  let count = 0;
  return {
    name,
    sent,
    next,
    lookUps,
    ...{ forgets, nextForget, takenIn, files, fetched, removed, nextRemove },
    media: {
      fetch: async (_from, source) => {
        fetched.push(source);
        const [first, ...rest] = files.get(source) ?? [];
        if (rest.length > 0) files.set(source, rest);
        return first ?? { kind: 'gone' };
      },
      remove: async (source) => {
        const planned = nextRemove.shift();
        if (planned === 'throw') throw new Error('the adapter broke');
        if (planned === 'later') return { status: 'later', reason: 'busy' };
        removed.push(source);
        return { status: 'removed' };
      },
    },
    texts: () =>
      sent.map(({ message }) => (message.kind === 'text' ? message.text : `[${message.card.title}]`)),
    send: async (to, entry, message) => {
      const planned = next.shift();
      if (planned === 'throw') throw new Error('the adapter broke');
      if (planned !== undefined && planned.status !== 'sent') return planned;
      sent.push({ to, entry, message });
      count += 1;
      return planned ?? { status: 'sent', providerId: `${prefix}${name}-${count}`, final: name === 'teams' };
    },
    lookUp: async () => lookUps.shift() ?? { found: 'cannot_tell' },
    forget: async (who, what) => {
      const planned = nextForget.shift();
      if (planned === 'throw') throw new Error('the adapter broke');
      forgets.push({ who, what });
      return planned ?? { status: 'done', removed: what.sent.length, kept: 0 };
    },
    takenInAt: async (id) => takenIn.get(id) ?? null,
  };
}
