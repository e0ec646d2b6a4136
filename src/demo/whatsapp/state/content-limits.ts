import type { Choices } from '../types.js';
import type { ContentShape, ContentTypes } from './content.js';
import { shapeOf, textsOf } from './content.js';

const placeholder = /\{\{\s*(\w+)\s*\}\}/g;

/** The names of the variables in a text, in order. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? '');
}

/** Fills in the variables; the caller has checked that all of them have a value. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(placeholder, (_whole, name: string) => values[name] ?? '');
}

/** A content with its variables filled in. */
export function fillShape(shape: ContentShape, values: Readonly<Record<string, string>>): ContentShape {
  const put = (text: string): string => fill(text, values);
  switch (shape.type) {
    case 'twilio/text':
      return { type: shape.type, body: put(shape.body) };
    case 'twilio/quick-reply': {
      const actions = shape.actions.map((action) => ({
        title: put(action.title),
        id: action.id === undefined ? undefined : put(action.id),
      }));
      return { type: shape.type, body: put(shape.body), actions };
    }
    case 'twilio/list-picker': {
      const items = shape.items.map((item) => ({
        id: put(item.id),
        item: put(item.item),
        description: item.description === undefined ? undefined : put(item.description),
      }));
      return { type: shape.type, body: put(shape.body), button: put(shape.button), items };
    }
  }
}

/** What a person can tap on a filled-in content. A quick reply without an id answers with its title. */
export function choicesOf(shape: ContentShape): Choices {
  switch (shape.type) {
    case 'twilio/text':
      return { kind: 'none' };
    case 'twilio/quick-reply':
      return {
        kind: 'buttons',
        buttons: shape.actions.map(({ id, title }) => ({ id: id ?? title, title })),
      };
    case 'twilio/list-picker':
      return {
        kind: 'list',
        button: shape.button,
        items: shape.items.map(({ id, item, description }) => ({
          id,
          title: item,
          description: description ?? null,
        })),
      };
  }
}

function tooLong(what: string, text: string, limit: number): string | null {
  const length = [...text].length;
  return length > limit ? `${what} has ${length} characters, at most ${limit} are allowed` : null;
}

function repeated(what: string, texts: readonly string[]): string | null {
  return new Set(texts).size < texts.length ? `${what} must differ from each other` : null;
}

/**
 * What WhatsApp has against a filled-in content: lengths, and titles or ids that are the same. Null when
 * nothing. The number of buttons is judged apart, because an approved template may have more of them.
 */
export function contentObjection(shape: ContentShape): string | null {
  switch (shape.type) {
    case 'twilio/text':
      return tooLong('body', shape.body, 1600);
    case 'twilio/quick-reply': {
      const titles = shape.actions.map((action) => action.title);
      const long = titles.map((title) => tooLong('a button title', title, 20));
      return firstOf([tooLong('body', shape.body, 1024), ...long, repeated('button titles', titles)]);
    }
    case 'twilio/list-picker': {
      const long = shape.items.flatMap((item) => [
        tooLong('an item', item.item, 24),
        tooLong('a description', item.description ?? '', 72),
      ]);
      const ids = shape.items.map((item) => item.id);
      const button = tooLong('the list button', shape.button, 20);
      return firstOf([tooLong('body', shape.body, 1024), button, ...long, repeated('item ids', ids)]);
    }
  }
}

function firstOf(objections: readonly (string | null)[]): string | null {
  return objections.find((objection) => objection !== null) ?? null;
}

/** Why WhatsApp would not approve a template; null when it would. */
export function approvalObjection(
  types: ContentTypes,
  samples: Readonly<Record<string, string>>,
): string | null {
  const shape = shapeOf(types);
  const body = shape.body.trim();
  const missing = textsOf(shape)
    .flatMap(variablesIn)
    .find((name) => (samples[name] ?? '') === '');
  if (missing !== undefined) return `variable {{${missing}}} has no sample`;
  if (/^\{\{|\}\}$/.test(body)) return 'the body starts or ends with a variable';
  if (/\}\}\s*\{\{/.test(body)) return 'two variables stand next to each other';
  if (
    shape.type === 'twilio/quick-reply' &&
    shape.actions.some((action) => variablesIn(action.title).length > 0)
  ) {
    return 'a button title has a variable';
  }
  if (
    shape.type === 'twilio/quick-reply' &&
    shape.actions.some((action) => /\p{Extended_Pictographic}/u.test(action.title))
  ) {
    return 'a button title has an emoji';
  }
  return contentObjection(fillShape(shape, samples));
}
