import { z } from 'zod';
import { migrate, type Migration } from '../migrate.js';
import type { Entry } from '../outbox/entry.js';
import type { DayStatus, Job } from '../outbox/job.js';
import type { Person } from '../school/people.js';
import type { Effort } from '../signals/types.js';
import type { Instant } from '../time.js';
import type { Address, ChannelName, Choice } from './message.js';

/** What the thread knows of its person from the roster, as of the last import or first contact. */
export type Profile = Pick<
  Person,
  'name' | 'roles' | 'ageBand' | 'sector' | 'begeleider' | 'mentor' | 'backups' | 'language'
>;

export type Settings = {
  /** Chosen by the person; null until then. */
  language: string | null;
  /** When the explanation was read; nothing is opened before. */
  introducedAt: Instant | null;
  /** Set while the person does not want messages. */
  stoppedAt: Instant | null;
  /** Set from "iemand anders" until the words that follow have come: only the confidant reads them. */
  confidential: boolean;
};

/** A way to the person, and whether it works. */
export type KnownAddress = Address & {
  /** The last moment the person wrote there: it opens WhatsApp's 24-hour window. */
  lastInboundAt: Instant | null;
  /** Why nothing arrives there any more (blocked, uninstalled, opted out); null while it works. */
  blocked: string | null;
};

/** One line of a transcript. */
export type Line = {
  id: string;
  at: Instant;
  from: 'student' | 'bot' | 'staff';
  channel: ChannelName | null;
  text: string;
  choice?: string;
  media?: { mime: string; url: string | null };
  /** The first wording, and when it was changed. */
  edits?: { text: string; at: Instant }[];
  /** The message was longer than what is kept. */
  cut?: true;
  /** Only the confidant may read it. */
  confidential?: true;
  /** A person must look: no program could judge it. */
  unread?: true;
  effort?: Effort;
  /** For lines of the bot: whether it arrived. */
  delivery?: 'sent' | 'delivered' | 'unknown' | 'failed' | 'waiting';
};

/** A conversation with its transcript. `state` is plain JSON of core/script, read with readState. */
export type Talk = {
  id: string;
  script: string;
  content: string;
  openedAt: Instant;
  endedAt: Instant | null;
  /** The practice day that it is about. */
  day: { id: string; date: string } | null;
  state: unknown;
  /** Set when the state could not be used any more; a person is told and nothing is lost. */
  parked: string | null;
  /** The choices of the open question, as they were shown. */
  offered: Choice[];
  /** The open question as the student read it: answers are judged against it. */
  question: string;
  closed: boolean;
  /** The alert that the last worry raised: what the student answers about it goes there. */
  alert: string | null;
  timeoutAt: Instant | null;
  expiresAt: Instant | null;
  transcript: Line[];
};

export type PlannedDay = { id: string; date: string; script: string; assignment: number | null };

export type History = {
  finished: number;
  streak: number;
  lastIntention: string;
  /** Text keys read lately, oldest first. */
  used: string[];
};

/** One person's thread: the aggregate. Everything sent to that person leaves through it, in order. */
export type Thread = {
  v: 1;
  id: string;
  school: string;
  person: string;
  profile: Profile;
  settings: Settings;
  addresses: KnownAddress[];
  /** The channel the person used last. */
  channel: ChannelName | null;
  talk: Talk | null;
  /** Talks that are over, until their last message was delivered and they moved to an item of their own. */
  ended: Talk[];
  /** A practice day that waits until the explanation was read. */
  waitingDay: PlannedDay | null;
  /** A practice day whose talk was broken off. */
  unfinishedDay: PlannedDay | null;
  history: History;
  /** Provider ids and business keys of what already took effect, oldest first. */
  seen: string[];
  /** When messages came in the last minute, oldest first. */
  recent: Instant[];
  outbox: Entry[];
  jobs: Job[];
  /** Cards that stand in this person's chat, by what they show: a later card replaces them. */
  cards: { key: string; providerId: string }[];
  /** The provider's ids of what was sent last: a look-up for a lost one passes them by. */
  sends: string[];
  /** Counts up: ids of talks, lines and entries are made of it. */
  sequence: number;
};

export type { DayStatus };

/** Version n to n + 1, oldest first. The first format has none. */
const migrations: readonly Migration[] = [];

const shape = z.looseObject({
  v: z.literal(1),
  id: z.string(),
  person: z.string(),
  addresses: z.array(z.unknown()),
  outbox: z.array(z.unknown()),
  jobs: z.array(z.unknown()),
  seen: z.array(z.string()),
  sequence: z.number(),
});

export type ReadThread = { kind: 'ok'; thread: Thread } | { kind: 'newer' } | { kind: 'unreadable' };

/** Reads a stored thread and brings it forward. A newer one is left alone. */
export function readThread(stored: unknown): ReadThread {
  const migrated = migrate(stored, migrations);
  if (migrated.kind !== 'current') return { kind: migrated.kind };
  const parsed = shape.safeParse(migrated.value);
  return parsed.success ? { kind: 'ok', thread: parsed.data as unknown as Thread } : { kind: 'unreadable' };
}

/** A thread for somebody who is in the roster and was never spoken to. */
export function newThread(school: string, person: Person): Thread {
  return {
    v: 1,
    id: threadId(school, person.id),
    school,
    person: person.id,
    profile: profileOf(person),
    settings: { language: null, introducedAt: null, stoppedAt: null, confidential: false },
    addresses: staffAddress(person),
    channel: null,
    talk: null,
    ended: [],
    waitingDay: null,
    unfinishedDay: null,
    history: { finished: 0, streak: 0, lastIntention: '', used: [] },
    seen: [],
    recent: [],
    outbox: [],
    jobs: [],
    cards: [],
    sends: [],
    sequence: 0,
  };
}

/**
 * Staff can be reached by their Entra id where the app is installed, before they ever wrote. Students cannot:
 * nothing goes out to anybody who has not joined.
 */
function staffAddress(person: Person): KnownAddress[] {
  if (person.teams === null || person.roles.includes('student')) return [];
  return [{ channel: 'teams', address: person.teams, ref: null, lastInboundAt: null, blocked: null }];
}

export const threadId = (school: string, person: string): string => `${school}:${person}`;

export function profileOf(person: Person): Profile {
  const { name, roles, ageBand, sector, begeleider, mentor, backups, language } = person;
  return { name, roles, ageBand, sector, begeleider, mentor, backups, language };
}

/** The language of the person: chosen, or the roster's. */
export const languageOf = (thread: Thread): string => thread.settings.language ?? thread.profile.language;

/** The next number of a thread, and the thread that remembers it. */
export function nextId(thread: Thread): [string, Thread] {
  const sequence = thread.sequence + 1;
  return [`${thread.id}:${sequence}`, { ...thread, sequence }];
}

const seenLimit = 300;

export const hasSeen = (thread: Thread, key: string): boolean => thread.seen.includes(key);

export function markSeen(thread: Thread, key: string): Thread {
  return { ...thread, seen: [...thread.seen, key].slice(-seenLimit) };
}
