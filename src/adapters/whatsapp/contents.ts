import type { Log } from '../../ports/log.js';
import type { TwilioClient } from './twilio-client.js';

/** The Content resources that messages with buttons are sent by: generic ones, and the school's templates. */
export type ContentSids = {
  /** A generic resource for this many choices, or null when there is none. */
  forChoices: (count: number) => string | null;
  forTemplate: (name: string, language: string) => string | null;
};

/** In session without approval WhatsApp takes three quick replies; a list takes ten items. */
export const buttonLimit = 3;
export const listLimit = 10;
export const buttonTitleLimit = 20;
export const listItemLimit = 24;

const choicesName = (count: number): string =>
  count <= buttonLimit ? `terugblik_buttons_${count}` : `terugblik_list_${count}`;

/** The friendly name under which a template of a language is kept at Twilio. */
export const templateName = (name: string, language: string): string => `terugblik_${name}_${language}`;

/**
 * Finds the resources by their names and makes the generic ones that are missing (they need no approval).
 * Templates are made by `terugblik templates push`: here a missing one is only reported, because a message
 * that needs it will be held back and shown as such.
 */
export async function loadContents(client: TwilioClient, listButton: string, log: Log): Promise<ContentSids> {
  const sids = new Map<string, string>();
  for (const content of await client.content.v1.contents.list()) sids.set(content.friendlyName, content.sid);
  for (let count = 1; count <= listLimit; count += 1) {
    const name = choicesName(count);
    if (sids.has(name)) continue;
    const made = await client.content.v1.contents.create(generic(name, count, listButton) as never);
    sids.set(name, made.sid);
    log.info('whatsapp.content_made', { name });
  }
  return {
    forChoices: (count) => sids.get(choicesName(count)) ?? null,
    forTemplate: (name, language) => sids.get(templateName(name, language)) ?? null,
  };
}

/** {{1}} is the text; then a title and an id for each choice. */
function generic(friendlyName: string, count: number, listButton: string) {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const variables: Record<string, string> = { '1': 'Vraag' };
  for (const index of numbers) {
    variables[String(2 + index * 2)] = `Keuze ${index + 1}`;
    variables[String(3 + index * 2)] = `keuze_${index + 1}`;
  }
  const choice = (index: number) => ({ title: `{{${2 + index * 2}}}`, id: `{{${3 + index * 2}}}` });
  const list = {
    body: '{{1}}',
    button: listButton,
    items: numbers.map((i) => ({ item: choice(i).title, id: choice(i).id })),
  };
  return {
    friendly_name: friendlyName,
    language: 'nl',
    variables,
    types:
      count <= buttonLimit
        ? { 'twilio/quick-reply': { body: '{{1}}', actions: numbers.map(choice) } }
        : { 'twilio/list-picker': list },
  };
}

/** The variables of a generic resource for one message. */
export function choiceVariables(text: string, choices: readonly { id: string; label: string }[]): string {
  const limit = choices.length <= buttonLimit ? buttonTitleLimit : listItemLimit;
  const variables: Record<string, string> = { '1': text };
  choices.forEach((choice, index) => {
    variables[String(2 + index * 2)] = [...choice.label].slice(0, limit).join('');
    variables[String(3 + index * 2)] = choice.id;
  });
  return JSON.stringify(variables);
}
