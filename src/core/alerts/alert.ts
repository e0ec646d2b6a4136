import { migrate, type Migration } from '../migrate.js';
import { minute, type Instant } from '../time.js';
import { addJob, askStudent, postTo, refresh, refreshAtOnce, tellStudent } from './posts.js';
import { wound } from './escalation.js';
import { pageOnCall } from './paging.js';
import type { School } from '../school/school.js';
import type { AddedWords, Alert } from './state.js';
import type { AlertDraft, HandledOutcome } from './types.js';

/** Version n to n + 1, oldest first. The first format has none. */
const migrations: readonly Migration[] = [];

/** Reads a stored alert and brings it forward; null when a newer program wrote it or it cannot be read. */
export function readAlert(stored: unknown): Alert | null {
  const migrated = migrate(stored, migrations);
  return migrated.kind === 'current' ? (migrated.value as unknown as Alert) : null;
}

/** Opens an alert, posts it to everybody who gets it at once, and winds its clock. */
export function openAlert(draft: AlertDraft, school: School, now: Instant): Alert {
  const alert: Alert = {
    ...draft,
    v: 1,
    status: 'new',
    recipients: [],
    reach: null,
    talkWish: null,
    seen: null,
    handled: null,
    looks: [],
    jobs: [],
    revision: 0,
  };
  const posted = draft.route.now.reduce((sofar, person) => postTo(sofar, person, now), alert);
  return wound(pageOnCall(posted, school, now), school, now);
}

/** Whether the card did arrive; when it did not, the alert goes on to the next person, and every card says so. */
export function delivered(
  alert: Alert,
  person: string,
  outcome: 'sent' | 'unreachable',
  reason: string,
  now: Instant,
): Alert {
  const known = alert.recipients.find((one) => one.person === person);
  if (!known || known.status === outcome || known.status === 'sent') return alert;
  const recipients = alert.recipients.map((one) =>
    one.person === person ? { ...one, status: outcome, reason: reason === '' ? null : reason } : one,
  );
  const marked = { ...alert, recipients };
  return outcome === 'sent' ? marked : passOn(marked, now);
}

/** The alert goes on to the next person of its route. With nobody left it stays open for the coordinator's list. */
export const passOn = (alert: Alert, now: Instant): Alert => refresh(postedToNext(alert, now), now);

function postedToNext(alert: Alert, now: Instant): Alert {
  const had = new Set(alert.recipients.map((one) => one.person));
  const next = alert.route.next.find((person) => !had.has(person));
  return next === undefined ? alert : postTo(alert, next, now);
}

/** Somebody read it. Pressing twice, or two people at once, is one outcome: the first. */
export function markSeen(alert: Alert, by: string, name: string, now: Instant): Alert {
  if (alert.status !== 'new') return alert;
  const seen: Alert = { ...alert, status: 'seen', seen: { by, at: now } };
  return refresh(tellStudent(seen, 'seen', { key: 'app.seen', params: { reader: name } }, now), now, by);
}

/**
 * Somebody takes it: from then on it is his. Whoever presses on a card that shows another holder than there is now
 * changes nothing and sees who has it. Taking is reading as well.
 */
export function markTaken(alert: Alert, by: string, name: string, from: string, now: Instant): Alert {
  if (alert.status === 'handled' || holderOf(alert) !== from || from === by) return alert;
  const read = markSeen(alert, by, name, now);
  return refresh({ ...read, status: 'taken', taken: { by, at: now } }, now, by);
}

/** Who has taken it, '' for nobody. */
export const holderOf = ({ status, taken }: Pick<Alert, 'status' | 'taken'>): string =>
  status === 'taken' ? (taken?.by ?? '') : '';

/** It was dealt with: "gesproken" or "student wil niet". The student is asked once whether it was picked up well. */
export function markHandled(
  alert: Alert,
  by: string,
  name: string,
  { outcome, on, note }: { outcome: HandledOutcome; on?: string; note?: string },
  now: Instant,
): Alert {
  if (alert.status === 'handled') return alert;
  const first = alert.status === 'new' ? markSeen(alert, by, name, now) : alert;
  const words = note === undefined ? '' : note.slice(0, noteLimit).toWellFormed().trim();
  const handled = {
    ...{ by, at: now, outcome },
    ...(on === undefined ? {} : { on }),
    ...(words === '' ? {} : { note: words }),
  };
  return refresh(askStudent({ ...first, status: 'handled', handled }, name, now), now, by);
}

