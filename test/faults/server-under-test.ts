import { sealsUnder } from '../../src/adapters/entra/seals.js';
import { createMetrics } from '../../src/adapters/http/health.js';
import { keyedHash } from '../../src/adapters/system/crypto-ids.js';
import { guardedFetch } from '../../src/adapters/system/guarded-fetch.js';
import { createLog } from '../../src/adapters/system/pino-log.js';
import { createTeamsChannel } from '../../src/adapters/teams/teams-channel.js';
import { createTwilioChannel } from '../../src/adapters/whatsapp/twilio-channel.js';
import { createKeptTemplates } from '../../src/app/content/kept-templates.js';
import type { DatabaseConfig } from '../../src/config.js';
import { openStore } from '../../src/open-store.js';
import { demoTenant, pickerRoutes } from '../../src/demo/picker.js';
import { staffFor } from '../../src/pages/staff.js';
import { serve, teamsFor, whatsappFor } from '../../src/server.js';
import { projectRoot, wireApp } from '../../src/wire.js';
import { heapUsed } from '../support/heap.js';
import { demoSchool } from '../support/world.js';
import { scaledClock } from './scaled-clock.js';

/**
 * The product as a process of its own, that can be killed and measured: on WhatsApp alone, or with Teams and the pages
 * of the staff. Told everything by one argument.
 */
export type UnderTest = {
  port: number;
  database: DatabaseConfig;
  /** Under which the providers know it: its own address, or that of what stands before several. */
  publicUrl: string;
  /** By how much its clock is ahead, in milliseconds. */
  ahead: number;
  /** Where Teams' connector is; null: on WhatsApp alone, and without pages. */
  connector: string | null;
  apiUrl: string;
  accountSid: string;
  authToken: string;
  from: string;
  start: number;
  factor: number;
};

/** Bytes of the process and of its heap, and how many sockets, timers and files it has open. */
export type Measured = { rss: number; heap: number; handles: number };

const told = JSON.parse(process.argv[2] ?? '{}') as UnderTest;
const { publicUrl } = told;
const clock = scaledClock(told.start, told.factor, told.ahead);
const log = createLog('fatal');
const store = await openStore(told.database, clock);
const school = await demoSchool();
const whatsapp = createTwilioChannel({
  account: { ...told, timeout: 5000 },
  from: told.from,
  statusUrl: `${publicUrl}/api/whatsapp/status`,
  listButton: 'Kies',
  keptTemplates: createKeptTemplates({ store, clock, school }),
  log,
});
const teams =
  told.connector === null
    ? []
    : [
        createTeamsChannel({
          credentials: null,
          serviceUrl: told.connector,
          clock,
          download: guardedFetch(),
        }),
      ];
const { metrics, registry } = createMetrics();
const { app, deps } = await wireApp({
  ...{ root: projectRoot, store, school, clock, log, metrics },
  ...{ channels: [...teams, whatsapp], instance: `process-${process.pid}` },
  ...{ keyedHash: keyedHash('0b'.repeat(32)), publicUrl },
});
await app.templates.check();
await app.reconcile.arm();
const seals = sealsUnder(new Uint8Array(32).fill(5), clock);
const routes = [
  ...whatsappFor(app, { authToken: told.authToken, publicUrl, clock }),
  ...(teams.length === 0
    ? []
    : [
        ...teamsFor(app, { credentials: null, clock, log }),
        ...staffFor(deps, app, { tenantId: demoTenant, seals, signIn: pickerRoutes }),
      ]),
];
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
process.on('message', () => void process.send?.(measured()));
process.on('SIGTERM', () => void serving.stop().then(() => process.exit(0)));
process.send?.('ready');

/** What it takes, after everything that can go was let go. */
function measured(): Measured {
  const heap = heapUsed();
  return { rss: process.memoryUsage.rss(), heap, handles: process.getActiveResourcesInfo().length };
}
