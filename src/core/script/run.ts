import { TerugblikError } from '../errors.js';
import { holds, type Condition } from './condition.js';
import { choicesOf } from './choices.js';
import type { Effect, TextRef } from './effect.js';
import type { AskStep, Content, Script, Step, Variants } from './model.js';
import { assignmentOf, currentSkill, namedValues, textRef } from './params.js';
import { milliseconds } from './parse.js';
import type { Ending, Outcome, ScriptValue } from './schema.js';
import type { Answer, ConversationState, Frame } from './state.js';
import { fitting, leastRecent, markUsed, promptPool } from './variants.js';

/** A turn in the making: a state that may be changed, and what it wants done so far. */
export type Turn = {
  content: Content;
  state: ConversationState;
  effects: Effect[];
  /** Set when an answer was taken in this turn; `replaced`: in place of this one. */
  taken?: { replaced: { at: number; answer: Answer } | null };
};

/** Steps that one turn may run without asking anything: more means a loop that the check should have found. */
const stepLimit = 400;

/** Questions that one talk may ask. A talk that goes round and round ends kindly, as partial. */
const askLimit = 60;

/** Puts a script on top and stands at its first step. */
export function pushScript(turn: Turn, id: string, interrupt: boolean): void {
  const script = scriptOf(turn, id);
  turn.state.frames.push({ script: id, step: script.first, ...(interrupt ? { interrupt } : {}) });
}

/** Runs steps until a question is asked or the talk is over. */
export function advance(turn: Turn): void {
  for (let ran = 0; ran < stepLimit; ran += 1) {
    if (turn.state.outcome !== null || waiting(turn)) return;
    const frame = topFrame(turn);
    if (frame === null) return finish(turn, 'completed');
    runStep(turn, frame, stepOf(turn, frame));
  }
  throw new TerugblikError('script_loop', `talk ${turn.state.script} runs on without asking anything`);
}

/** The question that waits for an answer, or null. */
export function askStep(turn: Turn): AskStep | null {
  const frame = topFrame(turn);
  if (frame === null || !waiting(turn)) return null;
  const step = stepOf(turn, frame);
  return step.kind === 'ask' ? step : null;
}

/** Asks the open question once more, with its buttons. */
export function repeatQuestion(turn: Turn): void {
  const step = askStep(turn);
  const open = turn.state.open.at(-1);
  if (step && open) emitAnew(turn, step, open.key);
}

/** The question of a step once more; `question` as with `emitQuestion`. */
export const emitAnew = (turn: Turn, step: AskStep, key: string, question?: TextRef): void =>
  emit(turn, step, { ...textRef(turn.content, turn.state, key), anew: true }, question);

/** Sends the question of a step under this key. `question`: what it is in its own words, where the key explains it. */
export const emitQuestion = (turn: Turn, step: AskStep, key: string, question?: TextRef): void =>
  emit(turn, step, textRef(turn.content, turn.state, key), question);

function emit(turn: Turn, step: AskStep, text: TextRef, question?: TextRef): void {
  turn.effects.push({
    type: 'ask',
    kind: step.ask.kind,
    text,
    ...(question === undefined ? {} : { question }),
    choices: choicesOf(turn, step),
    template: step.ask.template ?? null,
    timeoutAfter: step.ask.timeout ? milliseconds(step.ask.timeout.after) : null,
  });
}

/** Goes to a step of the script in hand; leaves the loop when the step stands outside it. */
export function jump(turn: Turn, to: string): void {
  const frame = topFrame(turn);
  if (frame === null) return;
  if (frame.redo === undefined) frame.step = to;
  else leaveRedo(turn);
}

/** Goes to what follows a step: its `next`, the next round of the loop, or back to the script that called. */
export function proceed(turn: Turn, step: Step): void {
  const frame = topFrame(turn);
  if (frame === null) return;
  if (frame.redo !== undefined) return leaveRedo(turn);
  if (step.next !== null) {
    frame.step = step.next;
    return;
  }
  leave(turn, frame);
}

/** A question that was asked again leads nowhere else: the talk goes on after the step that asked which one. */
function leaveRedo(turn: Turn): void {
  turn.state.frames.pop();
  const below = topFrame(turn);
  if (below !== null) proceed(turn, stepOf(turn, below));
}

/** Gives a name its value and tells the host; `empty` for words that say nothing. */
export function save(turn: Turn, name: string, value: ScriptValue, empty = false): void {
  turn.state.values[name] = value;
  turn.effects.push({ type: 'saved', name, value, ...(empty ? { empty } : {}) });
  if (name === 'assignment') chooseAssignment(turn);
}

/** Another assignment brings its own skills; "geen" brings none. */
function chooseAssignment(turn: Turn): void {
  const assignment = assignmentOf(turn.content, turn.state);
  turn.state.skills = assignment ? [...assignment.skills] : [];
  turn.state.values['hasAssignment'] = assignment !== null;
}

/** The talk is over. */
export function finish(turn: Turn, outcome: Outcome): void {
  turn.state.frames = [];
  turn.state.open = [];
  turn.state.outcome = outcome;
  turn.effects.push({ type: 'ended', outcome });
}

