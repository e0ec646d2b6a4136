import { givenNames, renderedNames, replyNames, savedNames, worryNames } from './names.js';
import type { AskStep, Content, Finding, Script, Step } from '../model.js';
import { explanations, keysOf, promptKeys } from '../model.js';

/** What WhatsApp takes (platform.md): the strictest channel sets the limit for both. */
export const limits = {
  plainText: 1600,
  textWithButtons: 1024,
  buttons: 3,
  buttonLabel: 20,
  templateButtons: 10,
  templateBody: 1024,
  listItems: 10,
  listLabel: 24,
} as const;

/** Missing keys in any language, texts and labels over a channel's limit, and unknown names in texts. */
export function checkTexts(content: Content, script: Script): Finding[] {
  const findings: Finding[] = [];
  const given = [...givenNames, ...worryNames, ...replyNames, ...renderedNames];
  const names = new Set<string>([...given, ...savedNames(content)]);
  for (const step of script.steps.values()) {
    const at = (message: string): Finding => ({
      file: script.file,
      line: step.line,
      severity: 'error',
      message,
    });
    for (const key of [...keysOf(step), ...poolKeys(content, step)]) {
      for (const [language, texts] of content.texts) {
        const text = texts.get(key);
        if (text === undefined) findings.push(at(`step ${step.id}: no text ${key} in ${language}`));
        else
          findings.push(
            ...unknownNames(text, names).map((name) =>
              at(`${key} (${language}) names the unknown {{${name}}}`),
            ),
          );
      }
    }
    findings.push(...lengths(content, step).map(at));
    if (step.kind === 'ask') findings.push(...choices(content, step).map(at));
  }
  return findings;
}

function poolKeys(content: Content, step: Step): string[] {
  if (step.kind !== 'ask' || step.texts.length > 0) return [];
  return [...content.skills].flatMap(([skill, count]) => [
    `skills.${skill}.name`,
    ...Array.from({ length: count }, (_, index) => Object.values(promptKeys(skill, index + 1))).flat(),
  ]);
}

/** The names in a text: {{name}}. */
export function namesInText(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([A-Za-z_]+)\s*\}\}/g)].map((match) => match[1] ?? '');
}

const unknownNames = (text: string, known: ReadonlySet<string>): string[] =>
  namesInText(text).filter((name) => !known.has(name));

function lengths(content: Content, step: Step): string[] {
  const buttons = step.kind === 'ask' && step.ask.kind !== 'text';
  const limit = buttons ? limits.textWithButtons : limits.plainText;
  return [...content.texts].flatMap(([language, texts]) =>
    [...(step.kind === 'say' || step.kind === 'ask' ? step.texts : []), ...explained(step)]
      .filter((key) => (texts.get(key)?.length ?? 0) > limit)
      .map((key) => `${key} (${language}) is longer than ${limit} characters`),
  );
}

const explained = (step: Step): string[] => (step.kind === 'ask' ? explanations(step) : []);

function choices(content: Content, step: AskStep): string[] {
  const found: string[] = [];
  const own = step.ask.choices ?? [];
  if (step.ask.kind === 'text' || step.ask.kind === 'confirm') {
    if (own.length > 0) found.push(`step ${step.id}: a ${step.ask.kind} question has no choices of its own`);
    return found;
  }
  if (own.length < 2 && step.ask.options === undefined)
    found.push(`step ${step.id}: a choice needs choices, at least two`);
  if (step.ask.options === undefined && own.length > limits.listItems) {
    found.push(`step ${step.id}: ${own.length} choices; WhatsApp takes ${limits.listItems}`);
  }
  const label = own.length > limits.buttons ? limits.listLabel : limits.buttonLabel;
  const labels = own.map((one) => one.label);
  return [...found, ...longLabels(content, labels, label)];
}

/** Labels that do not fit their button in some language. */
export const longLabels = (content: Content, labels: readonly string[], limit: number): string[] =>
  [...content.texts].flatMap(([language, texts]) =>
    labels
      .filter((label) => (texts.get(label)?.length ?? 0) > limit)
      .map((label) => `${label} (${language}) is longer than ${limit} characters, the limit of its button`),
  );
