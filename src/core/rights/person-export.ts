import type { FileKind } from '../media/kinds.js';
import type { Judgement } from '../history/judgement.js';
import type { Share } from '../history/shares.js';
import type { Alert } from '../alerts/state.js';
import type { DayRecord } from '../school/day-record.js';
import type { Person } from '../school/people.js';
import type { History, KnownAddress, Settings, Talk } from '../thread/thread.js';
import type { Instant } from '../time.js';

/** Somebody of the school, by name where it is known. */
type Who = string;

/** A worry as its student may see it: his words, what the program made of them, and who did what with them. */
export type ExportedAlert = Pick<
  Alert,
  | 'at'
  | 'category'
  | 'severity'
  | 'confidence'
  | 'about'
  | 'reasons'
  | 'words'
  | 'added'
  | 'day'
  | 'promise'
  | 'status'
  | 'reach'
  | 'talkWish'
> & {
  /** Only the vertrouwenspersoon read it. */
  confidential: boolean;
  readers: { name: Who; status: string }[];
  looks: { name: Who; at: Instant }[];
  seen: { name: Who; at: Instant } | null;
  taken: { name: Who; at: Instant } | null;
  /** What was written to him about it. */
  replies: { name: Who; at: Instant; text: string }[];
  handled: { name: Who; at: Instant; outcome: string; on: string | null; note: string | null } | null;
};

/** A look by staff, beside those at worries. `what`: an export so far; pages will add theirs. */
export type Look = { by: string; at: Instant; what: string };

/** A judgement by name. */
export type ExportedJudgement = Pick<Judgement, 'number' | 'title' | 'verdict' | 'sentence' | 'at'> & {
  name: Who;
  earlier: Pick<Judgement, 'verdict' | 'sentence' | 'at'>[];
};

/** Everything that is kept about a student (AVG, article 15). */
export type PersonExport = {
  madeAt: Instant;
  school: string;
  /** As in the roster; null for somebody of whom only a thread is left. */
  person: Person | null;
  around: { begeleider: Who | null; mentor: Who | null; praktijkopleider: Who | null; backups: Who[] };
  language: string;
  settings: Settings | null;
  addresses: KnownAddress[];
  remembered: History | null;
  days: Pick<DayRecord, 'date' | 'status' | 'reason' | 'assignment' | 'history'>[];
  /** Oldest first; the one that is open comes last. */
  talks: Talk[];
  alerts: ExportedAlert[];
  /** Files that he sent and that are kept; `terugblik export --files` and his own page give their bytes. */
  files: { id: string; at: Instant; kind: FileKind; type: string; size: number }[];
  looks: Look[];
  /** Messages that wait to be sent. */
  waiting: number;
  undelivered: { at: Instant; reason: string }[];
  /** Codes to join with: when they were made and used, never the code. */
  codes: { madeAt: Instant; expiresAt: Instant; usedAt: Instant | null }[];
  /** What he lets other students read, and what was decided on it. */
  shares: Pick<Share, 'number' | 'text' | 'at' | 'status'>[];
  /** What the begeleider said of the work of assignments, with what stood there before. */
  judgements: ExportedJudgement[];
  /** Notes of his staff for the next talk. */
  notes: { name: Who; at: Instant; text: string }[];
  /** When everything goes; null while the student is at school, and then so many months later. */
  keptUntil: Instant | null;
  monthsAfterLeaving: number;
};

const moments = /^(?:at|usedAt|.*(?:At|Until|DueAt))$/;

/** The export as JSON, with moments that a person can read. */
export function exportJson(data: PersonExport, iso: (at: Instant) => string): string {
  const readable = (key: string, value: unknown): unknown =>
    typeof value === 'number' && moments.test(key) ? iso(value) : value;
  return `${JSON.stringify(data, readable, 2)}\n`;
}

/** What is kept of a worry, for the student whose worry it is. */
export function exportedAlert(alert: Alert, name: (person: string) => Who): ExportedAlert {
  const { at, category, severity, confidence, about, reasons, words, added, day, promise } = alert;
  const { status, reach, talkWish, route, recipients, looks, seen, taken, handled } = alert;
  const by = (one: { by: string; at: Instant }) => ({ name: name(one.by), at: one.at });
  return {
    ...{ at, category, severity, confidence, about, reasons, words, day, promise },
    ...(added === undefined ? {} : { added }),
    ...{ status, reach, talkWish, confidential: route.confidential },
    readers: recipients.map((one) => ({ name: name(one.person), status: one.status })),
    looks: looks.map(by),
    seen: seen === null ? null : by(seen),
    taken: taken == null ? null : by(taken),
    replies: (alert.replies ?? []).map((one) => ({ ...by(one), text: one.text })),
    handled:
      handled === null
        ? null
        : {
            ...by(handled),
            ...{ outcome: handled.outcome, on: handled.on ?? null, note: handled.note ?? null },
          },
  };
}
