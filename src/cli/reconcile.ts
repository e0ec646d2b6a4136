import { DateTime } from 'luxon';
import { createLog } from '../adapters/system/pino-log.js';
import type { RoundCounts } from '../app/reconcile/reconcile-round.js';
import { readConfig } from '../config.js';
import { TerugblikError } from '../core/errors.js';
import type { Instant } from '../core/time.js';
import { openSchool } from '../production.js';
import { schoolOf } from './school-store.js';

type Env = Readonly<Record<string, string | undefined>>;

/** One round now, with the store and the accounts of the environment. Prints counts and nothing else. */
export async function reconcileNow(
  env: Env,
  since: string | null,
): Promise<{ text: string; complete: boolean }> {
  const result = readConfig(env);
  if (!result.ok) throw new TerugblikError('config_incomplete', `\n${result.missing.join('\n')}`);
  const { config } = result;
  if (config.mode !== 'production' || config.whatsapp === null)
    throw new TerugblikError('config_incomplete', 'TWILIO_ACCOUNT_SID: there is no account to ask');
  const from = since === null ? undefined : await moment(env, since);
  const { app, store } = await openSchool(config, createLog('warn'));
  try {
    const counts = await app.reconcile.run(from);
    // Replies and alerts go out from here; what this process does not finish, the server takes up.
    await app.idle();
    return { text: described(counts), complete: counts.failed === 0 && counts.passedOver === 0 };
  } finally {
    await store.close();
  }
}

async function moment(env: Env, text: string): Promise<Instant> {
  const at = DateTime.fromISO(text, { zone: (await schoolOf(env)).timeZone });
  if (!at.isValid) throw new TerugblikError('date_wrong', `${text} is no moment like 2026-11-24T10:00`);
  return at.toMillis();
}

function described(counts: RoundCounts): string {
  const { found, taken, duplicates, unknown, failed, passedOver, reports } = counts;
  return [
    `found       ${found}`,
    `taken in    ${taken}`,
    `known       ${duplicates}`,
    `of nobody   ${unknown}`,
    `failed      ${failed}`,
    `given up    ${passedOver}`,
    `reports     ${reports}`,
    '',
  ].join('\n');
}
