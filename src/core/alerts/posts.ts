import type { Task } from '../outbox/job.js';
import type { TextRef } from '../script/effect.js';
import { minute, type Instant } from '../time.js';
import type { Alert } from './state.js';
import type { Recipient } from './types.js';

/** Posts the card to somebody who has not got it yet. */
export function postTo(alert: Alert, person: string, now: Instant): Alert {
  if (alert.recipients.some((one) => one.person === person)) return alert;
  const recipients: Recipient[] = [...alert.recipients, { person, status: 'pending', reason: null }];
  return listed(addJob({ ...alert, recipients }, cardFor(alert, person, 0, true), now), now);
}

/**
 * Every copy of the card shows the same truth: those that stand somewhere are changed where they stand. A change closes
 * a card, so whoever has it open keeps it for a while, with what he is typing; what he presses shows him the truth.
 * `by`: who pressed, whose own card closes at once.
 */
export const refresh = (alert: Alert, now: Instant, by: string | null = null): Alert =>
  redrawn(alert, now, (person) => (person === by ? now : whenLeft(alert, person, now)));

/** The same for what cannot wait, whoever is reading. */
export const refreshAtOnce = (alert: Alert, now: Instant): Alert => redrawn(alert, now, () => now);

function redrawn(alert: Alert, now: Instant, at: (person: string) => Instant): Alert {
  const revision = alert.revision + 1;
  const changed = listed({ ...alert, revision }, now);
  return alert.recipients
    .filter((one) => one.status !== 'unreachable')
    .reduce(
      (sofar, { person }) => addJob(sofar, cardFor(sofar, person, revision, false), at(person)),
      changed,
    );
}

/** How long a card that was opened is left alone: enough to read it and write back. */
const reading = 5 * minute;

function whenLeft({ looks }: Alert, person: string, now: Instant): Instant {
  const last = looks.findLast(({ by }) => by === person)?.at ?? -Infinity;
  return last + reading > now ? last + reading : now;
}

/** Its readers have lists as well. */
const listed = (alert: Alert, now: Instant): Alert =>
  addJob(alert, { type: 'list_alert', alert: alert.id, revision: alert.revision }, now);

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

/** Says something to the student about his own worry. */
export function tellStudent(alert: Alert, what: string, text: TextRef, now: Instant): Alert {
  // Nobody was called away for a message that could not be judged, so nobody reports back on it either.
  if (alert.category === 'unread') return alert;
  const entry = `${alert.id}:${what}`;
  const post = {
    entry,
    to: alert.student,
    urgent: false,
    body: { kind: 'text' as const, text, about: { alert: alert.id, confidential: alert.route.confidential } },
    report: null,
  };
  return addJob(alert, { type: 'post', post }, now);
}

/** Puts work into the alert's outbox, to be done at `dueAt`; the same work twice is one job. */
export function addJob(alert: Alert, task: Task, dueAt: Instant): Alert {
  const id = task.type === 'post' ? task.post.entry : `${alert.id}:${nameOf(task)}`;
  return {
    ...alert,
    jobs: [...alert.jobs.filter((job) => job.id !== id), { id, task, attempts: 0, dueAt }],
  };
}

/** Says to coordinators that an alert lies unattended: how grave and since when, no name and no words. */
export function tellCoordinators(alert: Alert, coordinators: readonly string[], now: Instant): Alert {
  const severity: TextRef = { key: `card.severity.${alert.severity ?? 'medium'}`, params: {} };
  const text: TextRef = {
    key: 'card.unattended.body',
    params: { severity, steps: (alert.steps ?? []).length },
  };
  return coordinators.reduce((sofar, to) => {
    // By the revision: the steps that an alert remembers are bounded, and a note whose name came before is not posted.
    const entry = `${alert.id}:unattended:${to}:${alert.revision}`;
    const body = { kind: 'note', about: 'unattended', text } as const;
    return addJob(sofar, { type: 'post', post: { entry, to, urgent: true, body, report: null } }, now);
  }, alert);
}

/** Asks the student, once, whether it was picked up well. */
export function askStudent(alert: Alert, reader: string, now: Instant): Alert {
  if (alert.category === 'unread' || alert.pickedUp !== undefined) return alert;
  const entry = `${alert.id}:handled`;
  // Nobody is asked about a mentor who has it already, or must not know of it.
  const readers = alert.route.confidential ? '*' : alert.recipients.map((one) => one.person).join(' ');
  const body = {
    kind: 'script',
    script: 'opgepakt',
    values: { reader, readers },
    alert: alert.id,
    confidential: alert.route.confidential,
  } as const;
  return addJob(
    alert,
    { type: 'post', post: { entry, to: alert.student, urgent: false, body, report: null } },
    now,
  );
}

/** Work of one kind is one job, but for what is told anew with each revision: one in hand must not swallow the next. */
const nameOf = (task: Task): string =>
  task.type === 'list_alert' ? `${task.type}:${task.revision}` : task.type;
