import { day } from '../core/time.js';
import type { Entry } from '../core/outbox/entry.js';
import { readState } from '../core/script/state.js';
import type { ChannelName, OutMessage } from '../core/thread/message.js';
import { readPayload } from '../core/thread/delivery/reply.js';
import { reflectionScripts } from '../core/thread/talk/scripts.js';
import type { Thread } from '../core/thread/thread.js';
import type { Item } from '../ports/store.js';
import type { Worry } from './words.js';

/** A message of a person, as it was given to the product. */
export type Heard = {
  person: string;
  providerId: string;
  at: number;
  /** Words that stand in this message and nowhere else. */
  mark: string;
  kind: 'text' | 'button' | 'other';
  worry: Worry | null;
  /** The reflection whose question stood open then, and how that is answered; a button answers its own alone. */
  reflects: { talk: string; by: 'button' | 'words' } | null;
  /** The product answered that it is durable. */
  accepted: boolean;
};

/** An attempt to send something, as the provider saw it. */
export type Sending = {
  at: number;
  person: string;
  channel: ChannelName;
  address: string;
  entry: string;
  message: OutMessage;
  /** What the provider told the product. */
  outcome: 'sent' | 'refused' | 'lost' | 'failed';
  /** It stands in the person's chat. */
  arrived: boolean;
  /** The entry as the store had it at that moment. */
  recorded: Entry | null;
  providerId: string;
};

/** Something that must never be so. */
export type Violation = { at: number; step: number; invariant: string; person: string | null; what: string };

/** What one person said and what was sent to him, in order. */
export type Seen = {
  heard: Heard[];
  sendings: Sending[];
  lastArrived: Sending | undefined;
  /** Entries that arrived, and the words of what arrived. */
  arrived: Set<string>;
};

/** Everything that can be seen from outside, and what was found wrong. */
export type Watch = {
  step: number;
  heard: Heard[];
  /** How many attempts arrived. */
  arrivals: number;
  /** What was heard and is a worry. */
  worries: Heard[];
  /** What was heard and sent, by person. */
  people: Map<string, Seen>;
  /** Sendings of an entry, in order. */
  ofEntry: Map<string, Sending[]>;
  threads: Map<string, { before: Thread | null; now: Thread }>;
  /** Which practice day a talk is about. */
  talkDays: Map<string, string>;
  /** Practice days that were moved: student and the date they moved to, and since when they stand there. */
  moved: Map<string, number>;
  /** When each student's last talk was over. */
  freed: Map<string, number>;
  logged: string[];
  events: { step: number; at: number; person: string; what: string }[];
  violations: Violation[];
};

export const createWatch = (): Watch => ({
  ...{
    step: 0,
    heard: [],
    arrivals: 0,
    worries: [],
    people: new Map(),
    ofEntry: new Map(),
    threads: new Map(),
  },
  ...{ talkDays: new Map(), moved: new Map(), freed: new Map(), logged: [], events: [], violations: [] },
});

/** What was seen of somebody until now. */
export function seenOf({ people }: Watch, person: string): Seen {
  const known = people.get(person);
  if (known !== undefined) return known;
  const fresh: Seen = { heard: [], sendings: [], lastArrived: undefined, arrived: new Set() };
  people.set(person, fresh);
  return fresh;
}

/**
 * The talk whose question stands open now and how that is answered, where it is a reflection. What is said to a worry's script,
 * to a reply or with an old button is about something else.
 */
export function reflectsOn({ threads }: Watch, person: string, payload: string | null): Heard['reflects'] {
  const talk = threads.get(person)?.now.talk ?? null;
  const read = readState(talk?.state ?? null);
  if (talk === null || read.kind !== 'ok') return null;
  if (!reflectionScripts.includes(read.state.frames.at(-1)?.script ?? '')) return null;
  if (payload === null) return { talk: talk.id, by: talk.offered.length > 0 ? 'button' : 'words' };
  const pressed = readPayload(payload);
  const isIts = pressed?.talk === talk.id && pressed.question === String(read.state.asked);
  return isIts ? { talk: talk.id, by: 'button' } : null;
}

/** Puts down that somebody said something. */
export function hear(watch: Watch, heard: Heard): void {
  watch.heard.push(heard);
  if (heard.worry !== null) watch.worries.push(heard);
  seenOf(watch, heard.person).heard.push(heard);
}

/** Puts down an attempt to send something. */
export function see(watch: Watch, sending: Sending): void {
  const { sendings, arrived } = seenOf(watch, sending.person);
  sendings.push(sending);
  const ofEntry = watch.ofEntry.get(sending.entry);
  if (ofEntry === undefined) watch.ofEntry.set(sending.entry, [sending]);
  else ofEntry.push(sending);
  if (!sending.arrived) return;
  watch.arrivals += 1;
  seenOf(watch, sending.person).lastArrived = sending;
  arrived.add(sending.entry).add(textOf(sending.message));
}

/** Attempts are remembered for so long: more than anything looks back, and a year has a million. */
export const remembered = 60 * day;

/** Lets go of attempts that nothing looks at any more. */
export function forgetOld(watch: Watch, now: number): void {
  const isOld = ({ at }: Sending): boolean => at < now - remembered;
  for (const seen of watch.people.values()) {
    const [first] = seen.sendings;
    if (first === undefined || !isOld(first)) continue;
    for (const { entry } of seen.sendings.filter(isOld)) watch.ofEntry.delete(entry);
    seen.sendings = seen.sendings.filter((one) => !isOld(one));
    seen.arrived = new Set(
      seen.sendings.flatMap((one) => (one.arrived ? [one.entry, textOf(one.message)] : [])),
    );
  }
}

/** The words of a message as its reader sees them first. */
export const textOf = (message: OutMessage): string =>
  message.kind === 'card' ? message.card.title : (message.template?.text ?? message.text);

/** A write as the store was asked for it; `before`: what the item was like at the write before it. */
export type Write = { item: Item; before: unknown };

/** Events that are remembered for a trace. */
const kept = 20_000;

export function note(watch: Watch, at: number, person: string, what: string): void {
  watch.events.push({ step: watch.step, at, person, what });
  if (watch.events.length > 2 * kept) watch.events.splice(0, kept);
}
