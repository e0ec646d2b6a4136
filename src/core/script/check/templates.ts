import { limits, namesInText } from './texts.js';
import type { Content, Finding, Template } from '../model.js';
import { fillBody, templateTexts, variablesIn, versionName, type TemplateText } from '../templates.js';
import { whatsappLanguage } from '../whatsapp-languages.js';

/**
 * What WhatsApp and Twilio refuse in a template: it is cheaper to hear it here than after a review. Sources:
 * Twilio, "Using variables with Content Templates" (https://www.twilio.com/docs/content/using-variables-with-content-api);
 * Twilio, "twilio/quick-reply" (https://www.twilio.com/docs/content/twilio-quick-reply);
 * Twilio, error 63040 (https://www.twilio.com/docs/api/errors/63040);
 * Meta, template guidelines (https://developers.facebook.com/docs/whatsapp/message-templates/guidelines).
 * Every finding names the line of the template and the file of the words.
 */
export function checkTemplates(content: Content): Finding[] {
  const texts = templateTexts(content);
  return [
    ...[...content.templates.values()].flatMap((template) => missing(content, template)),
    ...[...content.texts.keys()].flatMap((language) => unknownLanguage(content, language)),
    ...texts.flatMap((text) => checkText(content, text, texts)),
  ];
}

type Say = (message: string) => Finding;

/** `templates.yaml:8: template knock (nl, locales/nl/app.json): …` */
const sayer =
  (template: Template, language: string, key = template.text): Say =>
  (message) => ({
    file: template.file,
    line: template.line,
    severity: 'error',
    message: `template ${template.name} (${language}, locales/${language}/${key.split('.')[0] ?? ''}.json): ${message}`,
  });

/** Each language has the words of every template and of its buttons, with the same names in them. */
function missing(content: Content, template: Template): Finding[] {
  return [...content.texts].flatMap(([language, texts]) => {
    const keys = [template.text, ...template.buttons.map((button) => button.label)];
    const absent = keys
      .filter((key) => !texts.has(key))
      .map((key) => sayer(template, language, key)(`no text ${key}`));
    const words = texts.get(template.text);
    return words === undefined ? absent : [...absent, ...names(template, words, sayer(template, language))];
  });
}

/** Variables are numbered in the order of the manifest: one that a language leaves out would be a gap. */
function names(template: Template, words: string, say: Say): Finding[] {
  const used = new Set(namesInText(words));
  return [
    ...template.variables
      .filter((name) => !used.has(name))
      .map((name) => say(`{{${name}}} is not in the text: variables must be numbered without a gap`)),
    ...[...used]
      .filter((name) => !template.variables.includes(name))
      .map((name) => say(`{{${name}}} is not among the variables of the template`)),
  ];
}

/** Students of this language get the template in Dutch outside the window: better than nothing, and to be known. */
function unknownLanguage(content: Content, language: string): Finding[] {
  const [first] = content.templates.values();
  if (first === undefined || whatsappLanguage(language) !== null) return [];
  const message = `WhatsApp takes no templates in ${language} (locales/${language}): its students get them in Dutch`;
  return [{ file: first.file, line: first.line, severity: 'warning', message }];
}

function checkText(content: Content, text: TemplateText, all: readonly TemplateText[]): Finding[] {
  const template = content.templates.get(text.name);
  if (template === undefined) return [];
  const say = sayer(template, text.language);
  return [...nameProblems(text), ...bodyProblems(text), ...twins(text, all), ...buttonProblems(text)].map(
    say,
  );
}

/** Meta: small letters, digits and underscores, at most 512. */
function nameProblems(text: TemplateText): string[] {
  const name = versionName(text, () => '0'.repeat(64));
  if (!/^[a-z0-9_]+$/.test(name)) return ['the name may have small letters, digits and _ only'];
  return name.length > 512 ? [`the name becomes ${name.length} characters long, 512 are allowed`] : [];
}

