import type { Address, OutMessage } from '../../core/thread/message.js';
import type { Channel, LookUp } from '../../ports/channel.js';
import type { Contents } from './contents.js';
import { failedSend } from './outcomes.js';
import type { TwilioClient } from './twilio-client.js';

export type TwilioChannelOptions = {
  client: TwilioClient;
  contents: Contents;
  /** Our sender, `whatsapp:+31…`. */
  from: string;
  /** Where Twilio reports what became of a message; the entry's id is added. */
  statusUrl: string;
};

/** WhatsApp through Twilio: one `POST Messages` per attempt. */
export function createTwilioChannel(options: TwilioChannelOptions): Channel {
  return {
    name: 'whatsapp',
    send: async (to, entry, message) => {
      const request = await requestFor(options, message);
      if (request === null) return { status: 'failed', reason: 'no template for it', blocks: false };
      try {
        const sent = await options.client.messages.create({
          from: options.from,
          to: whatsapp(to),
          statusCallback: `${options.statusUrl}?entry=${encodeURIComponent(entry)}`,
          ...request,
        });
        return { status: 'sent', providerId: sent.sid, final: false };
      } catch (error) {
        return failedSend(error);
      }
    },
    lookUp: (to, message, since, known) => lookUp(options, to, message, { since, known }),
  };
}

const whatsapp = (to: Address): string => `whatsapp:${to.address}`;

type Request = { body: string } | { contentSid: string; contentVariables: string };

/** A template outside the window, a generic resource for buttons, plain words otherwise. Cards are for Teams. */
async function requestFor({ contents }: TwilioChannelOptions, message: OutMessage): Promise<Request | null> {
  if (message.kind === 'card') return { body: message.card.summary };
  if (message.template !== null) {
    const { name, language, variables } = message.template;
    const contentSid = contents.forTemplate(name, language);
    if (contentSid === null) return null;
    const filled = Object.fromEntries(variables.map((value, index) => [String(index + 1), value]));
    return { contentSid, contentVariables: JSON.stringify(filled) };
  }
  const { choices, text } = message;
  if (choices.length === 0) return { body: text };
  const content = await contents.forChoices(text, choices);
  if (content !== null) return content;
  // Without a resource the choices are written out, to be answered by their number.
  const lines = choices.map((choice, index) => `${index + 1}. ${choice.label}`);
  return { body: `${text}\n\n${lines.join('\n')}` };
}

/** Twilio's times have no milliseconds, and its clock is not ours. */
const clockTolerance = 5000;

/** An attempt is given up long before this: what was made later belongs to another one. */
const attemptSpan = 60_000;

/**
 * Looks for a message to this person with these words, made around the attempt and by no other entry; of several
 * the nearest. Twilio gives no way to mark a message, so the same words twice in a minute cannot be told apart.
 */
async function lookUp(
  options: TwilioChannelOptions,
  to: Address,
  message: OutMessage,
  attempt: { since: number; known: readonly string[] },
): Promise<LookUp> {
  if (message.kind === 'card') return { found: 'cannot_tell' };
  const from = attempt.since - clockTolerance;
  const words = [message.text, message.template?.text].filter((text) => text !== undefined);
  try {
    const listed = await options.client.messages.list({
      to: whatsapp(to),
      dateSentAfter: new Date(from),
      limit: 200,
    });
    const [nearest] = listed
      .map((one) => ({ sid: one.sid, body: one.body, away: one.dateCreated.getTime() - attempt.since }))
      .filter(({ away }) => away >= -clockTolerance && away <= attemptSpan)
      .filter(({ sid, body }) => !attempt.known.includes(sid) && words.some((text) => body.startsWith(text)))
      .sort((a, b) => Math.abs(a.away) - Math.abs(b.away));
    return nearest ? { found: true, providerId: nearest.sid } : { found: false };
  } catch {
    return { found: 'later' };
  }
}
