import type { Content } from './model.js';

/** A WhatsApp template in one language, as the Content API takes it: numbered variables, fixed buttons. */
export type TemplateText = {
  name: string;
  language: string;
  category: string;
  body: string;
  /** A believable value for each variable: the approval wants samples. */
  samples: string[];
  buttons: { id: string; title: string }[];
};

const samples: Readonly<Record<string, string>> = { name: 'Noor', day: 'dinsdag 24 november' };

/** Every template of the content in every language that has its words. */
export function templateTexts(content: Content): TemplateText[] {
  return [...content.templates.values()].flatMap((template) =>
    [...content.texts].flatMap(([language, texts]) => {
      const words = texts.get(template.text);
      if (words === undefined) return [];
      const body = template.variables.reduce(
        (text, name, index) => text.replaceAll(`{{${name}}}`, `{{${index + 1}}}`),
        words,
      );
      const buttons = template.buttons.map(({ id, label }) => ({ id, title: texts.get(label) ?? id }));
      const filled = template.variables.map((name) => samples[name] ?? name);
      return [{ name: template.name, language, category: template.category, body, samples: filled, buttons }];
    }),
  );
}
