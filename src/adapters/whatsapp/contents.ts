import type { Log } from '../../ports/log.js';
import type { TwilioClient } from './twilio-client.js';

/** What a message with buttons is sent by: a Content resource of this shape, and its variables. */
export type ContentUse = { contentSid: string; contentVariables: string };

/** The Content resources of the account: generic ones for buttons in session, and the school's templates. */
export type Contents = {
  /** Null when Twilio has none of this shape and would not make it: the choices are then written out. */
  forChoices: (text: string, choices: readonly { id: string; label: string }[]) => Promise<ContentUse | null>;
  forTemplate: (name: string, language: string) => string | null;
};

/** In session without approval WhatsApp takes three quick replies; a list takes ten items. */
const buttonLimit = 3;
const listLimit = 10;
const buttonTitleLimit = 20;
const listItemLimit = 24;

/** The friendly name under which a template of a language is kept at Twilio. */
export const templateName = (name: string, language: string): string => `terugblik_${name}_${language}`;

/**
 * Reads which resources there are. Generic ones are made when they are first needed (they need no approval).
 * Templates are made by `templates push`: one that is missing lets its message fail, and is shown so.
 */
export async function loadContents(client: TwilioClient, listButton: string, log: Log): Promise<Contents> {
  const sids = new Map<string, Promise<string | null>>();
  for (const { friendlyName, sid } of await client.content.v1.contents.list()) {
    sids.set(friendlyName, Promise.resolve(sid));
  }
  const templates = new Map<string, string>();
  for (const [name, sid] of sids) templates.set(name, (await sid) ?? '');
  const find = (shape: Shape): Promise<string | null> => {
    const known = sids.get(shape.name);
    if (known) return known;
    const made = make(client, shape, listButton, log).catch((error: unknown) => {
      log.error('whatsapp.content_refused', error, { name: shape.name });
      sids.delete(shape.name);
      return null;
    });
    sids.set(shape.name, made);
    return made;
  };
  return {
    forChoices: async (text, choices) => {
      if (choices.length > listLimit) return null;
      const { lines, breaks } = splitLines(text);
      const contentSid = await find(shapeOf(choices.length, breaks));
      return contentSid === null ? null : { contentSid, contentVariables: variables(lines, choices) };
    },
    forTemplate: (name, language) => templates.get(templateName(name, language)) ?? null,
  };
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

const numbered = (values: readonly string[]): Record<string, string> =>
  Object.fromEntries(values.map((value, index) => [String(index + 1), value]));
