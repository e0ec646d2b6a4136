import type { Effort } from '../signals/types.js';
import type { ScriptValue } from './schema.js';
import { saidIn, type Answer, type ConversationState, type Part } from './state.js';

/** A name that has another value now. */
type Saved = { name: string; was: string; value: ScriptValue };

/** A state in which words were changed, with what is kept under a name. */
export type Reworded = { state: ConversationState; saved: Saved[]; replaced: Part[] };

/**
 * Puts other words in the place of a message, or takes them away (null): in the answer that it is a part of, in one
 * half given, and in what was kept of it. The same twice is once; a message that is part of no answer changes nothing.
 */
export function reword(
  before: ConversationState,
  id: string,
  text: string | null,
  effort?: Effort,
): Reworded {
  const swap = (parts: readonly Part[]): Part[] =>
    parts.map((part) => (part.id === id ? { ...part, text: text ?? '' } : part));
  const holds = ({ parts }: { parts: readonly Part[] }): boolean => parts.some((part) => part.id === id);
  const change = (answer: Answer): Answer =>
    holds(answer) ? withParts(answer, swap(answer.parts), text === null, effort) : answer;
  const done = changeAnswers(before, change);
  const parts = (one: { parts: Part[] }) => (holds(one) ? swap(one.parts) : one.parts);
  const state: ConversationState = {
    ...done.state,
    open: done.state.open.map((question) => ({ ...question, parts: parts(question) })),
    back: done.state.back.map((one) => ({
      ...one,
      open: { ...one.open, parts: parts(one.open) },
      ...(one.replaced === undefined
        ? {}
        : { replaced: { ...one.replaced, answer: change(one.replaced.answer) } }),
    })),
  };
  return { ...done, state };
}

/** A value that a taken-back answer would give back is changed with the answer that it is of. */
function renamed<V extends ScriptValue | null>(
  values: Record<string, V>,
  { answers }: ConversationState,
  change: (answer: Answer) => Answer,
): Record<string, V | string> {
  const entries = Object.entries(values).map(([name, value]): [string, V | string] => {
    const of = answers.find(
      (one) => (one.save === name || one.good === name) && one.choice === undefined && one.text === value,
    );
    return [name, of === undefined ? value : change(of).text];
  });
  return Object.fromEntries(entries);
}

/** Other words for the answer to this question of the talk, or more of them; null where it has none in words. */
export function amend(
  before: ConversationState,
  asked: number,
  parts: readonly Part[],
  effort: Effort,
  how: 'instead' | 'beside' = 'instead',
): Reworded | null {
  const at = before.answers.findLastIndex((one) => one.asked === asked && one.choice === undefined);
  const old = before.answers[at];
  if (asked === 0 || old === undefined) return null;
  const all = how === 'instead' ? [...parts] : [...old.parts, ...parts];
  const change = (one: Answer): Answer => (one === old ? withParts(one, all, false, effort) : one);
  return { ...changeAnswers(before, change), replaced: how === 'instead' ? old.parts : [] };
}

function withParts(answer: Answer, parts: Part[], removed: boolean, effort?: Effort): Answer {
  const { skipped, choice, ...rest } = answer;
  const text = saidIn(parts);
  const inWords = answer.effort !== undefined || (skipped === true && answer.text === '');
  const judged = effort === undefined || !inWords ? {} : { effort };
  // A choice that was not understood stays one.
  const passed = text === '' || (skipped === true && answer.text !== '');
  // Words for a tap or a number do not make another choice of it; words that are gone take it along.
  const undone = choice !== undefined && removed && text === '';
  const chosen = choice === undefined || undone ? {} : { choice };
  const kept = undone ? nameless(rest) : rest;
  return { ...kept, ...judged, ...chosen, parts, text, ...(passed ? { skipped: true } : {}) };
}

/** Words that take the place of a choice that was taken away are no choice: they are kept under no name. */
function nameless<T extends Pick<Answer, 'save' | 'good'>>(answer: T): Omit<T, 'save' | 'good'> {
  const { save: _save, good: _good, ...rest } = answer;
  return rest;
}

/** Changes answers, with what is kept of them and what would be given back. */
function changeAnswers(before: ConversationState, change: (answer: Answer) => Answer): Reworded {
  const answers = before.answers.map(change);
  const values = { ...before.values };
  const saved = before.answers.flatMap((old, at) => {
    const answer = answers[at];
    return answer === undefined || answer === old ? [] : keepNames(values, old, answer);
  });
  const back = before.back.map((one) => ({ ...one, values: renamed(one.values, before, change) }));
  return { state: { ...before, answers, values, back }, saved, replaced: [] };
}

/** What is kept of an answer under its names follows it. */
function keepNames(values: ConversationState['values'], old: Answer, answer: Answer): Saved[] {
  const names = [old.save, old.good].filter((name) => name !== undefined);
  if (old.choice !== undefined) {
    // Which work it was stays known.
    if (answer.choice === undefined && old.save !== undefined && old.save !== 'assignment')
      delete values[old.save];
    return [];
  }
  return names.flatMap((name): Saved[] => {
    // A later answer under the same name stands, and so does a choice that was made of the words.
    if (values[name] !== old.text && !(old.text === '' && values[name] === undefined)) return [];
    if (answer.text === '') delete values[name];
    else values[name] = answer.text;
    return [{ name, was: old.text, value: answer.text }];
  });
}
