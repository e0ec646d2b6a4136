import { createMetrics } from '../../src/adapters/http/health.js';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { guardedFetch } from '../../src/adapters/system/guarded-fetch.js';
import { cryptoIds } from '../../src/adapters/system/crypto-ids.js';
import { pushTemplates } from '../../src/adapters/whatsapp/templates.js';
import { createTwilioChannel } from '../../src/adapters/whatsapp/twilio-channel.js';
import { createTwilioClient } from '../../src/adapters/whatsapp/twilio-client.js';
import { createKeptTemplates } from '../../src/app/content/kept-templates.js';
import { templateDefinitions, type TemplateDefinition } from '../../src/core/script/templates.js';
import type { TwilioDoubleOptions } from '../../src/demo/whatsapp/types.js';
import { startTwilioDouble, type TwilioDouble } from '../../src/demo/whatsapp/twilio-double.js';
import type { Log } from '../../src/ports/log.js';
import { mineFor } from '../../src/pages.js';
import { serve, whatsappFor } from '../../src/server.js';
import { realContent } from './content.js';
import { freePort } from './free-port.js';
import { simClock } from './sim-clock.js';
import { demoSchool, tuesday, world, type World, type WorldOptions } from './world.js';

export const twilioSecrets = {
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: 'the-token-of-the-test',
  from: 'whatsapp:+31200000000',
};

export type WhatsAppServer = {
  w: World;
  double: TwilioDouble;
  url: string;
  /** Everything that is under way on either side has been done. */
  settled: () => Promise<void>;
  close: () => Promise<void>;
};

export type WhatsAppServerOptions = WorldOptions & {
  twilio?: Partial<TwilioDoubleOptions>;
  /** False: the templates are neither pushed nor looked at. */
  templates?: boolean;
};

/** The templates of the repository as they go to Twilio. */
export const realTemplates = async (): Promise<TemplateDefinition[]> =>
  templateDefinitions((await realContent()).content, (text) => cryptoIds.hash(text));

/** The app behind real HTTP on one side and the Twilio double on the other, on simulated time. */
export async function whatsappServer(options: WhatsAppServerOptions = {}): Promise<WhatsAppServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const clock = options.clock ?? simClock(tuesday);
  const store = options.store ?? openSqliteStore({ path: ':memory:', clock });
  const school = options.school ?? (await demoSchool());
  const double = await startTwilioDouble({
    port: 0,
    ...twilioSecrets,
    clock,
    webhookUrl: `${url}/api/whatsapp`,
    ...options.twilio,
  });
  const account = { ...twilioSecrets, apiUrl: double.url, timeout: 5000 };
  if (options.templates !== false) await pushTemplates(createTwilioClient(account), await realTemplates());
  // The channel is there before the world whose log it writes to.
  let target: Log | null = null;
  const log: Log = {
    info: (event, fields) => target?.info(event, fields),
    warn: (event, fields) => target?.warn(event, fields),
    error: (event, error, fields) => target?.error(event, error, fields),
  };
  const whatsapp = createTwilioChannel({
    ...{
      account,
      from: twilioSecrets.from,
      statusUrl: `${url}/api/whatsapp/status`,
      listButton: 'Kies',
      log,
    },
    keptTemplates: createKeptTemplates({ store, clock, school }),
    download: guardedFetch({ timeoutMs: 2000 }),
  });
  const w = await world({ ...options, clock, store, school, whatsapp, publicUrl: url });
  target = w.deps.log;
  if (options.templates !== false) await w.app.templates.check();
  const serving = await serve({
    ...{ app: w.app, store: w.store, clock, log: w.deps.log, registry: createMetrics().registry },
    ...{ port, host: '127.0.0.1' },
    channelRoutes: [
      ...whatsappFor(w.app, { authToken: twilioSecrets.authToken, publicUrl: url, clock }),
      ...mineFor(w.deps),
    ],
  });
  const settled = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await w.app.idle();
      await double.idle();
    }
  };
  return {
    w,
    double,
    url,
    settled,
    close: async () => {
      await settled();
      await serving.stop();
      await double.close();
    },
  };
}
