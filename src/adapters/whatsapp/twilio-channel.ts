import { TerugblikError } from '../../core/errors.js';
import type { Address, OutMessage } from '../../core/thread/message.js';
import type { Channel, LookUp, SendResult, TemplateVersion } from '../../ports/channel.js';
import type { Download } from '../../ports/download.js';
import type { Log } from '../../ports/log.js';
import { createContents, numbered, type Contents } from './contents.js';
import { forgetAtTwilio, takenInAt } from './forget.js';
import { twilioHistory } from './history.js';
import { twilioMedia } from './media.js';
import { failedSend } from './outcomes.js';
import { chooseTemplate, onlyButton } from './template-choice.js';
import { listTemplates } from './templates.js';
import { createTwilioClient, type TwilioClient, type TwilioOptions } from './twilio-client.js';

export type TwilioChannelOptions = {
  account: TwilioOptions;
  /** Our sender, `whatsapp:+31…`. */
  from: string;
  /** Where Twilio reports what became of a message; the entry's id is added. */
  statusUrl: string;
  /** What stands on the button that opens a list. */
  listButton: string;
  /** The wordings of the templates and where WhatsApp stood on them when somebody last looked. */
  keptTemplates: () => Promise<readonly TemplateVersion[]>;
  /** Fetches the files that people send; absent: they stay at Twilio. */
  download?: Download;
  log: Log;
};

type Parts = Pick<TwilioChannelOptions, 'from' | 'keptTemplates' | 'log'> & {
  client: TwilioClient;
  contents: Contents;
};

/** WhatsApp through Twilio: one `POST Messages` per attempt. Nothing is asked of Twilio before it is needed. */
export function createTwilioChannel(options: TwilioChannelOptions): Channel {
  const { account, from, keptTemplates, log, listButton, statusUrl, download } = options;
  const client = createTwilioClient(account);
  const parts: Parts = {
    from,
    keptTemplates,
    log,
    client,
    contents: createContents(client, listButton, log),
  };
  const apiUrl = account.apiUrl ?? twilioApi;
  const tapped = async (words: string): Promise<string | null> => onlyButton(await keptTemplates(), words);
  return {
    name: 'whatsapp',
    send: async (to, entry, message) => {
      const composed = await compose(parts, message).catch(notComposed);
      if (composed.kind === 'result') return composed.result;
      try {
        const sent = await client.messages.create({
          from,
          to: whatsapp(to),
          statusCallback: `${statusUrl}?entry=${encodeURIComponent(entry)}`,
          ...composed.request,
        });
        return { status: 'sent', providerId: sent.sid, final: false };
      } catch (error) {
        return failedSend(error);
      }
    },
    lookUp: (to, message, since, known) => lookUp(client, to, message, { since, known }),
    history: (since) => twilioHistory({ client, from, apiUrl, tapped }, since),
    templates: () => listTemplates(client),
    forget: (who, what) => forgetAtTwilio(client, who, what),
    takenInAt: (sid) => takenInAt(client, sid),
    ...(download === undefined ? {} : { media: twilioMedia({ ...account, client, download }) }),
  };
}

const twilioApi = 'https://api.twilio.com';

const whatsapp = (to: Address): string => `whatsapp:${to.address}`;

type Request = { body: string } | { contentSid: string; contentVariables: string };
type Composed = { kind: 'request'; request: Request } | { kind: 'result'; result: SendResult };

const request = (given: Request): Composed => ({ kind: 'request', request: given });

/** The templates could not be read: nothing has left. */
function notComposed(error: unknown): Composed {
  const reason = error instanceof TerugblikError ? error.code : 'not composed';
  return { kind: 'result', result: { status: 'retry', afterMs: null, reason } };
}

/** A template outside the window, a generic resource for buttons, plain words otherwise. Cards are for Teams. */
async function compose(parts: Parts, message: OutMessage): Promise<Composed> {
  if (message.kind === 'card') return request({ body: message.card.summary });
  const { choices, text, template } = message;
  if (template !== null) return composeTemplate(parts, { ...message, template });
  if (choices.length === 0) return request({ body: text });
  const content = await parts.contents.forChoices(text, choices);
  if (content !== null) return request(content);
  // Without a resource the choices are written out, to be answered by their number.
  const lines = choices.map((choice, index) => `${index + 1}. ${choice.label}`);
  return request({ body: `${text}\n\n${lines.join('\n')}` });
}

async function composeTemplate(
  { keptTemplates, log }: Parts,
  message: Parameters<typeof chooseTemplate>[1],
): Promise<Composed> {
  const { name, language, variables } = message.template;
  const chosen = chooseTemplate(await keptTemplates(), message);
  if (chosen.kind === 'none') return { kind: 'result', result: chosen.result };
  const { version, others } = chosen;
  if (others !== null)
    log.warn('whatsapp.template_other_words', { name, language, sent: version.version, own: others });
  return request({ contentSid: version.sid, contentVariables: JSON.stringify(numbered(variables)) });
}

/** Twilio's times have no milliseconds, its clock is not ours, and ours are not one another's. */
const clockTolerance = 15_000;

/** An attempt is given up long before this: what was made later belongs to another one. */
const attemptSpan = 60_000;

/**
 * Looks for a message to this person with these words, made around the attempt and by no other entry; of several
 * the nearest. Twilio gives no way to mark a message, so the same words twice in a minute cannot be told apart.
 */
async function lookUp(
  client: TwilioClient,
  to: Address,
  message: OutMessage,
  attempt: { since: number; known: readonly string[] },
): Promise<LookUp> {
  if (message.kind === 'card') return { found: 'cannot_tell' };
  const from = attempt.since - clockTolerance;
  const words = [message.text, message.template?.text].filter((text) => text !== undefined);
  try {
    const listed = await client.messages.list({
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
