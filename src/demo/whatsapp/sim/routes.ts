import { z } from 'zod';
import type { Inbound } from '../deliver/inbound.js';
import type { Statuses } from '../deliver/statuses.js';
import type { Answer, Exchange, Route } from '../http/exchange.js';
import { json } from '../http/exchange.js';
import type { Contents } from '../state/contents.js';
import type { Faults } from '../state/faults.js';
import type { Messages } from '../state/messages.js';
import type { TwilioDoubleOptions, WebhookAnswer } from '../types.js';
import type { EventHub, SimEvent } from './events.js';
import { samplePhoto, sampleVoiceNote } from './sample-media.js';
import type { SimState } from './view.js';

interface Parts {
  readonly options: TwilioDoubleOptions;
  readonly messages: Messages;
  readonly contents: Contents;
  readonly inbound: Inbound;
  readonly statuses: Statuses;
  readonly faults: Faults;
  readonly hub: EventHub;
  readonly state: () => SimState;
}

const person = z.string().min(3).max(160);
const commands = {
  receive: z.object({ from: person, body: z.string().min(1).max(4096) }),
  tap: z.object({ sid: z.string(), index: z.int().min(0).max(9) }),
  media: z.object({ from: person, kind: z.enum(['voice', 'photo']) }),
  sign: z.object({ from: person, kind: z.enum(['sticker', 'contact', 'location']) }),
  read: z.object({ person }),
  clock: z.object({
    ms: z
      .int()
      .min(0)
      .max(400 * 24 * 3_600_000),
  }),
  fail: z.object({ code: z.int(), when: z.enum(['request', 'callback']) }),
  drop: z.object({}),
  resend: z.object({ person }),
  webhooks: z.object({ lost: z.boolean() }),
  template: z.object({
    sid: z.string(),
    status: z.enum(['approved', 'pending', 'rejected', 'paused', 'disabled']),
  }),
};

/** The small endpoints behind the page's buttons. JSON only, so that no other site's form can press them. */
export function simRoutes(parts: Parts): readonly Route[] {
  const { inbound, faults, hub } = parts;
  return [
    {
      area: 'page',
      method: 'GET',
      path: /^\/events$/,
      handle: () => ({ kind: 'stream', open: (response) => hub.join(response) }),
    },
    command('receive', commands.receive, (draft) => answered(parts, inbound.receive(draft))),
    command('tap', commands.tap, ({ sid, index }) => answered(parts, inbound.tap(sid, index))),
    command('media', commands.media, ({ from, kind }) => {
      const media = kind === 'voice' ? sampleVoiceNote() : samplePhoto();
      return answered(parts, inbound.receive({ from, media }));
    }),
    command('sign', commands.sign, ({ from, kind }) =>
      answered(parts, inbound.receive({ from, ...signs[kind] })),
    ),
    fileRoute(parts),
    command('read', commands.read, async ({ person: who }) => {
      if (parts.options.readReceipts === 'opened') await parts.statuses.markRead(who);
    }),
    command('clock', commands.clock, async ({ ms }) => {
      await parts.options.advanceClock?.(ms);
      hub.publish({ type: 'state', state: parts.state() });
    }),
    command('fail', commands.fail, async ({ code, when }) => {
      faults.failNext({ code, when });
      hub.publish(note(`Volgend bericht van Terugblik mislukt met ${code}.`));
    }),
    command('drop', commands.drop, async () => {
      faults.dropNextResponse();
      hub.publish(note('Het antwoord op het volgende verzoek raakt kwijt; het bericht gaat wel door.'));
    }),
    command('webhooks', commands.webhooks, async ({ lost }) => {
      faults.loseWebhooks(lost);
      hub.publish({ type: 'state', state: parts.state() });
      hub.publish(
        lost
          ? note('Vanaf nu raakt elke webhook kwijt: Terugblik hoort niets.', 'bad')
          : note('Webhooks komen weer aan. Wat kwijt was, haalt Terugblik zelf op.', 'good'),
      );
    }),
    command('template', commands.template, async ({ sid, status }) => {
      if (parts.contents.find(sid) === undefined) return hub.publish(note('Dat sjabloon is er niet.', 'bad'));
      parts.contents.decide(sid, status);
      hub.publish({ type: 'state', state: parts.state() });
      hub.publish(note(`WhatsApp heeft besloten: ${status}.`));
    }),
    command('resend', commands.resend, ({ person: who }) => resendLast(parts, who)),
  ];
}

/** What telephones send that is neither words nor a picture. */
const signs = {
  sticker: { media: { contentType: 'image/webp', data: Buffer.from('RIFF') } },
  contact: { media: { contentType: 'text/vcard', data: Buffer.from('BEGIN:VCARD') } },
  location: { location: { latitude: '52.3702', longitude: '4.8952' } },
} as const;

const sentFile = z.object({ from: person, type: z.string().max(120) });

/** A file of whoever tries the demo, as it is. Not a type that another site's form could send. */
const fileRoute = (parts: Parts): Route => ({
  area: 'page',
  method: 'POST',
  path: /^\/sim\/file$/,
  handle: async ({ url, contentType, bytes }) => {
    if (contentType !== 'application/octet-stream') return json(415, { message: 'Bytes only.' });
    const parsed = sentFile.safeParse(Object.fromEntries(url.searchParams));
    if (!parsed.success) return json(400, { message: z.prettifyError(parsed.error) });
    const { from, type } = parsed.data;
    const media = { contentType: type === '' ? 'application/octet-stream' : type, data: bytes };
    await answered(parts, parts.inbound.receive({ from, media }));
    return { kind: 'empty', status: 204 };
  },
});

function command<T>(name: string, schema: z.ZodType<T>, run: (input: T) => Promise<void>): Route {
  const handle = async (exchange: Exchange): Promise<Answer> => {
    if (exchange.contentType !== 'application/json') return json(415, { message: 'JSON only.' });
    const parsed = schema.safeParse(readJson(exchange.body));
    if (!parsed.success) return json(400, { message: z.prettifyError(parsed.error) });
    await run(parsed.data);
    return { kind: 'empty', status: 204 };
  };
  return { area: 'page', method: 'POST', path: new RegExp(`^/sim/${name}$`), handle };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function note(text: string, tone: 'plain' | 'good' | 'bad' = 'plain'): SimEvent {
  return { type: 'note', text, tone };
}

/** Says in the panel how the webhook took a message. */
async function answered({ hub }: Parts, posting: Promise<WebhookAnswer>): Promise<void> {
  const { status, attempts } = await posting;
  const tries = attempts > 1 ? ` na ${attempts} pogingen` : '';
  if (status >= 200 && status < 300) hub.publish(note(`Webhook antwoordde ${status}${tries}.`, 'good'));
  else if (status === 0) hub.publish(note(`Webhook gaf geen antwoord${tries}: dit bericht is weg.`, 'bad'));
  else hub.publish(note(`Webhook antwoordde ${status}${tries}: dit bericht is weg.`, 'bad'));
}

async function resendLast(parts: Parts, who: string): Promise<void> {
  const last = parts.messages.filter({ person: who, direction: 'inbound' }).at(-1);
  if (last === undefined) return parts.hub.publish(note('Deze persoon heeft nog niets gestuurd.', 'bad'));
  parts.hub.publish(note('Hetzelfde bericht gaat nog eens naar de webhook, met dezelfde MessageSid.'));
  await answered(parts, parts.inbound.resend(last.sid));
}
