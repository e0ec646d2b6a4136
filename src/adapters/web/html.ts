import { html as template, raw } from 'hono/html';

/** Markup in which everything that somebody wrote is escaped. */
export type Html = { toString(): string };

/** Puts values into markup: each is shown as text, unless it came out of this same tag. */
export const html = (parts: TemplateStringsArray, ...values: unknown[]): Html =>
  // A promise comes out only where one was put in; we put in none.
  template(parts, ...values);

/** Markup of our own that is put in as it stands. Never for anything that came from outside. */
export const trusted = (markup: string): Html => raw(markup);

/** Marks that turn the direction of text: what follows one reads as something else than was written. */
const turning = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const named = (mark: string): string =>
  `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** A text in which marks that turn the direction of what follows are spelled out. */
export const marksSpelled = (text: string): string => text.replace(turning, named);

/**
 * What a person wrote, between quotation marks: in its own direction without turning what stands around it, with marks
 * that would deceive the reader spelled out. The quotation marks also keep a spreadsheet from reading a formula.
 */
export const quoted = (words: string): Html => html`<q><bdi dir="auto">${marksSpelled(words)}</bdi></q>`;

/** A name, or anything short from the roster. */
export const plainly = (text: string): Html => html`<bdi>${marksSpelled(text)}</bdi>`;
