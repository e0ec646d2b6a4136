import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import type { Clock } from '../../../src/ports/clock.js';
import type { ContentSeed } from '../../../src/demo/whatsapp/state/content.js';
import type { TwilioDouble } from '../../../src/demo/whatsapp/twilio-double.js';
import { startTwilioDouble } from '../../../src/demo/whatsapp/twilio-double.js';
import type { TwilioDoubleOptions } from '../../../src/demo/whatsapp/types.js';

export const accountSid = `AC${'a1'.repeat(16)}`;
export const authToken = 'a-token-for-tests';
export const sender = 'whatsapp:+31850000000';
export const amina = 'whatsapp:+31611111111';
export const hour = 3_600_000;

/** Time that stands still until a test moves it. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
}

export function fakeClock(start = Date.UTC(2026, 10, 18, 14, 0, 0)): FakeClock {
  let now = start;
  const alarms = new Set<{ at: number; task: () => void }>();
  return {
    now: () => now,
    after(delayMs, task) {
      const alarm = { at: now + delayMs, task };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    advance(ms) {
      now += ms;
      for (const alarm of [...alarms].filter(({ at }) => at <= now)) {
        alarms.delete(alarm);
        alarm.task();
      }
    },
  };
}

/** A request that reached the webhook server, with whether its signature was right. */
export interface Heard {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly signed: boolean;
  readonly idempotencyToken: string;
}

type Reply = (heard: Heard, request: IncomingMessage, response: ServerResponse) => void;

export interface WebhookServer {
  readonly url: string;
  readonly heard: Heard[];
  /** The statuses that were reported of one message, or of all. */
  statuses(messageSid?: string): string[];
  answer(reply: Reply): void;
  close(): Promise<void>;
}

const emptyTwiml: Reply = (_heard, _request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/xml' }).end('<Response/>');
};

/** Stands where our bot would: checks every signature with Twilio's own validator. */
export async function startWebhookServer(): Promise<WebhookServer> {
  const heard: Heard[] = [];
  let reply = emptyTwiml;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
      const signature = String(request.headers['x-twilio-signature'] ?? '');
      const path = request.url ?? '';
      const one: Heard = {
        path,
        form,
        signed: twilio.validateRequest(authToken, signature, `http://127.0.0.1:${port()}${path}`, form),
        idempotencyToken: String(request.headers['i-twilio-idempotency-token']),
      };
      heard.push(one);
      reply(one, request, response);
    });
  });
  const port = (): number => (server.address() as AddressInfo).port;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port()}`,
    heard,
    statuses: (sid) =>
      heard
        .filter(({ path, form }) => path === '/status' && (sid === undefined || form['MessageSid'] === sid))
        .map(({ form }) => form['MessageStatus'] ?? ''),
    answer: (next) => void (reply = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The real client of Twilio, sent to the double as TWILIO_API_URL will send ours. */
export function clientOf(double: TwilioDouble, token = authToken): twilio.Twilio {
  class LocalClient extends twilio.RequestClient {
    override request<T>(options: Parameters<twilio.RequestClient['request']>[0]) {
      const uri = options.uri.replace(/^https:\/\/(api|content)\.twilio\.com/, double.url);
      return super.request<T>({ ...options, uri } as never);
    }
  }
  return twilio(accountSid, token, { httpClient: new LocalClient({ keepAlive: false }) });
}

export const approvedOpening: ContentSeed & { readonly sid: string } = {
  sid: `HX${'01'.repeat(16)}`,
  friendlyName: 'opening_nl',
  language: 'nl',
  variables: { '1': 'Amina' },
  approval: 'approved',
  types: {
    'twilio/quick-reply': {
      body: 'Hoi {{1}}! Heb je vijf minuten?',
      actions: [
        { title: 'Ja, nu', id: 'open:now' },
        { title: 'Straks', id: 'open:later' },
        { title: 'Vandaag niet', id: 'open:no' },
      ],
    },
  },
};

export const sessionButtons: ContentSeed & { readonly sid: string } = {
  sid: `HX${'02'.repeat(16)}`,
  friendlyName: 'session_buttons_2',
  language: 'nl',
  types: {
    'twilio/quick-reply': {
      body: '{{1}}',
      actions: [
        { title: '{{2}}', id: '{{3}}' },
        { title: '{{4}}', id: '{{5}}' },
      ],
    },
  },
};

export const sessionList: ContentSeed & { readonly sid: string } = {
  sid: `HX${'03'.repeat(16)}`,
  friendlyName: 'session_list',
  language: 'nl',
  types: {
    'twilio/list-picker': {
      body: '{{1}}',
      button: 'Kies',
      items: [
        { id: 'samenwerken', item: '{{2}}', description: 'Met collega’s' },
        { id: 'anders', item: 'Iets anders' },
      ],
    },
  },
};

/** Everything that a test needs, and one way to close it. */
export interface Stage {
  readonly clock: FakeClock;
  readonly double: TwilioDouble;
  readonly webhook: WebhookServer;
  readonly client: twilio.Twilio;
  close(): Promise<void>;
}

export async function setStage(options: Partial<TwilioDoubleOptions> = {}): Promise<Stage> {
  const clock = fakeClock();
  const webhook = await startWebhookServer();
  const double = await startTwilioDouble({
    ...{ port: 0, accountSid, authToken, from: sender, clock },
    webhookUrl: `${webhook.url}/api/whatsapp`,
    contents: [approvedOpening, sessionButtons, sessionList],
    people: [{ name: 'Amina Yusuf', number: amina }],
    ...options,
  });
  return {
    ...{ clock, double, webhook, client: clientOf(double) },
    async close() {
      await double.idle();
      await double.close();
      await webhook.close();
    },
  };
}

/** The code and status with which a request was refused. */
export async function refusalOf(request: Promise<unknown>): Promise<{ code: unknown; status: unknown }> {
  try {
    await request;
  } catch (error) {
    const { code, status } = error as { code?: unknown; status?: unknown };
    return { code, status };
  }
  throw new Error('The request was not refused.');
}
