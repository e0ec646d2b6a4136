import type { FileKind } from '../media/kinds.js';
import type { AlertDraft, AlertFile, FileNews, Verdict } from '../alerts/types.js';
import type { AlertCategory } from '../alerts/route.js';
import type { Seen } from '../signals/second-reading.js';
import type { Effort, Severity } from '../signals/types.js';
import type { DayNews } from '../school/day-record.js';
import type { Address, ChannelName } from '../thread/message.js';
import type { TextRef } from '../script/effect.js';
import { minute, second, type Instant } from '../time.js';

/** A line that is still to be written: its id, its channel, and what was judged of it. */
type NewWords = {
  id: string;
  channel: ChannelName | null;
  effort?: Effort;
  unread?: true;
  cut?: true;
  alert?: string;
  confidential?: true;
};

/** What a student can be asked about his worry. */
export type AlertAnswer = 'reach' | 'talk' | 'picked_up' | 'mentor_may';

/** Work for another aggregate. Each handler is idempotent by an id that the task carries. */
export type Task =
  | { type: 'raise_alert'; draft: AlertDraft }
  /** What the student answered about an alert: how to reach him, whether he wants a talk, whether it was picked up. */
  | { type: 'alert_answer'; alert: string; name: AlertAnswer; value: string }
  /** What the student wrote about his worry later: it stands beside it, and takes nothing back. */
  | {
      type: 'alert_words';
      alert: string;
      id: string;
      at: Instant;
      text: string;
      files?: AlertFile[];
      captioned?: true;
    }
  /** A file that came with a message is fetched, looked at and kept. */
  | ({ type: 'keep_file'; kind: FileKind; mime: string; source: string; channel: ChannelName } & OfFile)
  /** A file that was kept, or that never will be, is taken off its provider. */
  | { type: 'drop_file'; channel: ChannelName; source: string }
  /** The student took a message away: what he sent with it goes too. */
  | { type: 'forget_files'; message: string; at: Instant }
  /** What is said in a voice note that is kept is written down by a program, and judged. */
  | ({ type: 'hear_file' } & OfFile)
  /** What a program heard in a voice note, or what became of a file, for the alert that shows it. */
  | { type: 'alert_file'; alert: string; file: string; news: FileNews }
  | { type: 'alert_delivery'; alert: string; person: string; outcome: 'sent' | 'unreachable'; reason: string }
  /** Whoever is on call is called to look. */
  | { type: 'page'; alert: string; person: string; round: number }
  /** The alert's place on the lists of its readers changed. */
  | { type: 'list_alert'; alert: string; revision: number }
  /** A message to be read once more by a second reader, with what the first one saw. */
  | {
      type: 'second_reading';
      id: string;
      at: Instant;
      question: string;
      answer: string;
      first: Seen;
      alert: string | null;
      /** The message whose words these are, where they are other words for it. */
      of?: string;
    }
  /** What a reader said of the program, to be counted by rule. */
  | {
      type: 'record_verdict';
      alert: string;
      verdict: Verdict;
      category: AlertCategory;
      severity: Severity | null;
      confidence: number;
      rules: string[];
    }
  | { type: 'archive_talk'; talk: string }
  /** Other words for a message of a talk that was put away, or none (null); `line`: how they stand where that is gone. */
  | {
      type: 'reword';
      of: string;
      text: string | null;
      at: Instant;
      writtenAt: Instant;
      line: NewWords | null;
    }
  | { type: 'record_day'; news: DayNews }
  /** How the student stands is told to his begeleider and mentor, and taken from those who are that no more. */
  | { type: 'tell_standing'; gone: string[] }
  /** What a member of staff asked for in the chat about a student: found and done by its handler. */
  | { type: 'staff_order'; entry: string; order: StaffOrder }
  /** What a member of staff asked for in the chat: his day, his alerts, a student's history. */
  | { type: 'staff_ask'; entry: string; ask: StaffAsk }
  /** The time for a begeleider's day card has come. */
  | { type: 'day_card'; date: string }
  /** A message that did not arrive, for the list of undelivered ones. */
  | { type: 'undelivered'; entry: string; reason: string; at: Instant }
  /** The student left, or came back: what is kept of him gets its term, or loses it (null). */
  | { type: 'set_term'; until: Instant | null; addresses?: readonly Address[] }
  /** The student wants to see how far he is. */
  | { type: 'show_progress'; entry: string }
  /** The student wants to see his own list about work and himself. */
  | { type: 'show_list'; entry: string }
  /** The student lets others read how he did this assignment, in these words. */
  | { type: 'share_moment'; number: number; text: string; at: Instant }
  /** The student lets nobody read it any more. */
  | { type: 'unshare'; entry: string }
  /** The student wants to hear how another did it. */
  | { type: 'show_example'; entry: string }
  /** The student wants to see what is kept about him. */
  | { type: 'show_data'; entry: string }
  /** The student wants gone what he answered until that moment. */
  | { type: 'erase_answers'; at: Instant }
  | { type: 'post'; post: Post };