/** Whether a condition of the script holds at this point of the talk. */
const isTrue = ({ state }: Turn, condition: Condition): boolean => holds(condition, namedValues(state));

function runStep(turn: Turn, frame: Frame, step: Step): void {
  if (step.when !== null && !isTrue(turn, step.when)) return proceed(turn, step);
  switch (step.kind) {
    case 'say':
      turn.effects.push({ type: 'say', text: textRef(turn.content, turn.state, rotate(turn, step)) });
      return proceed(turn, step);
    case 'ask':
      return open(turn, step);
    case 'branch': {
      const row = step.rows.find((one) => one.when === null || isTrue(turn, one.when));
      return row ? jump(turn, row.to) : proceed(turn, step);
    }
    case 'repeat':
      return enterLoop(turn, frame, step);
    case 'set':
      for (const [name, value] of Object.entries(step.values)) save(turn, name, value);
      return proceed(turn, step);
    case 'call':
      return pushScript(turn, step.script, false);
    case 'end':
      return endScript(turn, step.outcome);
  }
}

/** Opens a question: chooses its words, remembers them, and waits. */
function open(turn: Turn, step: AskStep): void {
  if (turn.state.asked >= askLimit) return finish(turn, 'partial');
  const key = rotate(turn, questionKeys(turn, step));
  turn.state.asked += 1;
  turn.state.open.push({ key, asked: turn.state.asked, hints: 0, misses: 0, parts: [] });
  emitQuestion(turn, step, key);
}

function questionKeys(turn: Turn, step: AskStep): Variants {
  const skill = currentSkill(turn.state);
  if (step.texts.length > 0 || skill === null) return step;
  return { texts: promptPool(turn.content, skill), only: new Map() };
}

function rotate(turn: Turn, variants: Variants): string {
  const { texts } = variants;
  const key = leastRecent(
    fitting(variants, (condition) => isTrue(turn, condition), turn.state.used),
    turn.state.used,
  );
  if (texts.length > 1) turn.state.used = markUsed(turn.state.used, key);
  return key;
}

function enterLoop(turn: Turn, frame: Frame, step: Extract<Step, { kind: 'repeat' }>): void {
  const items = turn.state.skills.filter((skill) => turn.content.skills.has(skill)).slice(0, step.limit);
  if (items.length === 0) return proceed(turn, step);
  turn.state.frames.push({ script: frame.script, step: step.first, loop: { items, index: 0 } });
}

function leave(turn: Turn, frame: Frame): void {
  if (frame.loop && frame.loop.index + 1 < frame.loop.items.length) {
    frame.loop.index += 1;
    frame.step = loopStart(turn);
    return;
  }
  returnFrom(turn, frame);
}

function loopStart(turn: Turn): string {
  const below = turn.state.frames.at(-2);
  const step = below && stepOf(turn, below);
  if (step?.kind !== 'repeat') throw new TerugblikError('step_unknown', 'a loop without its repeat step');
  return step.first;
}

/** The frame is done: an interrupted question is asked again, a calling step is left behind. */
function returnFrom(turn: Turn, frame: Frame): void {
  turn.state.frames.pop();
  if (turn.state.frames.length === 0) return finish(turn, 'completed');
  if (frame.interrupt) return repeatQuestion(turn);
  const below = topFrame(turn);
  if (below !== null) proceed(turn, stepOf(turn, below));
}

/**
 * `completed` ends the script in hand and goes back to the one below; `paused` does so without a word, so that an
 * interrupted question waits; the other outcomes end the talk.
 */
function endScript(turn: Turn, ending: Ending): void {
  if (ending === 'partial' || ending === 'stopped') return finish(turn, ending);
  const { frames } = turn.state;
  while (frames.at(-1)?.loop) frames.pop();
  const top = frames.at(-1);
  if (!top || frames.length === 1) return finish(turn, 'completed');
  if (ending === 'paused' && top.interrupt) frames.pop();
  else returnFrom(turn, top);
}

/** Takes the script on top of a talk away without a word; one that is the talk itself ends it. */
export function withdraw(turn: Turn): void {
  const { frames, open } = turn.state;
  const top = frames.findLastIndex((frame) => frame.interrupt);
  if (top <= 0) return finish(turn, 'completed');
  frames.splice(top);
  open.pop();
}

/** Each interrupt sits on one open question, so a level waits when it has a question more than that. */
function waiting(turn: Turn): boolean {
  const interrupts = turn.state.frames.filter((frame, depth) => frame.interrupt && depth > 0).length;
  return turn.state.open.length > interrupts;
}

function topFrame(turn: Turn): Frame | null {
  return turn.state.frames.at(-1) ?? null;
}

function stepOf(turn: Turn, frame: Frame): Step {
  const step = scriptOf(turn, frame.script).steps.get(frame.step);
  if (!step) throw new TerugblikError('step_unknown', `script ${frame.script} has no step ${frame.step}`);
  return step;
}

function scriptOf(turn: Turn, id: string): Script {
  const script = turn.content.scripts.get(id);
  if (!script) throw new TerugblikError('script_unknown', `the content has no script ${id}`);
  return script;
}
