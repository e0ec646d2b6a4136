import type { Content } from './model.js';
import { whatsappLanguage } from './whatsapp-languages.js';

/** A WhatsApp template in one language, as the Content API takes it: numbered variables, fixed buttons. */
export type TemplateText = {
  name: string;
  language: string;
  /** The same language as WhatsApp writes it. */
  whatsappLanguage: string;
  category: string;
  body: string;
  /** A believable value for each variable: the approval wants samples. */
  samples: string[];
  buttons: { id: string; title: string }[];
};

const samples: Readonly<Record<string, string>> = { name: 'Noor', day: 'dinsdag 24 november' };

/** Every template of the content in every language that has its words and that WhatsApp takes templates in. */
export function templateTexts(content: Content): TemplateText[] {
  return [...content.templates.values()].flatMap((template) =>
    [...content.texts].flatMap(([language, texts]) => {
      const words = texts.get(template.text);
      const code = whatsappLanguage(language);
      if (words === undefined || code === null) return [];
      const { name, category, variables } = template;
      const body = numbered(words, variables);
      const buttons = template.buttons.map(({ id, label }) => ({ id, title: texts.get(label) ?? id }));
      const filled = variables.map((variable) => samples[variable] ?? variable);
      return [{ name, language, whatsappLanguage: code, category, body, samples: filled, buttons }];
    }),
  );
}

const numbered = (words: string, variables: readonly string[]): string =>
  variables.reduce((text, name, index) => text.replaceAll(`{{${name}}}`, `{{${index + 1}}}`), words);

/** One wording of a template in one language, by what it is made of. */
export type VersionName = { name: string; language: string; fingerprint: string };

/**
 * The name under which a wording is kept at Twilio and approved by WhatsApp. An approved template cannot get other
 * words without a new approval, and talks end on the words that they began with: so other words are another name, and
 * the same words find their approval again. `hash` gives hex.
 */
export function versionName(template: TemplateText, hash: (text: string) => string): string {
  const { name, language, category, body, buttons } = template;
  const words = JSON.stringify([category, body, buttons.map(({ id, title }) => [id, title])]);
  return `terugblik_${name}_${language}_${hash(words).slice(0, fingerprintLength)}`;
}

const fingerprintLength = 8;
const version = new RegExp(`^terugblik_(.+)_([a-z]{2})_([0-9a-f]{${fingerprintLength}})$`);

/** A template to be known at Twilio, with the name of its wording. */
export type TemplateDefinition = TemplateText & { version: string };

/** Every template of the content in every language, as it should stand at Twilio. */
export const templateDefinitions = (content: Content, hash: (text: string) => string): TemplateDefinition[] =>
  templateTexts(content).map((text) => ({ ...text, version: versionName(text, hash) }));

/** Reads such a name; null for anything else that an account may hold. */
export function readVersionName(text: string): VersionName | null {
  const [, name, language, fingerprint] = version.exec(text) ?? [];
  return name === undefined || language === undefined || fingerprint === undefined
    ? null
    : { name, language, fingerprint };
}

/** The numbers of the variables in a body, in their order. */
export const variablesIn = (body: string): number[] =>
  [...body.matchAll(/\{\{(\d+)\}\}/g)].map((match) => Number(match[1]));

/** A body with its variables filled in. */
export const fillBody = (body: string, values: readonly string[]): string =>
  body.replaceAll(/\{\{(\d+)\}\}/g, (_whole, number: string) => values[Number(number) - 1] ?? '');