/**
 * What the student answered: how to reach him, or whether he wants a talk. "Iemand anders" goes on to the next, with the
 * clock wound; so does a "ja" after a "nee" that had stopped it.
 */
export function answered(
  alert: Alert,
  name: 'reach' | 'talk',
  value: string,
  school: School,
  now: Instant,
): Alert {
  if (name === 'reach') return refresh({ ...alert, reach: value }, now);
  const wished = { ...alert, talkWish: value };
  if (value === 'anders') return wound(passOn(wished, now), school, now);
  return refresh(wished.escalatesAt == null ? wound(wished, school, now) : wished, now);
}

/**
 * Whether the student found it picked up well. "Nee" and "iemand anders" open it again, with the next person of its
 * route and its clock wound; what was done before stays on the card.
 */
export function pickedUp(alert: Alert, value: string, school: School, now: Instant): Alert {
  if (alert.pickedUp !== undefined || (value !== 'ja' && value !== 'nee' && value !== 'anders')) return alert;
  const said: Alert = { ...alert, pickedUp: value };
  if (value === 'ja') return refresh(said, now);
  const open: Alert = { ...said, status: 'new', seen: null, taken: null, reopenedAt: now };
  return wound(refreshAtOnce(postedToNext(open, now), now), school, now);
}

/** Whether his mentor may read it too: the student's own choice. */
export const mentorAnswered = (alert: Alert, may: boolean, now: Instant): Alert =>
  alert.mentorMay === may ? alert : refresh({ ...alert, mentorMay: may }, now);

/** Letters of an answer to the student: it fits one message on every channel. */
export const replyLimit = 1000;

/** Pressed twice within this time, the same words are one message. */
const sameFor = 10 * minute;

/** Somebody writes to the student about it; the words go through the student's own thread. */
export function replied(alert: Alert, by: string, name: string, text: string, now: Instant): Alert {
  const twice = (alert.replies ?? []).some(
    (one) => one.by === by && one.text === text && now - one.at < sameFor,
  );
  if (twice) return alert;
  // Words of hers say that she read it: no message of its own does.
  const read: Alert = alert.status === 'new' ? { ...alert, status: 'seen', seen: { by, at: now } } : alert;
  const replies = [...(read.replies ?? []), { by, at: now, text }];
  const entry = `${alert.id}:reply:${replies.length}`;
  const body = {
    ...({ kind: 'reply', by, name, text, alert: alert.id } as const),
    confidential: alert.route.confidential,
  };
  const post = { entry, to: alert.student, urgent: false, body, report: null };
  return refresh(addJob({ ...read, replies }, { type: 'post', post }, now), now, by);
}

/** Letters of a note; the card has room for no more. */
export const noteLimit = 500;

/** At most this many messages are added to an alert; the transcript has the rest. */
const addedLimit = 20;

/** Puts later words beside a worry, once, and shows them on every card. */
export function wordsAdded(
  alert: Alert,
  { id, at, text, files, captioned }: AddedWords,
  now: Instant,
): Alert {
  const added = alert.added ?? [];
  if (added.length >= addedLimit || added.some((one) => one.id === id)) return alert;
  const words = {
    ...{ id, at, text },
    ...(files === undefined ? {} : { files }),
    ...(captioned === undefined ? {} : { captioned }),
  };
  const more = { ...alert, added: [...added, words] };
  // What no program could judge was read as far as it went: the new words were not.
  const unseen: Alert =
    alert.category === 'unread' ? { ...more, status: 'new', seen: null, taken: null } : more;
  return refresh(unseen, now);
}

/** Records that somebody opened the words. */
export function looked(alert: Alert, by: string, now: Instant): Alert {
  return { ...alert, looks: [...alert.looks, { by, at: now }].slice(-200) };
}

/** When this alert next needs attention, or null. */
export function alertAlarm({ jobs, escalatesAt, status }: Alert): Instant | null {
  const clock = status === 'new' && escalatesAt != null ? [escalatesAt] : [];
  const moments = [...jobs.map((job) => job.dueAt), ...clock];
  return moments.length === 0 ? null : Math.min(...moments);
}
