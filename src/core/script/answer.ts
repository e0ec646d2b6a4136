import type { ScriptEvent } from './event.js';
import type { AskStep } from './model.js';
import { promptKeys } from './model.js';
import { currentSkill, textRef } from './params.js';
import { askStep, emitQuestion, jump, proceed, save, type Turn } from './run.js';
import type { ScriptValue } from './schema.js';
import type { Answer, OpenQuestion } from './state.js';

type Given = Extract<ScriptEvent, { type: 'answer' }>;

/** How often a choice may be misunderstood before the talk goes on without it. */
const missLimit = 2;

const hintOrder = ['frame', 'example', 'starter'] as const;

/** An answer in free words. Returns false when a hint was given and the question stays open. */
export function answerText(turn: Turn, step: AskStep, given: Given): boolean {
  const open = turn.state.open.at(-1);
  if (!open) return false;
  const said = open.said === '' ? given.text : `${open.said}\n${given.text}`;
  const enough = isEnough(step, given);
  const hint = enough ? null : nextHint(turn, step, open);
  if (hint !== null) {
    turn.state.open[turn.state.open.length - 1] = { ...open, hints: open.hints + 1, said };
    turn.state.hintsGiven += 1;
    turn.effects.push({
      type: 'ask',
      kind: 'text',
      text: textRef(turn.content, turn.state, hint),
      choices: [],
      template: null,
      timeoutAfter: null,
    });
    return false;
  }
  if (step.ask.enough !== 'any') keepStreak(turn, enough && open.hints === 0, given);
  accept(turn, step, open, { text: said, effort: given.effort });
  const empty = given.effort === 'none' && !given.unread;
  if (step.ask.save !== undefined) save(turn, step.ask.save, said, empty);
  if (step.ask.good !== undefined && enough && !empty) save(turn, step.ask.good, said);
  if (given.unread) turn.state.values['unread'] = true;
  proceed(turn, step);
  return true;
}

/** A choice. Returns false when it was not understood and is asked again. */
export function answerChoice(turn: Turn, step: AskStep, given: Given): boolean {
  const open = turn.state.open.at(-1);
  if (!open) return false;
  const { words } = step.ask;
  if (given.choice === null && words !== undefined) {
    accept(turn, step, open, { text: given.text });
    save(turn, words.save, given.text);
    jump(turn, words.to);
    return true;
  }
  if (given.choice === null && open.misses < missLimit) {
    turn.state.open[turn.state.open.length - 1] = { ...open, misses: open.misses + 1 };
    turn.effects.push({ type: 'say', text: textRef(turn.content, turn.state, 'app.choose') });
    emitQuestion(turn, step, open.key);
    return false;
  }
  if (given.choice === null) {
    accept(turn, step, open, { text: given.text, skipped: true });
    proceed(turn, step);
    return true;
  }
  accept(turn, step, open, { text: given.text, choice: given.choice });
  if (step.ask.save !== undefined) saveChoice(turn, step, step.ask.save, given.choice);
  const to = step.ask.choices?.find((choice) => choice.id === given.choice)?.to;
  if (to === undefined) proceed(turn, step);
  else jump(turn, to);
  return true;
}

/** The student goes past the question, without blame. */
export function skipQuestion(turn: Turn): void {
  const step = askStep(turn);
  const open = turn.state.open.at(-1);
  if (!step || !open) return;
  if (step.ask.skip === false) return emitQuestion(turn, step, open.key);
  accept(turn, step, open, { text: open.said, skipped: open.said === '' });
  proceed(turn, step);
}

function accept(
  turn: Turn,
  step: AskStep,
  open: OpenQuestion,
  given: Partial<Answer> & { text: string },
): void {
  const frame = turn.state.frames.at(-1);
  const skill = currentSkill(turn.state);
  turn.state.open.pop();
  turn.state.answers.push({
    step: step.id,
    script: frame?.script ?? turn.state.script,
    question: open.key,
    ...(skill === null ? {} : { skill }),
    ...(step.ask.summary === undefined ? {} : { label: step.ask.summary }),
    ...given,
  });
}

/** Answers in a language that cannot be judged are never low effort. */
function isEnough(step: AskStep, given: Given): boolean {
  const wanted = step.ask.enough ?? 'ok';
  if (given.unread || wanted === 'any') return true;
  return given.effort === 'ok' || (wanted === 'thin' && given.effort === 'thin');
}

/** The next rung of the ladder, or null when it is time to go on: first finished, then deeper. */
function nextHint(turn: Turn, step: AskStep, open: OpenQuestion): string | null {
  const script = turn.content.scripts.get(turn.state.script);
  if (turn.state.hintsGiven >= (script?.nudges ?? 3)) return null;
  const allowed = hintsAllowed(step, Number(turn.state.values['streak'] ?? 0));
  const rung = hintOrder[open.hints];
  if (open.hints >= allowed || rung === undefined) return null;
  return hintsOf(turn, step, open)?.[rung] ?? null;
}

/** How many hints this question may have after so many good answers running: help fades. */
export function hintsAllowed({ ask }: AskStep, streak: number): number {
  const all = ask.nudges ?? 1;
  if (ask.fade === undefined || streak < ask.fade.after) return all;
  return ask.fade.none !== undefined && streak >= ask.fade.none ? 0 : Math.min(1, all);
}

function hintsOf(turn: Turn, step: AskStep, open: OpenQuestion) {
  if (step.ask.hints) return step.ask.hints;
  const skill = currentSkill(turn.state);
  if (step.texts.length > 0 || skill === null) return null;
  const number = Number(/\.prompts\.(\d+)\./.exec(open.key)?.[1] ?? 0);
  return promptKeys(skill, number);
}

/** A good answer that only names something, or that no program can judge, neither adds to the row nor ends it. */
function keepStreak(turn: Turn, good: boolean, { depth, unread }: Given): void {
  const streak = Number(turn.state.values['streak'] ?? 0);
  if (!good) return save(turn, 'streak', 0);
  if (depth > 0 && !unread) save(turn, 'streak', streak + 1);
}

function saveChoice(turn: Turn, step: AskStep, name: string, choice: string): void {
  const value: ScriptValue = step.ask.kind === 'confirm' ? choice === 'ja' : choice;
  save(turn, name, value);
}
