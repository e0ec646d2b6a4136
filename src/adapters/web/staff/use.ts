import type { AssignmentFigures, SchoolYear } from '../../../core/history/figures.js';
import type { NoteChange } from '../../../core/history/notes.js';
import type { Judgement, WorkVerdict } from '../../../core/history/judgement.js';
import type {
  GroupView,
  HistoryView,
  JudgingView,
  SearchHit,
  ToJudge,
  TranscriptView,
} from '../../../core/history/view.js';
import type { TimelineDay } from '../../../core/history/timeline.js';
import type { FileKind } from '../../../core/media/kinds.js';
import type { MediaType } from '../../../core/media/sniff.js';
import type { AlertLine, AlertStatus } from '../../../core/alerts/line.js';
import type { AlertAction } from '../../../core/alerts/types.js';
import type { Card } from '../../../core/thread/card.js';
import type { WebFile } from '../file-reply.js';
import type { LookLine } from './looks-page.js';

/** A file on an alert that can be played or seen. */
export type KeptFile = { id: string; kind: FileKind; type: MediaType };

/** Messages to one person that did not arrive for one reason: how many, and the last of them. No words. */
export type UndeliveredLine = {
  person: string;
  reason: string;
  number: number;
  at: number;
  urgent: boolean;
};

/**
 * What the pages ask of the rest of the program. Who looks comes first and is checked behind this line: null, or
 * 'refused', is an answer that the page shows, and never a question that it decides.
 */
export type StaffUse = {
  /** Whether assignments are judged in this program. */
  judges: boolean;
  /** Null for somebody who has no students. */
  group: (viewer: string) => Promise<GroupView | null>;
  /** Alerts that were sent to him, open ones first. */
  alerts: (viewer: string) => Promise<AlertLine[]>;
  /** Null for everybody but coordinators. */
  alertStatus: (viewer: string) => Promise<AlertStatus[] | null>;
  undelivered: (viewer: string) => Promise<UndeliveredLine[] | null>;
  /** Opens an alert, or presses something on it: the card as it is then, and the talk that it belongs to. */
  alert: (
    viewer: string,
    alert: string,
    action: AlertAction,
  ) => Promise<{ card: Card; student: string; talk: string | null; files: readonly KeptFile[] } | null>;
  /** A file that the student sent; the last parts of the ids of talk and file, as an address has them. */
  file: (viewer: string, student: string, talk: string, file: string) => Promise<WebFile | null>;
  alertFile: (viewer: string, alert: string, file: string) => Promise<WebFile | null>;
  history: (viewer: string, student: string, before?: string) => Promise<HistoryView | null>;
  transcript: (viewer: string, student: string, talk: string) => Promise<TranscriptView | null>;
  search: (viewer: string, student: string, words: string) => Promise<SearchHit[] | null>;
  changeNote: (viewer: string, student: string, change: NoteChange) => Promise<boolean>;
  /** Whether other students may read what he shares of an assignment; false: nothing to decide, or not by him. */
  decideShare: (
    viewer: string,
    student: string,
    decision: { number: number; through: boolean },
  ) => Promise<boolean>;
  write: (
    viewer: string,
    student: string,
    message: { text: string; token: string },
  ) => Promise<'sent' | 'refused' | 'empty' | 'not_reachable'>;
  toJudge: (viewer: string) => Promise<ToJudge[]>;
  judging: (viewer: string, student: string, number: number) => Promise<JudgingView | null>;
  judge: (
    viewer: string,
    student: string,
    number: number,
    given: { verdict: WorkVerdict; sentence: string },
  ) => Promise<'saved' | 'same' | 'refused' | 'unknown_assignment'>;
  /** How assignments went in a school year, for the werkgroep; null where he may not see it. */
  figures: (
    viewer: string,
    year?: SchoolYear,
  ) => Promise<{ year: SchoolYear; assignments: readonly AssignmentFigures[] } | null>;
  /** For the school's student system; null where he may not have them. */
  judgements: (
    viewer: string,
  ) => Promise<{ student: string; name: string; judgement: Judgement; by: string }[] | null>;
  looks: (viewer: string, student: string) => Promise<{ name: string; looks: LookLine[] } | null>;
  /** The whole time line, for a file; null where he may not have it. */
  whole: (
    viewer: string,
    student: string,
  ) => Promise<{ name: string; days: TimelineDay[]; short: boolean } | null>;
};
