import type { Log } from '../../ports/log.js';
import type { TwilioClient } from './twilio-client.js';

/** What a message with buttons is sent by: a Content resource of this shape, and its variables. */
export type ContentUse = { contentSid: string; contentVariables: string };

/** The generic Content resources of the account, for buttons within the 24 hours. */
export type Contents = {
  /** Null when Twilio has none of this shape and would not make it: the choices are then written out. */
  forChoices: (text: string, choices: readonly { id: string; label: string }[]) => Promise<ContentUse | null>;
};

/** In session without approval WhatsApp takes three quick replies; a list takes ten items. */
const buttonLimit = 3;
const listLimit = 10;
const buttonTitleLimit = 20;
const listItemLimit = 24;

/**
 * Generic resources need no approval. Which there are is read when the first is needed, and one that is missing is made
 * then; while Twilio does not answer, choices are written out and the next message asks again.
 */
export function createContents(client: TwilioClient, listButton: string, log: Log): Contents {
  let known: Promise<Map<string, Promise<string>>> | null = null;
  const sids = (): Promise<Map<string, Promise<string>>> => {
    known ??= readKnown(client).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
  const find = async (shape: Shape): Promise<string | null> => {
    try {
      const resources = await sids();
      const there = resources.get(shape.name) ?? make(client, shape, listButton, log);
      resources.set(shape.name, there);
      there.catch(() => resources.delete(shape.name));
      return await there;
    } catch (error) {
      log.error('whatsapp.content_refused', error, { name: shape.name });
      return null;
    }
  };
  return {
    forChoices: async (text, choices) => {
      if (choices.length > listLimit) return null;
      const { lines, breaks } = splitLines(text);
      const contentSid = await find(shapeOf(choices.length, breaks));
      return contentSid === null ? null : { contentSid, contentVariables: variables(lines, choices) };
    },
  };
}

async function readKnown(client: TwilioClient): Promise<Map<string, Promise<string>>> {
  const listed = await client.content.v1.contents.list({ pageSize: 500 });
  return new Map(listed.map(({ friendlyName, sid }) => [friendlyName, Promise.resolve(sid)]));
}

/** Variables may hold no line breaks (Twilio), so a resource is made for each pattern of lines: `b3_212`. */
type Shape = { name: string; count: number; breaks: readonly string[] };

function shapeOf(count: number, breaks: readonly string[]): Shape {
  const kind = count <= buttonLimit ? 'buttons' : 'list';
  const pattern = breaks.map((one) => one.length).join('');
  return { name: `terugblik_${kind}_${count}_${pattern === '' ? '0' : pattern}`, count, breaks };
}

function splitLines(text: string): { lines: string[]; breaks: string[] } {
  const parts = text.trim().split(/[ \t]*(\n{1,2})\n*[ \t]*/);
  return {
    lines: parts.filter((_, index) => index % 2 === 0),
    breaks: parts.filter((_, index) => index % 2 === 1),
  };
}

async function make(client: TwilioClient, shape: Shape, listButton: string, log: Log): Promise<string> {
  const made = await client.content.v1.contents.create(generic(shape, listButton) as never);
  log.info('whatsapp.content_made', { name: shape.name });
  return made.sid;
}

/** First the lines of the text, then a title and an id for each choice. */
function generic(shape: Shape, listButton: string) {
  const lines = shape.breaks.length + 1;
  const body = shape.breaks.reduce((text, one, index) => `${text}${one}{{${index + 2}}}`, '{{1}}');
  const choices = Array.from({ length: shape.count }, (_, index) => ({
    title: `{{${lines + 1 + index * 2}}}`,
    id: `{{${lines + 2 + index * 2}}}`,
  }));
  const samples = [
    ...Array.from({ length: lines }, (_, index) => `Regel ${index + 1}`),
    ...choices.flatMap((_, index) => [`Keuze ${index + 1}`, `keuze_${index + 1}`]),
  ];
  return {
    friendly_name: shape.name,
    language: 'nl',
    variables: numbered(samples),
    types:
      shape.count <= buttonLimit
        ? { 'twilio/quick-reply': { body, actions: choices } }
        : {
            'twilio/list-picker': {
              body,
              button: listButton,
              items: choices.map(({ title, id }) => ({ item: title, id })),
            },
          },
  };
}

function variables(lines: readonly string[], choices: readonly { id: string; label: string }[]): string {
  const limit = choices.length <= buttonLimit ? buttonTitleLimit : listItemLimit;
  const titles = choices.flatMap(({ id, label }) => [[...label].slice(0, limit).join(''), id]);
  return JSON.stringify(numbered([...lines, ...titles]));
}

/** Values by their number, as the Content API names them. */
export const numbered = (values: readonly string[]): Record<string, string> =>
  Object.fromEntries(values.map((value, index) => [String(index + 1), value]));
