import type { School } from '../core/school/school.js';
import type { Alert } from '../core/alerts/state.js';
import type { Thread } from '../core/thread/thread.js';
import type { SendResult } from '../ports/channel.js';
import type { Log } from '../ports/log.js';
import type { Item, Ref } from '../ports/store.js';
import type { Random } from './random.js';

/** A deliberate mistake, to see that it is found. */
export type Sabotage = {
  /** What is written in place of an item; `dropped`: nothing, and nobody is told. */
  put?: (item: Item) => Item | 'dropped';
  /** Removes nothing of this, and says that it did. */
  keeps?: (ref: Ref) => boolean;
  /** Writes over what somebody else wrote. */
  blind?: true;
  /** What the product is told of an attempt. */
  answer?: (result: SendResult) => SendResult;
  log?: (item: Item, log: Log) => void;
  /** Another school than the one that is played. */
  school?: School;
};

type Make = (school: School, random: Random) => Sabotage;

/** Changes threads, now and then. */
const threads = (random: Random, chance: number, change: (thread: Thread) => Thread): Sabotage => ({
  put: (item) =>
    item.kind === 'thread' && random() < chance ? { ...item, body: change(item.body as Thread) } : item,
});

const dropping = (random: Random, chance: number, drops: (item: Item) => boolean): Sabotage => ({
  put: (item) => (drops(item) && random() < chance ? 'dropped' : item),
});

/** One mistake for each invariant, by what it does wrong. */
export const sabotages = {
  'sends before it commits': (_, random) =>
    dropping(
      random,
      0.02,
      ({ kind, body }) =>
        kind === 'thread' && (body as Thread).outbox.some((one) => one.status === 'attempting'),
    ),
  'writes over what another wrote': () => ({ blind: true }),
  'forgets an alarm': (_, random) => ({
    put: (item) => {
      if (item.kind !== 'thread' || random() >= 0.01) return item;
      const { wakeAt: _wakeAt, bucket: _bucket, ...without } = item;
      return without;
    },
  }),
  'sends again after a lost answer': () => ({
    answer: (result) =>
      result.status === 'unknown' ? { status: 'retry', afterMs: null, reason: 'lost' } : result,
  }),
  'forgets what it has seen': (_, random) =>
    threads(random, 0.2, (thread) => {
      const last = thread.seen.findLastIndex((id) => id.startsWith('in-'));
      return { ...thread, seen: thread.seen.filter((_, place) => place !== last) };
    }),
  'goes on with other content': (_, random) =>
    threads(random, 0.02, (thread) =>
      thread.talk === null ? thread : { ...thread, talk: { ...thread.talk, content: 'other' } },
    ),
  'skips a write of the ledger': (_, random) =>
    dropping(random, 0.5, ({ kind, partition }) => kind === 'day' && partition.includes(':days:')),
  'raises no alert': (_, random) => dropping(random, 0.5, ({ kind }) => kind === 'alert'),
  'lists no alert': (_, random) => dropping(random, 0.2, ({ kind }) => kind === 'alert_of'),
  'shows a worry to the one it is about': () => ({
    put: (item) => {
      if (item.kind !== 'alert') return item;
      const alert = item.body as Alert;
      const named = alert.words.includes('Berna') ? 'berna' : alert.words.includes('Bram') ? 'bram' : null;
      if (named === null || alert.recipients.some(({ person }) => person === named)) return item;
      const recipient = { person: named, status: 'pending', reason: null } as const;
      return { ...item, body: { ...alert, recipients: [...alert.recipients, recipient] } };
    },
  }),
  'logs an answer': (_, random) => ({
    log: ({ kind, body }, log) => {
      if (kind !== 'thread' || random() >= 0.02) return;
      const said = (body as Thread).talk?.transcript.findLast((line) => line.from === 'student');
      log.info('turn', { words: said?.text ?? '' });
    },
  }),
  'forgets nothing': () => ({
    put: (item) => {
      if (item.kind !== 'thread') return item;
      const thread = item.body as Thread;
      return { ...item, body: { ...thread, seen: [...thread.seen, ...thread.seen.slice(-10)] } };
    },
  }),
  'opens in quiet hours': (school) => ({
    school: { ...school, quietHours: { from: '03:00', to: '03:01' } },
  }),
  'writes too often': (school) => ({ school: { ...school, days: { ...school.days, unaskedPerWeek: 7 } } }),
  'writes to who stopped': (_, random) =>
    threads(random, 0.5, (thread) => ({ ...thread, settings: { ...thread.settings, stoppedAt: null } })),
  'writes to who left': () => {
    const ways = new Map<string, Thread['addresses']>();
    return {
      put: (item) => {
        if (item.kind !== 'thread') return item;
        const thread = item.body as Thread;
        if (thread.leftAt === null) {
          ways.set(item.id, thread.addresses);
          return item;
        }
        return { ...item, body: { ...thread, leftAt: null, addresses: ways.get(item.id) ?? [] } };
      },
    };
  },
  'keeps what was erased': (_, random) => ({ keeps: ({ kind }) => kind === 'talk' && random() < 0.5 }),
} as const satisfies Readonly<Record<string, Make>>;

export type SabotageName = keyof typeof sabotages;
