import { z } from 'zod';
import type { Address } from '../thread/message.js';
import { day, hour, minute, type Instant } from '../time.js';

/** `all`: everything about a person. `answers`: what he answered; he stays joined and known. */
export type Scope = 'all' | 'answers';

/** What an erasure does, in this order. Each step may be done again at any time. */
export const erasureSteps = [
  /** His place in the roster, and the addresses that lead to him. */
  'person',
  /** His thread: from then on nothing can be received or sent for him. */
  'thread',
  /** What lies with him: talks, days, looks, codes, and the worries that are handled. */
  'kept',
  /** The ledger keeps its counts, about nobody. */
  'ledger',
  /** What stands on the list of undelivered messages. */
  'undelivered',
  /** Messages and cards about him in the threads of staff. */
  'staff',
  /** What the providers keep. */
  'channels',
  /** Tells the student that it was done. */
  'tell',
] as const;
export type Step = (typeof erasureSteps)[number];

const address = z.strictObject({
  channel: z.enum(['teams', 'whatsapp']),
  address: z.string(),
  ref: z.unknown(),
});

/** What must be known of a person until nothing about him can turn up any more. It goes with the last sweep. */
const pending = z.strictObject({
  person: z.string(),
  name: z.string().nullable(),
  addresses: z.array(address),
  /** His begeleiders and mentors, also of before: under each of them he is listed. */
  begeleiders: z.array(z.string()),
  /** The dates of his practice days, and whom the ledger names in his place: drawn, not computed. */
  days: z.array(z.strictObject({ date: z.string(), alias: z.string() })),
  /** Teams' ids of what was sent to him: there is no other way to find it there. */
  sent: z.array(z.string()),
  /** The last number that the thread gave out when it was emptied: talks up to it are gone. */
  upTo: z.number().int(),
  /** How many sweeps are over. */
  sweep: z.number().int(),
  /** The steps of this sweep that are done. */
  done: z.array(z.enum(erasureSteps)),
  /** Worries that are open: each stays until it is handled. */
  waiting: z.number().int(),
  /** Failed tries of the next step. */
  tries: z.number().int(),
});

export const erasureSchema = z.strictObject({
  v: z.literal(1),
  scope: z.enum(['all', 'answers']),
  /** What was said and done before this moment goes. In the future: the erasure of somebody who left, at his term. */
  at: z.number(),
  /** Null once everything is done: what is left names nobody. */
  pending: pending.nullable(),
});

/** An erasure: an aggregate of its own, so that it survives whatever happens on the way. */
export type Erasure = z.infer<typeof erasureSchema>;
/** The part of an erasure that names its person. */
export type Pending = z.infer<typeof pending>;

/** What can be learned about a person on the way, from items that go with it. */
export type Traces = {
  name?: string;
  addresses?: readonly Address[];
  begeleiders?: readonly string[];
  days?: readonly { date: string; alias: string }[];
  sent?: readonly string[];
  upTo?: number;
};

/** An erasure that nobody has worked on, and that knows nothing but the id. */
export function newErasure(person: string, scope: Scope, at: Instant): Erasure {
  const nothing = { name: null, addresses: [], begeleiders: [], days: [], sent: [], upTo: 0 };
  return { v: 1, scope, at, pending: { person, ...nothing, sweep: 0, done: [], waiting: 0, tries: 0 } };
}

/**
 * An erasure that is asked for while there may be one: what was said until the later moment goes, and the erasure of a
 * leaver begins before its time. The same erasure when it is under way already.
 */
export function begun(known: Erasure | null, asked: Erasure, found: Traces): Erasure {
  if (known === null || known.pending === null) return learned(asked, found);
  const { addresses, days, sent, upTo, begeleiders, name } = known.pending;
  const before = { addresses, days, sent, upTo, begeleiders, ...(name === null ? {} : { name }) };
  const again = known.scope === 'all' ? asked.at < known.at : asked.at > known.at;
  return again ? learned(learned(asked, before), found) : learned(known, found);
}