const variable = String.raw`\{\{\d+\}\}`;
const noWord = String.raw`[^\p{L}\p{N}{}]*`;

/** A variable with only marks beside it counts as the beginning, the end, or as next to the other one (Twilio). */
const rules: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^${noWord}${variable}`, 'u'), 'begins with a variable'],
  [new RegExp(`${variable}${noWord}$`, 'u'), 'ends with a variable: a mark behind it is not enough'],
  [
    new RegExp(`${variable}${noWord}${variable}`, 'u'),
    'two variables stand side by side: put words between them',
  ],
  // Twilio's templates may have line breaks; its list of reasons for a refusal (63040) names them all the same.
  [/[\n\r]/, 'has a line break'],
  [/\t/, 'has a tab'],
  [/ {4}/, 'has four spaces in a row'],
];

function bodyProblems({ body, samples }: TemplateText): string[] {
  const count = new Set(variablesIn(body)).size;
  const words = body
    .replaceAll(/\{\{\d+\}\}/g, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const length = [...fillBody(body, samples)].length;
  return [
    ...rules.filter(([rule]) => rule.test(body)).map(([, message]) => message),
    ...(length > limits.templateBody
      ? [`is ${length} characters long with its samples, ${limits.templateBody} are allowed`]
      : []),
    // Twilio: "for every x variables there need to be 2x+1 non-variable words".
    ...(count > 0 && words < 2 * count + 1
      ? [`${count} variables need at least ${2 * count + 1} words beside them, there are ${words}`]
      : []),
    ...unclosed(body),
  ];
}

/** WhatsApp's marks for bold, italic, struck through and monospace come in pairs. */
function unclosed(body: string): string[] {
  const marks: readonly (readonly [string, RegExp])[] = [
    ['```', /```/g],
    ['*', /\*/g],
    ['_', /_/g],
    ['~', /~/g],
  ];
  return marks
    .filter(([, mark]) => (body.match(mark)?.length ?? 0) % 2 === 1)
    .map(([mark]) => `a ${mark} is not closed`);
}

/** WhatsApp refuses what says the same as another template. */
function twins(text: TemplateText, all: readonly TemplateText[]): string[] {
  const plain = (body: string): string => body.replaceAll(/\s+/g, ' ').trim().toLowerCase();
  const twin = all.find(
    (one) => one.name !== text.name && one.language === text.language && plain(one.body) === plain(text.body),
  );
  return twin === undefined ? [] : [`says the same as the template ${twin.name}`];
}

/** Meta: "Buttons can't have any variables, newlines, emojis, or formatting characters." */
const inTitle: readonly (readonly [RegExp, string])[] = [
  [/\{\{/, 'a variable'],
  [/[\n\r\t]/, 'a line break or tab'],
  [/\p{Extended_Pictographic}/u, 'an emoji'],
  [/[*_~`]/, 'a formatting character'],
];

function buttonProblems({ buttons }: TemplateText): string[] {
  const titles = buttons.map(({ title }) => title.trim().toLowerCase());
  return [
    ...(buttons.length > limits.templateButtons
      ? [`has ${buttons.length} buttons, ${limits.templateButtons} are allowed`]
      : []),
    ...buttons.flatMap(({ id, title }) => [
      ...inTitle
        .filter(([rule]) => rule.test(title))
        .map(([, what]) => `the title of button ${id} has ${what}`),
      ...(title.trim() === '' ? [`button ${id} has no title`] : []),
      // Meta allows 25, Twilio 20 within the window: one limit for a button wherever it stands.
      ...([...title].length > limits.buttonLabel
        ? [`the title of button ${id} is longer than ${limits.buttonLabel} characters`]
        : []),
    ]),
    ...buttons
      .filter((_, index) => titles.indexOf(titles[index] ?? '') < index)
      .map(({ id }) => `button ${id} has the title of another button`),
  ];
}
