import { createMetrics } from '../../src/adapters/http/health.js';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { keyedHash } from '../../src/adapters/system/crypto-ids.js';
import { createLog } from '../../src/adapters/system/pino-log.js';
import { projectRoot, wireApp } from '../../src/wire.js';
import { answering, told } from '../answering.js';
import { madeUpSchool } from '../school/people.js';
import { silentChannel } from '../school/silent-channel.js';
import { scaledRates } from '../http/rates.js';
import { shiftedClock } from '../shifted-clock.js';

/** A dispatcher on a store that was made before. Asked once: how long everything that is due takes. */
export type DispatchSettings = { database: string; at: number };

const { database, at } = told<DispatchSettings>();
const clock = shiftedClock(at);
const store = openSqliteStore({ path: database, clock });
const unlimited = 1000;
const { app } = await wireApp({
  ...{ root: projectRoot, store, clock, log: createLog('fatal'), metrics: createMetrics().metrics },
  school: await madeUpSchool(),
  channels: [silentChannel('teams'), silentChannel('whatsapp')],
  ...{ instance: 'bench', keyedHash: keyedHash('0b'.repeat(32)), publicUrl: 'https://bench.example' },
  rates: scaledRates(unlimited),
});

answering({}, async () => {
  const began = performance.now();
  const woken = await app.dispatcher.runDue();
  await app.idle();
  return { woken, ms: performance.now() - began };
});
