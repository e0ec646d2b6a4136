import type { Inbound, InboundContent } from '../../core/thread/message.js';
import type { HistorySpan, PastMessage } from '../../ports/channel.js';
import { addressOf, mediaContent, noWords } from './message-content.js';
import { named, reportStatus, requestFailed } from './outcomes.js';
import type { TwilioClient } from './twilio-client.js';

export type HistoryOptions = {
  client: TwilioClient;
  /** Our sender, `whatsapp:+31…`. */
  from: string;
  /** Where media are fetched: Twilio's API, as its webhooks name it. */
  apiUrl: string;
  /** The button that these words can only come from, or null. */
  tapped: (words: string) => Promise<string | null>;
};

/** Messages asked for at once; an ordinary round is one page, Twilio gives at most 1,000. */
const pageSize = 200;

type Message = Awaited<ReturnType<TwilioClient['messages']['list']>>[number];

/**
 * Lists what went to and from our sender, through Twilio's API (Messages: list; DateSent is the moment at which Twilio
 * sent the webhook, or the message). The documented filter has whole days, the client sends times: either way at least
 * what was asked for comes, and the rest is left out here. Messages that failed before they left have no DateSent and
 * are not listed.
 */
export async function* twilioHistory(
  options: HistoryOptions,
  since: HistorySpan,
): AsyncGenerator<PastMessage> {
  const { messages } = options.client;
  try {
    const inbound = { to: options.from, dateSentAfter: new Date(since.in), pageSize };
    for await (const one of everyOne(messages.page(inbound))) {
      if (one.direction === 'inbound' && sentAt(one) >= wholeSecond(since.in)) yield incoming(options, one);
    }
    const outbound = { from: options.from, dateSentAfter: new Date(since.out), pageSize };
    for await (const one of everyOne(messages.page(outbound))) {
      const past = sentAt(one) >= wholeSecond(since.out) ? outgoing(one) : null;
      if (past !== null) yield past;
    }
  } catch (error) {
    throw requestFailed(error);
  }
}

type Paged = { instances: Message[]; nextPage: () => Promise<Paged> | undefined };

async function* everyOne(first: Promise<Paged>): AsyncGenerator<Message> {
  for (let page: Paged | undefined = await first; page !== undefined; page = await page.nextPage())
    yield* page.instances;
}

/** The API has whole seconds. */
const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000;

/** The type promises a moment that the API may leave out. */
const sentAt = (one: Message): number => ((one.dateSent as Date | null) ?? one.dateCreated).getTime();

function incoming(options: HistoryOptions, one: Message): PastMessage {
  const address = addressOf(one.from);
  const at = sentAt(one);
  const read = async (): Promise<Inbound> => ({
    channel: 'whatsapp',
    address,
    providerId: one.sid,
    at,
    ref: null,
    content: await contentOf(options, one),
  });
  return { direction: 'in', providerId: one.sid, address, at, words: one.body, read };
}

/** What the webhook would have said, without the button that was tapped and the kind of a message without words. */
async function contentOf(options: HistoryOptions, one: Message): Promise<InboundContent> {
  if (Number(one.numMedia) > 0) return attachment(options, one);
  if (one.body === '') return noWords(null);
  const button = await options.tapped(one.body);
  return button === null
    ? { type: 'text', text: one.body }
    : { type: 'button', payload: button, label: one.body };
}

/** Attachments are a list of their own; one that was deleted since leaves its place. */
async function attachment({ client, apiUrl }: HistoryOptions, one: Message): Promise<InboundContent> {
  try {
    const listed = await client.messages(one.sid).media.list({ limit: 10 });
    const files = listed.map(({ contentType, uri }) => ({
      mime: contentType,
      url: new URL(uri.replace(/\.json$/, ''), apiUrl).toString(),
    }));
    return mediaContent(files.length > 0 ? files : [{ mime: null, url: null }], one.body, null);
  } catch (error) {
    throw requestFailed(error);
  }
}

/** Only what has come to its end, and was sent through the API: replies in a webhook's answer are nobody's entry. */
function outgoing(one: Message): PastMessage | null {
  const code = (one.errorCode as number | null) === null ? null : String(one.errorCode);
  const status = reportStatus(one.status, code);
  if (status === null || status === 'sent' || one.direction !== 'outbound-api') return null;
  return {
    direction: 'out',
    changedAt: one.dateUpdated.getTime(),
    report: {
      channel: 'whatsapp',
      entry: null,
      address: addressOf(one.to),
      providerId: one.sid,
      status,
      code: code === null ? null : named(code),
    },
  };
}
