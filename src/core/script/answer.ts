import type { ScriptEvent } from './event.js';
import type { AskStep } from './model.js';
import { promptKeys } from './model.js';
import { currentSkill, textRef } from './params.js';
import { askStep, emitAnew, jump, proceed, save, type Turn } from './run.js';
import type { ScriptValue } from './schema.js';
import { saidIn, type Answer, type OpenQuestion, type Part } from './state.js';
import { askAgain, idsOf } from './take-back.js';

type Given = Extract<ScriptEvent, { type: 'answer' }>;

/** How often a choice may be misunderstood before the talk goes on without it. */
const missLimit = 2;

const hintOrder = ['frame', 'example', 'starter'] as const;

/** An answer in free words. Returns false when a hint was given and the question stays open. */
export function answerText(turn: Turn, step: AskStep, given: Given): boolean {
  const open = turn.state.open.at(-1);
  if (!open) return false;
  const parts = [...open.parts, ...partsOf(given)];
  const enough = isEnough(step, given);
  const hint = enough ? null : nextHint(turn, step, open);
  if (hint !== null) {
    turn.state.open[turn.state.open.length - 1] = { ...open, hints: open.hints + 1, parts };
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
  takeWords(turn, step, open, { ...given, parts, good: enough && open.hints === 0, enough });
  return true;
}

/** What was said to a question; `good`: enough, and without help. */
type Words = Pick<Given, 'effort' | 'depth' | 'unread'> & { parts: Part[]; enough: boolean; good: boolean };

/** Takes what was said to an open question for its answer, and goes on. */
export function takeWords(turn: Turn, step: AskStep, open: OpenQuestion, words: Words): void {
  const { parts, effort, unread, enough, good } = words;
  const said = saidIn(parts);
  const again = turn.state.frames.at(-1)?.redo !== undefined;
  if (step.ask.enough !== 'any' && !again) keepStreak(turn, good, words);
  const empty = effort === 'none' && !unread;
  const well = step.ask.good !== undefined && enough && !empty ? step.ask.good : undefined;
  accept(turn, step, open, parts, { effort, ...(well === undefined ? {} : { good: well }) });
  if (step.ask.save !== undefined) save(turn, step.ask.save, said, empty);
  if (well !== undefined) save(turn, well, said);
  if (unread) turn.state.values['unread'] = true;
  proceed(turn, step);
}

/** The messages of what was said; where nobody knows them, its words. */
export const partsOf = ({ text, parts }: { text: string; parts?: Part[] }): Part[] =>
  parts ?? [{ id: '', text }];

/** A choice. Returns false when it was not understood and is asked again. */
export function answerChoice(turn: Turn, step: AskStep, given: Given): boolean {
  const open = turn.state.open.at(-1);
  if (!open) return false;
  const { words } = step.ask;
  if (given.choice === null && words !== undefined && (words.enough === undefined || tells(given))) {
    const label = words.summary === undefined ? {} : { label: words.summary };
    const effort = words.enough === undefined ? {} : { effort: given.effort };
    accept(turn, step, open, partsOf(given), { save: words.save, ...label, ...effort });
    save(turn, words.save, given.text);
    jump(turn, words.to);
    return true;
  }
  if (given.choice === null && open.misses < missLimit) {
    turn.state.open[turn.state.open.length - 1] = { ...open, misses: open.misses + 1 };
    turn.effects.push({ type: 'say', text: textRef(turn.content, turn.state, 'app.choose') });
    emitAnew(turn, step, open.key);
    return false;
  }
  if (given.choice === null) {
    accept(turn, step, open, partsOf(given), { skipped: true });
    proceed(turn, step);
    return true;
  }
  accept(turn, step, open, partsOf(given), { choice: given.choice });
  if (askAgain(turn, step, given.choice)) return true;
  if (step.ask.save !== undefined) saveChoice(turn, step, step.ask.save, given.choice);
  const to = step.ask.choices?.find((choice) => choice.id === given.choice)?.to;
  if (to === undefined) proceed(turn, step);
  else jump(turn, to);
  return true;
}

/** Fewer words name a thing, or are a choice with a slip in it. */
const fewestWords = 3;

/** Whether words tell something by themselves; what no program can judge may. */
const tells = ({ effort, depth, unread, text }: Given): boolean =>
  text.trim().split(/\s+/u).length >= fewestWords && (unread || (effort === 'ok' && depth > 0));

/** The student goes past the question, without blame. */
export function skipQuestion(turn: Turn): void {
  const step = askStep(turn);
  const open = turn.state.open.at(-1);
  if (!step || !open) return;
  if (step.ask.skip === false) return emitAnew(turn, step, open.key);
  const said = saidIn(open.parts);
  // Of a question that was asked again the old answer stands.
  if (said === '' && turn.state.frames.at(-1)?.redo !== undefined) turn.state.open.pop();
  else accept(turn, step, open, open.parts, { skipped: said === '' });
  proceed(turn, step);
}

function accept(
  turn: Turn,
  step: AskStep,
  open: OpenQuestion,
  parts: Part[],
  given: Pick<Answer, 'choice' | 'effort' | 'skipped' | 'save' | 'good' | 'label'>,
): void {
  const frame = turn.state.frames.at(-1);
  const skill = currentSkill(turn.state);
  turn.state.open.pop();
  // Of a closed question nothing but a choice is kept under its name.
  const named = step.ask.kind === 'text' || given.choice !== undefined;
  const answer: Answer = {
    step: step.id,
    script: frame?.script ?? turn.state.script,
    question: open.key,
    asked: open.asked,
    text: saidIn(parts),
    parts,
    ...(skill === null ? {} : { skill }),
    ...(step.ask.summary === undefined ? {} : { label: step.ask.summary }),
    ...(step.ask.save === undefined || !named ? {} : { save: step.ask.save }),
    ...given,
  };
  put(turn, answer, frame?.redo);
}

/** Puts an answer behind the others, or in the place of the one that was said anew. */
function put(turn: Turn, answer: Answer, at: number | undefined): void {
  const { answers } = turn.state;
  const old = at === undefined ? undefined : answers[at];
  turn.taken = { replaced: at === undefined || old === undefined ? null : { at, answer: old } };
  if (at === undefined || old === undefined) {
    answers.push(answer);
    return;
  }
  answers[at] = answer;
  const messages = idsOf(old.parts);
  if (messages.length > 0) turn.effects.push({ type: 'taken_back', messages });
}

/** Answers in a language that cannot be judged are never low effort. */
export function isEnough(step: AskStep, given: Pick<Given, 'effort' | 'unread'>): boolean {
  const wanted = step.ask.enough ?? 'ok';
  if (given.unread || wanted === 'any') return true;
  return given.effort === 'ok' || (wanted === 'thin' && given.effort === 'thin');
}

/** The next rung of the ladder, or null when it is time to go on: first finished, then deeper. */
function nextHint(turn: Turn, step: AskStep, open: OpenQuestion): string | null {
  const script = turn.content.scripts.get(turn.state.script);
  // Whoever says it anew had his help before.
  if (turn.state.frames.at(-1)?.redo !== undefined) return null;
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

/** The help that goes with a question, if there is any. */
export function hintsOf(turn: Turn, step: AskStep, open: OpenQuestion) {
  if (step.ask.hints) return step.ask.hints;
  const skill = currentSkill(turn.state);
  if (step.texts.length > 0 || skill === null) return null;
  const number = Number(/\.prompts\.(\d+)\./.exec(open.key)?.[1] ?? 0);
  return promptKeys(skill, number);
}

/** A good answer that only names something, or that no program can judge, neither adds to the row nor ends it. */
function keepStreak(turn: Turn, good: boolean, { depth, unread }: Pick<Given, 'depth' | 'unread'>): void {
  const streak = Number(turn.state.values['streak'] ?? 0);
  if (!good) return save(turn, 'streak', 0);
  if (depth > 0 && !unread) save(turn, 'streak', streak + 1);
}

function saveChoice(turn: Turn, step: AskStep, name: string, choice: string): void {
  const value: ScriptValue = step.ask.kind === 'confirm' ? choice === 'ja' : choice;
  save(turn, name, value);
}
