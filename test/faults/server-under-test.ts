import { createMetrics } from '../../src/adapters/http/health.js';
import { keyedHash } from '../../src/adapters/system/crypto-ids.js';
import { createLog } from '../../src/adapters/system/pino-log.js';
import { createTwilioChannel } from '../../src/adapters/whatsapp/twilio-channel.js';
import { createKeptTemplates } from '../../src/app/content/kept-templates.js';
import type { DatabaseConfig } from '../../src/config.js';
import { openStore } from '../../src/open-store.js';
import { serve, whatsappFor } from '../../src/server.js';
import { projectRoot, wireApp } from '../../src/wire.js';
import { demoSchool } from '../support/world.js';
import { scaledClock } from './scaled-clock.js';

/** The product on WhatsApp alone, as a process of its own that can be killed. Told everything by one argument. */
export type UnderTest = {
  port: number;
  database: DatabaseConfig;
  /** Under which the providers know it: its own address, or that of what stands before several. */
  publicUrl: string;
  /** By how much its clock is ahead, in milliseconds. */
  ahead: number;
  apiUrl: string;
  accountSid: string;
  authToken: string;
  from: string;
  start: number;
  factor: number;
};

const told = JSON.parse(process.argv[2] ?? '{}') as UnderTest;
const { publicUrl } = told;
const clock = scaledClock(told.start, told.factor, told.ahead);
const log = createLog('fatal');
const store = await openStore(told.database, clock);
const school = await demoSchool();
const channel = createTwilioChannel({
  account: { ...told, timeout: 5000 },
  from: told.from,
  statusUrl: `${publicUrl}/api/whatsapp/status`,
  listButton: 'Kies',
  keptTemplates: createKeptTemplates({ store, clock, school }),
  log,
});
const { metrics, registry } = createMetrics();
const { app } = await wireApp({
  ...{ root: projectRoot, store, school, clock, log, metrics },
  ...{ channels: [channel], instance: `process-${process.pid}` },
  ...{ keyedHash: keyedHash('0b'.repeat(32)), publicUrl },
});
await app.templates.check();
await app.reconcile.arm();
const routes = whatsappFor(app, { authToken: told.authToken, publicUrl, clock });
const serving = await serve({
  app,
  store,
  clock,
  log,
  registry,
  port: told.port,
  host: '127.0.0.1',
  channelRoutes: routes,
});
process.on('SIGTERM', () => void serving.stop().then(() => process.exit(0)));
process.send?.('ready');