/** Adds what was found; the first to name a date gives it its alias. The same erasure when nothing is new. */
export function learned(erasure: Erasure, found: Traces): Erasure {
  const { pending: known } = erasure;
  if (known === null) return erasure;
  const more: Pending = {
    ...known,
    name: known.name ?? found.name ?? null,
    addresses: added(known.addresses, found.addresses, (one) => `${one.channel} ${one.address}`),
    begeleiders: added(known.begeleiders, found.begeleiders, (one) => one),
    days: added(known.days, found.days, (one) => one.date),
    sent: added(known.sent, found.sent, (one) => one),
    upTo: Math.max(known.upTo, found.upTo ?? 0),
  };
  return JSON.stringify(more) === JSON.stringify(known) ? erasure : { ...erasure, pending: more };
}

/** Keeps of what was sent only what could not be taken back yet. */
export function sentLeft(erasure: Erasure, sent: readonly string[]): Erasure {
  const { pending: known } = erasure;
  return known === null ? erasure : { ...erasure, pending: { ...known, sent: [...sent] } };
}

function added<T>(known: readonly T[], found: readonly T[] | undefined, key: (one: T) => string): T[] {
  const all = new Map([...(found ?? []), ...known].map((one) => [key(one), one]));
  const first = known.map(key);
  return [...known, ...[...all].filter(([one]) => !first.includes(one)).map(([, value]) => value)];
}

/** The last sweep; after it, only worries that are open can keep an erasure going. */
const lastSweep = 3;

/** Whether this is the sweep after which the ledger forgets whom its records were about. */
export const isLastSweep = (erasure: Erasure): boolean => (erasure.pending?.sweep ?? 0) >= lastSweep;

/** The step that comes next in this sweep; null when it is over. */
export function nextStep({ scope, pending: known }: Erasure): Step | null {
  if (known === null) return null;
  return stepsOf(scope, known.sweep).find((step) => !known.done.includes(step)) ?? null;
}

function stepsOf(scope: Scope, sweep: number): Step[] {
  if (sweep > lastSweep) return ['kept', 'staff'];
  const own: readonly Step[] = ['person', 'ledger'];
  return erasureSteps.filter((step) => {
    if (step === 'tell') return scope === 'answers' && sweep === 0;
    return scope === 'all' || !own.includes(step);
  });
}

/** Notes that a step is done; `waiting` is the number of open worries that it came upon. */
export function stepDone(erasure: Erasure, step: Step, waiting?: number): Erasure {
  const { pending: known } = erasure;
  if (known === null) return erasure;
  const done = [...known.done, step];
  return { ...erasure, pending: { ...known, done, waiting: waiting ?? known.waiting, tries: 0 } };
}

/** A step could not be done now. `wait`: how long until it is tried again, doubling from five seconds to an hour. */
export function stepFailed(erasure: Erasure): { erasure: Erasure; wait: number } {
  const { pending: known } = erasure;
  if (known === null) return { erasure, wait: hour };
  const wait = Math.min(hour, 5000 * 2 ** Math.min(known.tries, 20));
  return { erasure: { ...erasure, pending: { ...known, tries: known.tries + 1 } }, wait };
}

/**
 * The time until the next sweep. What was under way when the thread went (a talk being archived, a message being sent)
 * may be written after it; two minutes cover it, the hour and the day cover a server that was restarted or away.
 */
const gaps = [2 * minute, hour, day] as const;

/** How often a worry is looked at that keeps an erasure from its end. */
const lookAgain = hour;

/** Ends a sweep. Null as `wait`: nothing can turn up any more, and all that named the person is let go. */
export function sweepOver(erasure: Erasure): { erasure: Erasure; wait: number | null } {
  const { pending: known } = erasure;
  if (known === null) return { erasure, wait: null };
  const wait = gaps[known.sweep] ?? (known.waiting > 0 ? lookAgain : null);
  if (wait === null) return { erasure: { ...erasure, pending: null }, wait };
  // An open worry is found by the person alone.
  const kept = known.sweep < lastSweep ? known : { ...known, addresses: [], days: [], sent: [] };
  return { erasure: { ...erasure, pending: { ...kept, sweep: known.sweep + 1, done: [] } }, wait };
}
