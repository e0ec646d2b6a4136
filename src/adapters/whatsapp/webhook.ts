import twilio from 'twilio';
import type { DeliveryReport, Inbound, InboundContent } from '../../core/thread/message.js';
import type { Clock } from '../../ports/clock.js';
import { refusal, type HttpReply, type HttpRequest, type HttpRoute } from '../../ports/http.js';
import { named, reportStatus } from './outcomes.js';
import { addressOf, locationContent, mediaContent, noWords, type Attachment } from './message-content.js';

export type WebhookOptions = {
  authToken: string;
  /** The public base URL: behind a proxy the signed URL cannot be read from the request. */
  publicUrl: string;
  clock: Clock;
  /** Commits the message before it resolves. `reply` is said in the webhook's own answer. */
  receive: (inbound: Inbound) => Promise<{ reply: string | null }>;
  report: (report: DeliveryReport) => Promise<void>;
};

/** A message has at most 1,600 letters; the rest are names, ids and addresses. */
const formLimit = 64 * 1024;

type Form = Readonly<Record<string, string>>;

/** Twilio's webhooks: messages and their status. Nothing is looked at before the signature holds. */
export function whatsappRoutes(options: WebhookOptions): HttpRoute[] {
  return [
    {
      method: 'POST',
      path: '/api/whatsapp',
      accepts: 'form',
      bodyLimit: formLimit,
      handle: (request) => signed(options, request, (form) => message(options, form)),
    },
    {
      method: 'POST',
      path: '/api/whatsapp/status',
      accepts: 'form',
      bodyLimit: formLimit,
      handle: (request) => signed(options, request, (form) => status(options, form, request)),
    },
  ];
}

async function signed(
  options: WebhookOptions,
  request: HttpRequest,
  handle: (form: Form) => Promise<HttpReply>,
): Promise<HttpReply> {
  const form = formOf(request.body);
  const signature = request.headers['x-twilio-signature'];
  const url = `${options.publicUrl}${request.url}`;
  if (signature === undefined)
    return { ...refusal(403, 'signature_missing', 'X-Twilio-Signature is missing.'), stranger: true };
  if (!twilio.validateRequest(options.authToken, signature, url, form)) {
    const message = `The signature does not fit ${options.publicUrl}: check PUBLIC_URL and TWILIO_AUTH_TOKEN.`;
    return { ...refusal(403, 'signature_wrong', message), stranger: true };
  }
  return handle(form);
}

/** Values of a form are text; a name given twice keeps its last value, as Twilio signs it. */
function formOf(body: unknown): Form {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, String(Array.isArray(value) ? value.at(-1) : value)]),
  );
}

/** Messages and people are known by these: they become part of keys in the store, which have their own limits. */
const isKey = (given: string | undefined): given is string =>
  given !== undefined && given !== '' && given.length <= 200 && given.isWellFormed();

async function message(options: WebhookOptions, form: Form): Promise<HttpReply> {
  const { MessageSid: sid, From: from } = form;
  if (!isKey(sid) || !isKey(from)) return refusal(400, 'fields_missing', 'MessageSid and From are needed.');
  const { reply } = await options.receive({
    channel: 'whatsapp',
    address: addressOf(from),
    providerId: sid,
    at: options.clock.now(),
    ref: null,
    ...(form['OriginalRepliedMessageSid'] ? { quotes: form['OriginalRepliedMessageSid'] } : {}),
    content: contentOf(form),
  });
  return twiml(reply);
}

async function status(options: WebhookOptions, form: Form, request: HttpRequest): Promise<HttpReply> {
  const { MessageSid: sid, MessageStatus: state, To: to } = form;
  if (!isKey(sid) || !state || !isKey(to))
    return refusal(400, 'fields_missing', 'MessageSid, MessageStatus and To are needed.');
  const code = form['ErrorCode'] ?? null;
  const known = reportStatus(state, code);
  if (known !== null) {
    const entry = new URL(request.url, options.publicUrl).searchParams.get('entry');
    await options.report({
      channel: 'whatsapp',
      entry,
      address: addressOf(to),
      providerId: sid,
      status: known,
      code: code === null ? null : named(code),
    });
  }
  return { status: 204 };
}

function contentOf(form: Form): InboundContent {
  const body = form['Body'] ?? '';
  const payload = form['ButtonPayload'] ?? form['ListId'];
  if (payload !== undefined && payload !== '') {
    return { type: 'button', payload, label: form['ButtonText'] ?? form['ListTitle'] ?? body };
  }
  const messageType = form['MessageType'] ?? null;
  const attachments = attachmentsOf(form);
  if (attachments.length > 0) return mediaContent(attachments, body, messageType);
  // Where somebody is, is not kept: neither the point nor its name.
  if (messageType === 'location' || form['Latitude'] !== undefined) return locationContent();
  return body === '' ? noWords(messageType) : { type: 'text', text: body };
}

/** More than ten do not come with one message. */
const attachmentLimit = 10;

function attachmentsOf(form: Form): Attachment[] {
  const number = Math.min(attachmentLimit, Math.trunc(Number(form['NumMedia'] ?? 0)) || 0);
  return Array.from({ length: Math.max(0, number) }, (_, index) => ({
    mime: form[`MediaContentType${index}`] ?? null,
    url: form[`MediaUrl${index}`] ?? null,
  }));
}

function twiml(reply: string | null): HttpReply {
  const response = new twilio.twiml.MessagingResponse();
  if (reply !== null) response.message(reply);
  return { status: 200, type: 'text/xml', body: response.toString() };
}
