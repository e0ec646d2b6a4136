import type { Instant } from '../time.js';
import { postTo, refresh, tellCoordinators } from './posts.js';
import type { Alert } from './state.js';
import { afterOfficeTime } from '../school/calendar.js';
import { withRole, type Directory } from '../school/people.js';
import type { School } from '../school/school.js';

/** What escalation looks at. */
export type EscalationEnv = { school: School; directory: Directory; now: Instant };

/**
 * When an alert that nobody looked at goes on: the school's minutes of office time for its severity. Null for a message
 * that no program could judge: it stands on top of the day, and nobody is called away for it.
 */
export function escalationOf(
  school: School,
  { severity }: Pick<Alert, 'severity'>,
  now: Instant,
): Instant | null {
  return severity === null ? null : afterOfficeTime(school, now, school.escalation[severity]);
}

/** Winds the clock of an alert anew: it was raised, went on, or became graver. */
export const wound = (alert: Alert, school: School, now: Instant): Alert => ({
  ...alert,
  escalatesAt: alert.status === 'new' && !isRefused(alert) ? escalationOf(school, alert, now) : null,
});

/** A medium worry follows the student's own choice: after "nee" it waits for whoever has it. */
const isRefused = ({ severity, talkWish }: Alert): boolean => severity === 'medium' && talkWish === 'nee';

/**
 * Nobody looked at it in time: it goes on to the next of its route who is there today, every card says so, and the
 * coordinators hear that something lies unattended: its status, no name and no words. With nobody left they hear it
 * once more each time, until somebody looks; those as well who have the card, for a card that is changed where it
 * stands tells nobody.
 */
export function escalated(alert: Alert, { school, directory, now }: EscalationEnv): Alert {
  if ((alert.escalatesAt ?? Infinity) > now) return alert;
  if (alert.status !== 'new' || isRefused(alert)) return { ...alert, escalatesAt: null };
  const had = new Set(alert.recipients.map((one) => one.person));
  const left = alert.route.next.filter(
    (person) => !had.has(person) && directory.get(person)?.active === true,
  );
  const to = left.find((person) => directory.get(person)?.away !== true) ?? left[0] ?? null;
  const from = alert.recipients.filter((one) => one.status !== 'unreachable').map((one) => one.person);
  const steps = [...(alert.steps ?? []), { at: now, from, to }].slice(-stepLimit);
  const posted = to === null ? { ...alert, steps } : postTo({ ...alert, steps }, to, now);
  const readers = new Set(to === null ? [] : posted.recipients.map((one) => one.person));
  const coordinators = withRole(directory, 'coordinator').filter((one) => !readers.has(one.id));
  const told = tellCoordinators(
    posted,
    coordinators.map((one) => one.id),
    now,
  );
  return refresh(wound(told, school, now), now);
}

/** Steps that an alert remembers: with nobody left it goes round for as long as nobody looks. */
const stepLimit = 20;
