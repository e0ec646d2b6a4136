import { TerugblikError } from '../errors.js';
import { answerChoice, answerText, skipQuestion } from './answer.js';
import type { Effect } from './effect.js';
import type { Beginning, ScriptEvent } from './event.js';
import type { Content } from './model.js';
import type { Outcome } from './schema.js';
import {
  advance,
  askStep,
  finish,
  jump,
  pushScript,
  repeatQuestion,
  shorten,
  withdraw,
  type Turn,
} from './run.js';
import type { ConversationState } from './state.js';

/** The new state and what the turn wants done. */
export type Transition = { state: ConversationState; effects: Effect[] };

/**
 * Begins a talk.
 * @throws TerugblikError `script_unknown` when the content has no such script.
 */
export function begin(content: Content, beginning: Beginning): Transition {
  const state: ConversationState = {
    v: 1,
    content: content.hash,
    script: beginning.script,
    frames: [],
    values: { ...beginning.values },
    skills: [...beginning.skills],
    answers: [],
    open: [],
    used: [...beginning.used],
    hintsGiven: 0,
    asked: 0,
    outcome: null,
  };
  const turn: Turn = { content, state, effects: [] };
  pushScript(turn, beginning.script, false);
  advance(turn);
  return { state: turn.state, effects: turn.effects };
}

/**
 * One turn: pure, the given state is left as it was. A talk that is over stays over and says nothing.
 * @throws TerugblikError `script_loop`, `script_unknown` or `step_unknown` for a script that its check would refuse.
 */
export function transition(content: Content, before: ConversationState, event: ScriptEvent): Transition {
  if (before.outcome !== null && event.type !== 'interrupt') return { state: before, effects: [] };
  const turn: Turn = { content, state: structuredCopy(before), effects: [] };
  apply(turn, event);
  return { state: turn.state, effects: turn.effects };
}

function apply(turn: Turn, event: ScriptEvent): void {
  switch (event.type) {
    case 'answer':
      return answer(turn, event);
    case 'skip':
      skipQuestion(turn);
      return advance(turn);
    case 'shorten':
      return shorten(turn);
    case 'resume':
      return repeatQuestion(turn);
    case 'interrupt':
      return interrupt(turn, event.script, event.values);
    case 'hold':
      return hold(turn, event.text);
    case 'withdraw':
      return withdraw(turn);
    case 'revise':
      return revise(turn, event.before, event.after);
    case 'timeout':
      return timeOut(turn);
    case 'stop':
      return stop(turn, event.outcome);
  }
}

function answer(turn: Turn, event: Extract<ScriptEvent, { type: 'answer' }>): void {
  const step = askStep(turn);
  if (step === null)
    throw new TerugblikError('step_unknown', `talk ${turn.state.script} waits at no question`);
  const accepted = step.ask.kind === 'text' ? answerText(turn, step, event) : answerChoice(turn, step, event);
  if (accepted) advance(turn);
}

/** The worry script goes on top; when it ends, the open question below is asked again. */
function interrupt(turn: Turn, script: string, values: ConversationState['values']): void {
  turn.state.values = { ...turn.state.values, ...values };
  turn.state.outcome = null;
  pushScript(turn, script, true);
  advance(turn);
}

function hold({ state }: Turn, text: string): void {
  const open = state.open.at(-1);
  if (open === undefined) return;
  const said = open.said === '' ? text : `${open.said}\n${text}`;
  state.open[state.open.length - 1] = { ...open, said };
}

/** Puts the new words where the old ones stand: in the answer, in what was saved of it, in an answer half given. */
function revise({ state }: Turn, before: string, after: string): void {
  const swap = (text: string): string =>
    text
      .split('\n')
      .map((line) => (line === before ? after : line))
      .join('\n');
  const whole = (text: string): string => (text === before ? after : swap(text));
  state.answers = state.answers.map((answer) => ({ ...answer, text: whole(answer.text) }));
  state.open = state.open.map((question) => ({ ...question, said: whole(question.said) }));
  for (const [name, value] of Object.entries(state.values)) {
    if (typeof value === 'string' && state.answers.some((answer) => answer.text === whole(value)))
      state.values[name] = whole(value);
  }
}

function timeOut(turn: Turn): void {
  const step = askStep(turn);
  const to = step?.ask.timeout?.to;
  turn.state.open.pop();
  if (to === undefined) return finish(turn, 'partial');
  jump(turn, to);
  advance(turn);
}

function stop(turn: Turn, outcome: Outcome): void {
  finish(turn, outcome);
}

/** A copy deep enough for the turn to change: everything in it is plain JSON. */
function structuredCopy(state: ConversationState): ConversationState {
  return {
    ...state,
    frames: state.frames.map((frame) => ({ ...frame, ...(frame.loop ? { loop: { ...frame.loop } } : {}) })),
    values: { ...state.values },
    skills: [...state.skills],
    answers: [...state.answers],
    open: state.open.map((question) => ({ ...question })),
    used: [...state.used],
  };
}
