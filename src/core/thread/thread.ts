import type { FileKind, NotKept } from '../media/kinds.js';
import type { MediaType } from '../media/sniff.js';
import type { Entry } from '../outbox/entry.js';
import type { Job } from '../outbox/job.js';
import type { TokenBucket } from '../rate.js';
import type { DayStatus, PlannedAssignment } from '../school/day-record.js';
import type { Person } from '../school/people.js';
import type { Pause } from '../school/practice-days.js';
import type { StandingNote } from '../school/standing.js';
import type { Effort } from '../signals/types.js';
import type { Instant } from '../time.js';
import type { Fragments } from './turn/pieces.js';
import type { Address, ChannelName, Choice } from './message.js';

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

/** A file that came with a message, as the transcript knows it: its bytes are an item of their own under the same id. */
export type LineFile = {
  id: string;
  kind: FileKind;
  state: 'waiting' | 'kept' | 'not_kept';
  /** Why not; present when it is not kept. */
  why?: NotKept;
  /** What it is by its bytes, once it is kept. */
  type?: MediaType;
  size?: number;
  /** What a program wrote down of what is said in it; absent where none listened, or none understood it. */
  transcript?: Transcript;
};

/** Words that a machine heard. `confidence` is its own word for how sure it is, 0 to 1. */
export type Transcript = { text: string; language: string | null; confidence: number };

/** One line of a transcript. */
export type Line = {
  id: string;
  at: Instant;
  from: 'student' | 'bot' | 'staff';
  /** Who of the staff speaks, by name. */
  by?: string;
  channel: ChannelName | null;
  text: string;
  choice?: string;
  files?: LineFile[];
  /** The first wording, and when it was changed. */
  edits?: { text: string; at: Instant }[];
  /** When the words that stand were written, once they were changed: an older change that comes late undoes nothing. */
  changedAt?: Instant;
  /** When the student took the message away: its words are gone. */
  deleted?: Instant;
  /** When the student took these words back as his answer, to say it anew. */
  corrected?: Instant;
  /** For a line of its own that holds other words for an earlier message: that message. */
  of?: string;
  /** For a question of the bot: which one of its talk. */
  asks?: number;
  /** The message was longer than what is kept. */
  cut?: true;
  /** Only the confidant may read it. */
  confidential?: true;
  /** The worry that it belongs to: its readers see it, and nobody else of the staff. */
  alert?: string;
  /** A person must look: no program could judge it. */
  unread?: true;
  effort?: Effort;
  /** For lines of the bot in Teams: its id there. Without it nothing in that chat could be taken back. */
  providerId?: string;
  /** For lines of the bot on WhatsApp: its id there, which a reply to it names. */
  whatsappId?: string;
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
  /** The alert of what no program could judge in this talk, and how many messages stand on it. */
  unread?: { alert: string; count: number };
  /** Whose message the student read last here, for what he writes back. */
  reply?: { entry: string; by: string; name: string; alert: string | null; confidential: boolean };
  timeoutAt: Instant | null;
  expiresAt: Instant | null;
  transcript: Line[];
};

/**
 * A practice day as the student's thread keeps it: the next planned one, those that wait or are open, and for some
 * weeks those that can still be caught up. The ledger has them all (core/school/day-record.ts).
 */
export type StudentDay = {
  id: string;
  date: string;
  /** planned → due (opens as soon as it may) → open → over. A day that is caught up is due again. */
  phase: 'planned' | 'due' | 'open' | 'over';
  status: DayStatus;
  reason: string | null;
  assignment: PlannedAssignment;
  /** When it opens, or came due; null for a day that is opened by hand. */
  opensAt: Instant | null;
  /** Open: when the student is reminded; null once that is done. */
  remindAt: Instant | null;
  /** Whether the student asked for that reminder himself ("later"). */
  remindAsked: boolean;
  /** Due or open: when it is over. */
  closesAt: Instant;
  /** The date from which the time until its end counts: its own, or the one on which it was taken up again. */
  from: string;
  /** The date it stood on before it was moved here. */
  movedFrom: string | null;
  /** Taken up again after he had answered something: whatever comes of that, it is not unanswered. */
  answered?: true;
  /** Taken up again after he was ill or absent, and why: left without an answer, it is skipped for that once more. */
  excused?: string;
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
