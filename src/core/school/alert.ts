import type { Job, Task } from '../outbox/job.js';
import type { TextRef } from '../script/effect.js';
import type { Severity } from '../signals/types.js';
import type { Instant } from '../time.js';
import { migrate, type Migration } from '../migrate.js';
import type { AlertDraft, HandledOutcome, Recipient, Verdict } from './alert-types.js';

/** An alert: an aggregate of its own, changed by its readers and by what came of its delivery. */
export type Alert = AlertDraft & {
  v: 1;
  status: 'new' | 'seen' | 'handled';
  recipients: Recipient[];
  reach: string | null;
  talkWish: string | null;
  /** What the student wrote about it later. */
  added?: AddedWords[];
  seen: { by: string; at: Instant } | null;
  handled: { by: string; at: Instant; outcome: HandledOutcome } | null;
  /** Who opened the words, and when: every look by staff is recorded. */
  looks: { by: string; at: Instant }[];
  /** What its readers say of the program. */
  verdict?: { by: string; at: Instant; verdict: Verdict };
  jobs: Job[];
  /** Counts changes, so that each update of a card is an entry of its own. */
  revision: number;
};

/** Words that came after a worry: they explain it, add to it or take it back; the worry stands. */
export type AddedWords = { id: string; at: Instant; text: string };

/** Version n to n + 1, oldest first. The first format has none. */
const migrations: readonly Migration[] = [];

/** Reads a stored alert and brings it forward; null when a newer program wrote it or it cannot be read. */
export function readAlert(stored: unknown): Alert | null {
  const migrated = migrate(stored, migrations);
  return migrated.kind === 'current' ? (migrated.value as unknown as Alert) : null;
}

