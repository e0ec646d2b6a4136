import type { ActionResult } from '../../src/app/alerts/alerts.js';
import type { AlertAction } from '../../src/core/alerts/types.js';
import { addresses, type World } from './world.js';

/** Presses a button on the first alert that there is, and carries out what follows. Samira does it unless told otherwise. */
export async function pressAlert(
  w: World,
  action: AlertAction,
  address: string = addresses.samira.teams,
): Promise<ActionResult> {
  const [alert] = await w.alerts();
  const by = { channel: 'teams', address, providerId: 'x', at: w.clock.now(), ref: null } as const;
  const result = await w.app.actOnAlert({ ...by, content: { type: 'joined' } }, alert?.id ?? '', action);
  await w.pass(0);
  return result;
}
