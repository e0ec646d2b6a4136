import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { Overrides, Trouble } from './overrides.js';
import { parseOverrides } from './overrides.js';

/** What came back. `status` is 0 when the last attempt got no answer. */
export interface WebhookResult {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly attempts: number;
}

type Attempt =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
    }
  | { readonly kind: 'silent'; readonly trouble: 'ct' | 'rt' };

/** Posts a form to a webhook as Twilio does: signed, and again as often as the URL's overrides ask for. */
export async function postWebhook(
  webhookUrl: string,
  form: Readonly<Record<string, string>>,
  authToken: string,
): Promise<WebhookResult> {
  const overrides = parseOverrides(webhookUrl);
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
    'User-Agent': 'TwilioProxy/1.1',
    Accept: '*/*',
    'X-Twilio-Signature': getExpectedTwilioSignature(authToken, overrides.url, { ...form }),
    'I-Twilio-Idempotency-Token': randomUUID(),
  };
  const body = new URLSearchParams(form).toString();
  for (let attempts = 1; ; attempts += 1) {
    const attempt = await post(overrides, headers, body);
    const trouble = troubleOf(attempt);
    if (trouble !== null && overrides.retryOn.has(trouble) && attempts <= overrides.retries) continue;
    return attempt.kind === 'answered'
      ? { status: attempt.status, contentType: attempt.contentType, body: attempt.body, attempts }
      : { status: 0, contentType: '', body: '', attempts };
  }
}

function troubleOf(attempt: Attempt): Trouble | null {
  if (attempt.kind === 'silent') return attempt.trouble;
  if (attempt.status >= 500) return '5xx';
  return attempt.status >= 400 ? '4xx' : null;
}

function post(overrides: Overrides, headers: Record<string, string>, body: string): Promise<Attempt> {
  const request = overrides.url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    let trouble: 'ct' | 'rt' = 'ct';
    // One connection for each attempt: a pooled one that the other side just closed would look like an outage.
    const outgoing = request(overrides.url, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
    });
    let timer = setTimeout(giveUp, overrides.connectMs);

    function giveUp(): void {
      outgoing.destroy(new Error('no answer in time'));
    }
    function patience(): void {
      clearTimeout(timer);
      timer = setTimeout(giveUp, overrides.readMs);
    }
    function settle(attempt: Attempt): void {
      clearTimeout(timer);
      resolve(attempt);
    }

    outgoing.on('socket', (socket) =>
      socket.once('connect', () => {
        trouble = 'rt';
        patience();
      }),
    );
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        patience();
      });
      incoming.on('error', () => settle({ kind: 'silent', trouble }));
      incoming.on('end', () => settle(answered(incoming, Buffer.concat(chunks).toString('utf8'))));
    });
    outgoing.on('error', () => settle({ kind: 'silent', trouble }));
    outgoing.end(body);
  });
}

function answered(incoming: IncomingMessage, body: string): Attempt {
  const contentType = incoming.headers['content-type'] ?? '';
  return { kind: 'answered', status: incoming.statusCode ?? 0, contentType, body };
}
