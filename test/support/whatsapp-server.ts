import { createMetrics } from '../../src/adapters/http/health.js';
import { loadContents } from '../../src/adapters/whatsapp/contents.js';
import { pushTemplates } from '../../src/adapters/whatsapp/templates.js';
import { createTwilioChannel } from '../../src/adapters/whatsapp/twilio-channel.js';
import { createTwilioClient } from '../../src/adapters/whatsapp/twilio-client.js';
import { templateTexts } from '../../src/core/script/templates.js';
import { startTwilioDouble, type TwilioDouble } from '../../src/demo/whatsapp/twilio-double.js';
import { serve, whatsappFor } from '../../src/server.js';
import { realContent } from './content.js';
import { freePort } from './free-port.js';
import { simClock } from './sim-clock.js';
import { tuesday, world, type World, type WorldOptions } from './world.js';

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

/** The app behind real HTTP on one side and the Twilio double on the other, on simulated time. */
export async function whatsappServer(options: WorldOptions = {}): Promise<WhatsAppServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const clock = options.clock ?? simClock(tuesday);
  const double = await startTwilioDouble({
    port: 0,
    ...twilioSecrets,
    clock,
    webhookUrl: `${url}/api/whatsapp`,
  });
  const client = createTwilioClient({ ...twilioSecrets, apiUrl: double.url, timeout: 5000 });
  await pushTemplates(client, templateTexts((await realContent()).content));
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const contents = await loadContents(client, 'Kies', silent);
  const statusUrl = `${url}/api/whatsapp/status`;
  const whatsapp = createTwilioChannel({ client, contents, from: twilioSecrets.from, statusUrl });
  const w = await world({ ...options, clock, whatsapp });
  const serving = await serve({
    ...{ app: w.app, store: w.store, clock, log: w.deps.log, registry: createMetrics().registry },
    ...{ port, host: '127.0.0.1' },
    channelRoutes: whatsappFor(w.app, { authToken: twilioSecrets.authToken, publicUrl: url, clock }),
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
