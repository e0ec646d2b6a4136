import { cryptoIds } from '../adapters/system/crypto-ids.js';
import { drawCode, hasJoinedWhatsApp, keepCode } from '../app/joining/join-codes.js';
import type { School } from '../core/school/school.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';

/** The code with which Amina joins, another one at every start; null when she is in already. */
export async function codeOfAmina(deps: {
  store: Store;
  clock: Clock;
  school: School;
}): Promise<string | null> {
  if (await hasJoinedWhatsApp(deps.store, deps.school.id, 'amina')) return null;
  const made = drawCode({ ...deps, ids: cryptoIds }, 'amina');
  await keepCode({ ...deps, ids: cryptoIds }, made);
  return made.code;
}
