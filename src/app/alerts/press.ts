import { markHandled, markSeen, markTaken, looked, replied, replyLimit } from '../../core/alerts/alert.js';
import { judged } from '../../core/alerts/judging.js';
import type { Alert } from '../../core/alerts/state.js';
import type { AlertAction } from '../../core/alerts/types.js';
import { isDate, localDate } from '../../core/school/calendar.js';
import type { School } from '../../core/school/school.js';
import type { Instant } from '../../core/time.js';

/** Who presses, and when. */
export type Press = { person: string; name: string; school: School; now: Instant };

/** The text on the card that says why nothing was saved; null where it may be done. */
export function pressProblem(alert: Alert, action: AlertAction, { school, now }: Press): string | null {
  if (action.verb === 'reply') return action.text.trim() === '' ? 'reply.required' : null;
  if (action.verb !== 'handled' || action.outcome === 'declined') return null;
  const { on = '' } = action;
  const possible = isDate(on) && on >= localDate(school, alert.at) && on <= localDate(school, now);
  return on === '' || possible ? null : 'handled_form.wrong_date';
}

/** What a button does. Opening, and every other look at the words, is recorded. */
export function pressed(before: Alert, action: AlertAction, { person, name, school, now }: Press): Alert {
  const alert = looked(before, person, now);
  switch (action.verb) {
    case 'open':
      return alert;
    case 'seen':
      return markSeen(alert, person, name, now);
    case 'take':
      return markTaken(alert, person, name, action.from, now);
    case 'judge':
      return judged(alert, person, action.verdict, now);
    case 'reply':
      return replied(alert, person, name, action.text.trim().slice(0, replyLimit).toWellFormed(), now);
    case 'handled': {
      const { outcome, on = '', note = '' } = action;
      // A day belongs to a talk; without one filled in it was today.
      const talkedOn = outcome === 'talked' ? { on: on === '' ? localDate(school, now) : on } : {};
      return markHandled(alert, person, name, { outcome, ...talkedOn, note }, now);
    }
  }
}
