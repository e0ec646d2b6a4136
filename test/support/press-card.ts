import { staffPressOf } from '../../src/adapters/teams/day-action.js';
import type { ActionResult } from '../../src/app/alerts/alerts.js';
import type { Card } from '../../src/core/thread/card.js';
import type { World } from './world.js';

/** The cards that somebody was sent in Teams, oldest first. */
export const cardsTo = (w: World, address: string): Card[] =>
  w.teams.sent.flatMap(({ to, message }) =>
    to.address === address && message.kind === 'card' ? [message.card] : [],
  );

let presses = 0;

/**
 * Presses a button, by its verb or label, on the last card of that person that has it, with what was filled in, and
 * carries out what follows. `forged` goes over what the button carries.
 */
export async function pressCard(
  w: World,
  address: string,
  button: string,
  filled: Readonly<Record<string, string>> = {},
  forged: { by?: string; id?: string } = {},
): Promise<ActionResult> {
  const actions = cardsTo(w, address).flatMap((card) => card.actions);
  const action = actions.findLast(({ verb, label }) => verb === button || label === button);
  const press = staffPressOf({ ...action?.data, ...filled, verb: action?.verb ?? button });
  if (press === null) throw new Error(`no button ${button} on the cards of ${address}`);
  const by = { channel: 'teams', address: forged.by ?? address, at: w.clock.now(), ref: null } as const;
  const providerId = forged.id ?? `press-${(presses += 1)}`;
  const result = await w.app.actAsStaff({ ...by, providerId, content: { type: 'joined' } }, press);
  await w.pass(0);
  return result;
}
