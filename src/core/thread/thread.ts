import type { Entry } from '../outbox/entry.js';
import type { AlertAnswer, Job } from '../outbox/job.js';
import type { TokenBucket } from '../rate.js';
import type { Person } from '../school/people.js';
import type { Pause } from '../school/practice-days.js';
import type { StandingNote } from '../school/standing.js';
import type { Effort } from '../signals/types.js';
import type { Instant } from '../time.js';
import type { Fragments } from './turn/pieces.js';
import type { Address, ChannelName, Choice } from './message.js';
import type { StudentDay } from './student-day.js';
import type { Line } from './transcript.js';

/** What the thread knows of its person from the roster, as of the last import or first contact. */
export type Profile = Pick<
  Person,
  | 'name'
  | 'roles'
  | 'ageBand'
  | 'sector'
  | 'begeleider'
  | 'mentor'
  | 'backups'
  | 'language'
  | 'company'
  | 'weekday'
  | 'start'
  | 'end'
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
  /** When "iemand anders" was said last; absent in items of before. */
  confidentialSince?: Instant;
};

/** A way to the person, and whether it works. */
export type KnownAddress = Address & {
  /** The last moment the person wrote there: it opens WhatsApp's 24-hour window. */
  lastInboundAt: Instant | null;
  /** Why nothing arrives there any more (blocked, uninstalled, opted out); null while it works. */
  blocked: string | null;
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
  /** The alert of what no program could judge in this talk, and how many messages stand on it. */
  unread?: { alert: string; count: number };
  /** Whose message the student read last here, for what he writes back. */
  reply?: { entry: string; by: string; name: string; alert: string | null; confidential: boolean };
  timeoutAt: Instant | null;
  expiresAt: Instant | null;
  /** So long after its last word it makes room for a practice day that is due; absent: it never does. */
  givesWayAfter?: number;
  transcript: Line[];
};

export type History = {
  finished: number;
  streak: number;
  lastIntention: string;
  /** How he said he was, when he was asked last; absent before that. */
  lastMood?: { mood: string; at: Instant };
  /** What somebody of school wrote last: the next reflection begins with it. */
  reply?: { by: string; text: string; at: Instant };
  /** Text keys read lately, oldest first. */
  used: string[];
  /** How much was in the answers of the last reflections, oldest first: for a pattern, never for a judgement. */
  efforts: Effort[];
};

/** One person's thread: the aggregate. Everything sent to that person leaves through it, in order. */
export type Thread = {
  v: 2;
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
  /** Pieces of an answer that still waits for more; absent when none do. */
  fragments?: Fragments;
  /** When the last answer was taken, and where it was given: a late piece still goes with it. */
  lastAnswer?: { talk: string; at: Instant; channel?: ChannelName };
  /** The last worry: words that take it back, or add to it, go with it. */
  lastAlert: { id: string; at: Instant; confidential: boolean } | null;
  /** A question about a worry that made room for a practice day: its buttons still count. */
  laidAside?: { talk: string; question: string; save: AlertAnswer; alert: string };
  /** By date, oldest first. */
  days: StudentDay[];
  /** The last date up to which the fixed practice days were planned; null before the first. */
  plannedTo: string | null;
  /** Times without practice days. */
  pauses: Pause[];
  /** When messages went out that nobody asked for, in the last week. */
  unasked: Instant[];
  /** When the student left the school: nothing is opened any more, and what is kept has a term. */
  leftAt: Instant | null;
  history: History;
  /** What is remembered for the student's standing with his begeleider and mentor; absent for staff. */
  standing?: StandingNote;
  /** Provider ids and business keys of what already took effect, oldest first. */
  seen: string[];
  /** When messages came in the last minute, oldest first. */
  recent: Instant[];
  outbox: Entry[];
  jobs: Job[];
  /** Cards that stand in this person's chat, by what they show: a later card replaces them. */
  cards: { key: string; providerId: string; about?: string[] }[];
  /** Begeleiders: when their next day card may be due. */
  dayCardAt?: Instant | null;
  /** The provider's ids of what was sent last: a look-up for a lost one passes them by. */
  sends: string[];
  /** What is left of what may go to this person, for each channel; absent: nothing went there lately. */
  pace?: Partial<Record<ChannelName, TokenBucket>>;
  /** Counts up: ids of talks, lines and entries are made of it. */
  sequence: number;
};

export const threadId = (school: string, person: string): string => `${school}:${person}`;

/** The talks that the thread still holds, oldest first: those that are over, and the open one. */
export const talksIn = ({ talk, ended }: Pick<Thread, 'talk' | 'ended'>): Talk[] =>
  talk === null ? ended : [...ended, talk];

/** The language of the person: chosen, or the roster's. */
export const languageOf = (thread: Thread): string => thread.settings.language ?? thread.profile.language;

/** The other language that the person reads: the roster's, where he chose another one to talk in; null: none is known. */
export const otherLanguageOf = ({ profile, settings }: Thread): string | null =>
  settings.language === null || settings.language === profile.language ? null : profile.language;

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
