import { repostAlert } from '../../core/staff/repost-alert.js';
import type { ActionResult } from '../alerts/alerts.js';
import { openAlertsOf } from '../alerts/alert-lists.js';
import { unlessGone } from '../conversation/threads.js';
import type { Handlers } from '../handlers.js';
import { staffEnv } from './answers.js';
import { openCard } from './asks.js';
import { noteCard } from '../../core/staff/list-card.js';
import { staffText } from '../../core/staff/staff-env.js';

/**
 * Posts the card of an open alert once more to one of its readers, closed as at first: the words come when it is opened,
 * and that is recorded. The copy that stood higher in the chat says that it moved.
 */
export async function alertAgain(
  handlers: Handlers,
  person: string,
  alert: string,
  id: string,
): Promise<ActionResult> {
  const { deps, alerts, threads, deliveries } = handlers;
  const lines = await openAlertsOf(deps, person);
  const card = lines.some((line) => line.alert === alert) ? await alerts.cardFor(alert, person) : null;
  if (card === null) return { kind: 'refused' };
  const env = await staffEnv(deps, person);
  const moved = noteCard(staffText(env, 'open.moved_title'), staffText(env, 'open.moved'), env);
  const committed = await unlessGone(
    threads.change(person, (thread, turn) => repostAlert(thread, { alert, card, moved, id }, turn.now)),
  );
  deliveries.follow(committed);
  const { card: list } = await openCard(deps, person, '');
  return { kind: 'card', card: list };
}