/** Opens an alert and posts it to everybody who gets it at once. */
export function openAlert(draft: AlertDraft, now: Instant): Alert {
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
  return draft.route.now.reduce((sofar, person) => postTo(sofar, person, now), alert);
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
export function passOn(alert: Alert, now: Instant): Alert {
  const had = new Set(alert.recipients.map((one) => one.person));
  const next = alert.route.next.find((person) => !had.has(person));
  return next === undefined ? refresh(alert, now) : refresh(postTo(alert, next, now), now);
}

/** Somebody read it. Pressing twice, or two people at once, is one outcome: the first. */
export function markSeen(alert: Alert, by: string, name: string, now: Instant): Alert {
  if (alert.status !== 'new') return alert;
  const seen: Alert = { ...alert, status: 'seen', seen: { by, at: now } };
  return refresh(tellStudent(seen, 'seen', { key: 'app.seen', params: { reader: name } }, now), now);
}

/** It was dealt with: "gesproken" or "student wil niet". Says so to the student. */
export function markHandled(
  alert: Alert,
  by: string,
  name: string,
  outcome: HandledOutcome,
  now: Instant,
): Alert {
  if (alert.status === 'handled') return alert;
  const first = alert.status === 'new' ? markSeen(alert, by, name, now) : alert;
  const done: Alert = { ...first, status: 'handled', handled: { by, at: now, outcome } };
  return refresh(tellStudent(done, 'handled', { key: 'app.handled', params: { reader: name } }, now), now);
}

/** "Programma las goed / verkeerd": kept with the rule that fired. The last word counts; the alert stands either way. */
export function judged(alert: Alert, by: string, verdict: Verdict, now: Instant): Alert {
  if (alert.verdict?.verdict === verdict || !isJudgeable(alert)) return alert;
  const after = addJob({ ...alert, verdict: { by, at: now, verdict } }, verdictOn(alert, verdict), now);
  return refresh(after, now);
}

/** Whether a program judged it: words for the confidant and unread messages are nobody's judgement. */
export const isJudgeable = ({ category }: Alert): boolean =>
  category !== 'unread' && category !== 'someone_else';

/** What is counted of it: no person, no words. */
function verdictOn({ id, category, severity, confidence, rules = [] }: Alert, verdict: Verdict): Task {
  return { type: 'record_verdict', alert: id, verdict, category, severity, confidence, rules };
}

const grave: readonly (Severity | null)[] = [null, 'medium', 'high', 'acute'];

/** A second reader found it graver: the severity goes up, never down, and who reads such a worry at once gets it too. */
export function madeGraver(
  alert: Alert,
  more: { severity: Severity; reason: string; rule: string; readers: readonly string[] },
  now: Instant,
): Alert {
  if (grave.indexOf(more.severity) <= grave.indexOf(alert.severity)) return alert;
  const reasons = [...alert.reasons, more.reason];
  const rules = [...(alert.rules ?? []), more.rule];
  const graver: Alert = { ...alert, severity: more.severity, reasons, rules };
  return refresh(
    more.readers.reduce((sofar, person) => postTo(sofar, person, now), graver),
    now,
  );
}

/** What the student answered: how to reach him, or whether he wants a talk. "Iemand anders" goes on to the next. */
export function answered(alert: Alert, name: 'reach' | 'talk', value: string, now: Instant): Alert {
  if (name === 'reach') return refresh({ ...alert, reach: value }, now);
  const wished = { ...alert, talkWish: value };
  return value === 'anders' ? passOn(wished, now) : refresh(wished, now);
}

/** At most this many messages are added to an alert; the transcript has the rest. */
const addedLimit = 20;

/** Puts later words beside a worry, once, and shows them on every card. */
export function wordsAdded(alert: Alert, { id, at, text }: AddedWords, now: Instant): Alert {
  const added = alert.added ?? [];
  if (added.length >= addedLimit || added.some((one) => one.id === id)) return alert;
  return refresh({ ...alert, added: [...added, { id, at, text }] }, now);
}

/** Records that somebody opened the words. */
export function looked(alert: Alert, by: string, now: Instant): Alert {
  return { ...alert, looks: [...alert.looks, { by, at: now }].slice(-200) };
}

/** Who may open it: the people it was sent to, and nobody else. */
export const mayRead = (alert: Alert, person: string): boolean =>
  alert.recipients.some((one) => one.person === person);

/** When this alert next needs attention, or null. */
export const alertAlarm = (alert: Alert): Instant | null =>
  alert.jobs.length === 0 ? null : Math.min(...alert.jobs.map((job) => job.dueAt));

function postTo(alert: Alert, person: string, now: Instant): Alert {
  if (alert.recipients.some((one) => one.person === person)) return alert;
  const recipients: Recipient[] = [...alert.recipients, { person, status: 'pending', reason: null }];
  return addJob({ ...alert, recipients }, cardFor(alert, person, 0, true), now);
}

/** Every copy of the card shows the same truth: those that stand somewhere are changed where they stand. */
function refresh(alert: Alert, now: Instant): Alert {
  const revision = alert.revision + 1;
  const changed = { ...alert, revision };
  return alert.recipients
    .filter((one) => one.status !== 'unreachable')
    .reduce((sofar, one) => addJob(sofar, cardFor(sofar, one.person, revision, false), now), changed);
}

function cardFor(alert: Alert, person: string, revision: number, first: boolean): Task {
  return {
    type: 'post',
    post: {
      entry: `${alert.id}:card:${person}:${revision}`,
      to: person,
      urgent: true,
      body: { kind: 'alert_card', alert: alert.id },
      report: first ? { alert: alert.id } : null,
    },
  };
}

function tellStudent(alert: Alert, what: string, text: TextRef, now: Instant): Alert {
  // Nobody was called away for a message that could not be judged, so nobody reports back on it either.
  if (alert.category === 'unread') return alert;
  const entry = `${alert.id}:${what}`;
  const post = {
    entry,
    to: alert.student,
    urgent: false,
    body: { kind: 'text' as const, text },
    report: null,
  };
  return addJob(alert, { type: 'post', post }, now);
}

function addJob(alert: Alert, task: Task, now: Instant): Alert {
  const id = task.type === 'post' ? task.post.entry : `${alert.id}:${task.type}`;
  return {
    ...alert,
    jobs: [...alert.jobs.filter((job) => job.id !== id), { id, task, attempts: 0, dueAt: now }],
  };
}
