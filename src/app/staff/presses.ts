import { localDate } from '../../core/school/calendar.js';
import { noteCard } from '../../core/staff/list-card.js';
import type { StaffPress } from '../../core/staff/staff-press.js';
import { staffText } from '../../core/staff/staff-env.js';
import { staffAsk, staffOrder } from '../../core/thread/turn/staff-words.js';
import type { ActionResult } from '../alerts/alerts.js';
import type { Handlers } from '../handlers.js';
import { putCard, staffEnv, type PostedCard, type StaffAnswer } from './answers.js';
import { alertAgain } from './alert-again.js';
import { historyAnswer } from './asks.js';
import { pressDay } from './day-presses.js';
import { isChoice, orderAnswer } from './orders.js';

/**
 * Does what a member of staff pressed on a card, with his own rights, whatever the button says. `press` names the event:
 * each changes the card where it stands once.
 */
export async function pressAsStaff(
  handlers: Handlers,
  person: string,
  press: StaffPress,
  id: string,
): Promise<ActionResult> {
  switch (press.verb) {
    case 'staff_say':
      return saidByButton(handlers, person, press, id);
    case 'alert_again':
      return alertAgain(handlers, person, press.alert, id);
    default:
      return pressDay(handlers, person, press, id);
  }
}

/** The words of a button do what they would do typed; the card becomes the answer, so that it is pressed once. */
async function saidByButton(
  handlers: Handlers,
  person: string,
  { say, card: key }: Extract<StaffPress, { verb: 'staff_say' }>,
  id: string,
): Promise<ActionResult> {
  const { deps } = handlers;
  const today = localDate(deps.school, deps.clock.now());
  const order = staffOrder(say, today);
  const ask = order === null ? staffAsk(say, today) : null;
  // Another button of the same card, or the same one again, is the same order: what was said stands.
  const entry = `${key}:${say}`;
  const answer: StaffAnswer | null =
    order !== null
      ? await orderAnswer(handlers, person, entry, order)
      : ask?.about === 'history'
        ? await historyAnswer(handlers, person, entry, ask)
        : null;
  if (answer === null) return { kind: 'refused' };
  const posted = await asCard(handlers, person, key, answer);
  if (isChoice(key)) await putCard(handlers, person, `${key}:${id}`, posted, true);
  return { kind: 'card', card: posted.card };
}

async function asCard(
  { deps }: Handlers,
  person: string,
  key: string,
  answer: StaffAnswer,
): Promise<PostedCard> {
  if (answer.kind === 'card') return { ...answer, key };
  const env = await staffEnv(deps, person);
  return { card: noteCard(staffText(env, 'choose.done'), env.render(answer.text), env), key, about: [] };
}
