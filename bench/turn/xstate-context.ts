import { holds, type Condition } from '../../src/core/script/condition.js';
import type { AskSource, ScriptValue } from '../../src/core/script/schema.js';
import {
  assignmentIn,
  type AskStep,
  type Content,
  type Script,
  type Variants,
} from '../../src/core/script/model.js';
import { fitting, leastRecent, markUsed, promptPool } from '../../src/core/script/variants.js';
import { hintsAllowed } from '../../src/core/script/answer.js';
import type { Given } from './walk.js';

/** What the machine remembers of a talk: the same as a state of ours, as far as the walk needs it. */
export type Context = {
  values: Record<string, ScriptValue>;
  skills: readonly string[];
  used: readonly string[];
  answers: readonly { step: string; question: string; text: string; label?: string; choice?: string }[];
  /** The skills of the loop and which of them it is at. */
  loop: { items: readonly string[]; index: number } | null;
  /** The open question. */
  open: { key: string; hints: number; misses: number; parts: readonly string[] };
  hintsGiven: number;
};

/** Whether a condition of the script holds; the walk says nothing that a summary leaves out. */
export const isTrue = (condition: Condition, { values, answers }: Context): boolean =>
  holds(condition, { ...values, hasSummary: answers.some(({ label }) => label !== undefined) });

export const skillOf = ({ loop }: Context): string | null => loop?.items[loop.index] ?? null;

/** Chooses the words of a step that this student read longest ago. */
export function rotated(content: Content, context: Context, variants: Variants): Context {
  const skill = skillOf(context);
  const { texts, only }: Variants =
    variants.texts.length > 0 || skill === null
      ? variants
      : { texts: promptPool(content, skill), only: new Map() };
  const key = leastRecent(
    fitting({ texts, only }, (condition) => isTrue(condition, context), context.used),
    context.used,
  );
  const used = texts.length > 1 ? markUsed(context.used, key) : context.used;
  return { ...context, used, open: { key, hints: 0, misses: 0, parts: [] } };
}

/** The next rung of help for an answer that is not enough; null where it is, or where there is none left. */
export function hintFor(context: Context, step: AskStep, script: Script, given: Given): string | null {
  const wanted = step.ask.enough ?? 'ok';
  const enough =
    given.unread ||
    wanted === 'any' ||
    given.effort === 'ok' ||
    (wanted === 'thin' && given.effort === 'thin');
  if (enough || context.hintsGiven >= script.nudges) return null;
  const allowed = hintsAllowed(step, Number(context.values['streak'] ?? 0));
  const rung = (['frame', 'example', 'starter'] as const)[context.open.hints];
  if (rung === undefined || context.open.hints >= allowed) return null;
  if (step.ask.hints !== undefined) return step.ask.hints[rung];
  return step.texts.length > 0 || skillOf(context) === null
    ? null
    : context.open.key.replace(/\.question$/u, `.${rung}`);
}

/** Help was given: what was said stays with the question. */
export const hinted = (context: Context, given: Given): Context => ({
  ...context,
  hintsGiven: context.hintsGiven + 1,
  open: { ...context.open, hints: context.open.hints + 1, parts: [...context.open.parts, given.text] },
});

/** The answer is taken: it stands with the others, and its name has a value. */
export function taken(content: Content, context: Context, step: AskStep, given: Given): Context {
  const { ask } = step;
  const text = [...context.open.parts, given.text].join('\n');
  const answer = {
    step: step.id,
    question: context.open.key,
    text,
    ...(ask.summary === undefined ? {} : { label: ask.summary }),
    ...(given.choice === null ? {} : { choice: given.choice }),
  };
  const values = { ...context.values, ...saved(context, ask, given, text) };
  return withAssignment(content, { ...context, values, answers: [...context.answers, answer] }, ask);
}

/** The names that an answer sets. */
export function saved(
  context: Context,
  ask: AskSource,
  given: Given,
  text: string,
): Record<string, ScriptValue> {
  if (ask.kind !== 'text') {
    const value = ask.kind === 'confirm' ? given.choice === 'ja' : (given.choice ?? '');
    return ask.save === undefined ? {} : { [ask.save]: value };
  }
  const wanted = ask.enough ?? 'ok';
  const enough = wanted === 'any' || given.effort === 'ok' || (wanted === 'thin' && given.effort === 'thin');
  const good = enough && context.open.hints === 0;
  const streak = Number(context.values['streak'] ?? 0);
  return {
    ...(ask.save === undefined ? {} : { [ask.save]: text }),
    ...(ask.good === undefined || !enough ? {} : { [ask.good]: text }),
    ...(ask.enough === 'any' ? {} : { streak: good ? streak + (given.depth > 0 ? 1 : 0) : 0 }),
  };
}

function withAssignment(content: Content, context: Context, { save }: AskSource): Context {
  if (save !== 'assignment') return context;
  const chosen = assignmentIn(
    content,
    String(context.values['sector'] ?? ''),
    Number(context.values['assignment']),
  );
  const values = { ...context.values, hasAssignment: chosen !== null };
  return { ...context, values, skills: chosen?.skills ?? [] };
}
