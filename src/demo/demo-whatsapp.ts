import { randomBytes } from 'node:crypto';
import { cryptoIds } from '../adapters/system/crypto-ids.js';
import { guardedFetch } from '../adapters/system/guarded-fetch.js';
import { pushTemplates } from '../adapters/whatsapp/templates.js';
import { createTwilioChannel } from '../adapters/whatsapp/twilio-channel.js';
import { createTwilioClient } from '../adapters/whatsapp/twilio-client.js';
import type { KeptTemplates } from '../app/content/kept-templates.js';
import type { Person } from '../core/school/people.js';
import { templateDefinitions } from '../core/script/templates.js';
import type { Channel } from '../ports/channel.js';
import type { Log } from '../ports/log.js';
import { loadContent, projectRoot } from '../wire.js';
import type { DemoClock } from './demo-clock.js';
import { demoSender as sender, unlistedPhones } from './phones.js';
import { startTwilioDouble, type TwilioDouble } from './whatsapp/twilio-double.js';

export type DemoWhatsApp = { twilio: TwilioDouble; channel: Channel; authToken: string };

const accountSid = `AC${'0'.repeat(32)}`;

/** Twilio's double with the telephones of the made-up students, and the real channel towards it. */
export async function startDemoWhatsApp(options: {
  port: number;
  publicUrl: string;
  people: readonly Person[];
  clock: DemoClock;
  keptTemplates: KeptTemplates;
  log: Log;
}): Promise<DemoWhatsApp> {
  const { clock, keptTemplates, log, publicUrl } = options;
  // Another one at every start: nothing that anybody wrote down signs a webhook of the demo.
  const authToken = randomBytes(16).toString('hex');
  const twilio = await startTwilioDouble({
    port: options.port,
    accountSid,
    authToken,
    from: sender,
    webhookUrl: `${publicUrl}/api/whatsapp`,
    clock,
    people: options.people.flatMap(({ id, name, whatsapp }) => {
      const number = whatsapp ?? unlistedPhones[id];
      return number === undefined ? [] : [{ name, number }];
    }),
    readReceipts: 'opened',
    stepMs: 300,
    advanceClock: (ms) => clock.advance(ms),
  });
  const account = { accountSid, authToken, apiUrl: twilio.url, timeout: 10_000 };
  const { content } = await loadContent(projectRoot);
  await pushTemplates(
    createTwilioClient(account),
    templateDefinitions(content, (text) => cryptoIds.hash(text)),
  );
  const statusUrl = `${publicUrl}/api/whatsapp/status`;
  const channel = createTwilioChannel({
    ...{ account, from: sender, statusUrl, listButton: 'Kies', keptTemplates, log },
    download: guardedFetch(),
  });
  return { twilio, authToken, channel };
}