/** A file of a message: where it stands, and on which alert what becomes of it is told. */
type OfFile = {
  file: string;
  message: string;
  at: Instant;
  alert: string | null;
  /** The question that was open when it came: what is heard is judged as its answer. */
  question: string;
};

/** Something for another person: it leaves through his own thread. */
export type Post = {
  /** Deterministic: posting twice is posting once. */
  entry: string;
  to: string;
  urgent: boolean;
  body:
    /** `unasked`: it keeps decent hours, and does not go to somebody who wants no messages. `about`: his worry. */
    | { kind: 'text'; text: TextRef; unasked?: true; about?: { alert: string; confidential: boolean } }
    /** A small script about an alert: asked on top of what is open, or on its own. */
    | {
        kind: 'script';
        script: string;
        values: Readonly<Record<string, string>>;
        alert: string;
        confidential?: boolean;
      }
    /** What a member of staff writes to a student; `alert`: about his worry. */
    | {
        kind: 'reply';
        by: string;
        name: string;
        text: string;
        alert: string | null;
        /** Only the confidant reads this conversation. */
        confidential: boolean;
      }
    /** A quiet card of one sentence; `about` gives its title. */
    | {
        kind: 'note';
        about: 'low_effort' | 'unreachable' | 'unattended' | 'answered_back' | 'reply_not_sent';
        text: TextRef;
      }
    | { kind: 'alert_card'; alert: string };
  /** The alert that wants to know whether it arrived. */
  report: { alert: string } | null;
};

/** "plan noor 5", "ziek noor", "verzet noor 26-11": the student as he was named, to be found among the begeleider's own. */
export type StaffOrder =
  | { verb: 'plan'; student: string; assignment: number | 'none' }
  | { verb: 'ill' | 'absent'; student: string }
  | { verb: 'remind'; student: string }
  | { verb: 'move'; student: string; date: string };

/** "vandaag", "open", "geschiedenis noor", "help". */
export type StaffAsk =
  | { about: 'day'; date: string }
  | { about: 'open' }
  | { about: 'help' }
  | { about: 'history'; student: string };

/** A task in an outbox: kept until its handler succeeded. Jobs are never given up: an alert may hang on one. */
export type Job = { id: string; task: Task; attempts: number; dueAt: Instant };

/** How long the process that committed a job has before the dispatcher takes it over. */
export const jobGrace = 10 * second;

/** When a job that failed is tried again: doubling from two seconds to five minutes. */
export function jobFailed(job: Job, now: Instant): Job {
  const wait = Math.min(2 * second * 2 ** Math.min(job.attempts, 10), 5 * minute);
  return { ...job, attempts: job.attempts + 1, dueAt: now + wait };
}

/** Takes the jobs that are due in hand: the dispatcher leaves them alone for the grace time. */
export function takeJobs(jobs: readonly Job[], now: Instant): { jobs: Job[]; taken: Job[] } {
  const taken = jobs.filter((job) => job.dueAt <= now);
  const held = new Set(taken.map((job) => job.id));
  return { jobs: jobs.map((job) => (held.has(job.id) ? { ...job, dueAt: now + jobGrace } : job)), taken };
}

/** The jobs after a round: the done ones gone, the failed ones later, new ones kept. */
export function settleJobs(
  jobs: readonly Job[],
  outcomes: ReadonlyMap<string, 'done' | 'failed'>,
  now: Instant,
): Job[] {
  return jobs.flatMap((job) => {
    const outcome = outcomes.get(job.id);
    if (outcome === undefined) return [job];
    return outcome === 'done' ? [] : [jobFailed(job, now)];
  });
}
