import { TerugblikError } from '../errors.js';
import { answerChoice, answerText, isEnough, partsOf, skipQuestion, takeWords } from './answer.js';
import type { Effect } from './effect.js';
import type { Beginning, ScriptEvent } from './event.js';
import { explain } from './explain.js';
import type { Content } from './model.js';
import { amend, reword, type Reworded } from './reword.js';
import type { Outcome } from './schema.js';
import { advance, askStep, finish, jump, pushScript, repeatQuestion, withdraw, type Turn } from './run.js';
import { shorten } from './shorten.js';
import { asMade, type ConversationState } from './state.js';
import { idsOf, noteBack, takeBack } from './take-back.js';

/** The new state and what the turn wants done. */
export type Transition = { state: ConversationState; effects: Effect[] };

/**
 * Begins a talk.
 * @throws TerugblikError `script_unknown` when the content has no such script.
 */
export function begin(content: Content, beginning: Beginning): Transition {
  const state: ConversationState = {
    v: 2,
    content: content.hash,
    script: beginning.script,
    frames: [],
    values: { ...beginning.values },
    skills: [...beginning.skills],
    answers: [],
    open: [],
    back: [],
    used: [...beginning.used],
    hintsGiven: 0,
    asked: 0,
    outcome: null,
  };
  const turn: Turn = { content, state, effects: [] };
  pushScript(turn, beginning.script, false);
  advance(turn);
  return { state: asMade(turn.state), effects: turn.effects };
}

/**
 * One turn: pure, the given state is left as it was. A talk that is over stays over and says nothing.
 * @throws TerugblikError `script_loop`, `script_unknown` or `step_unknown` for a script that its check would refuse.
 */
export function transition(content: Content, before: ConversationState, event: ScriptEvent): Transition {
  if (before.outcome !== null && event.type !== 'interrupt') return { state: before, effects: [] };
  const turn: Turn = { content, state: structuredCopy(before), effects: [] };
  apply(turn, event);
  noteBack(before, turn);
  return { state: asMade(turn.state), effects: turn.effects };
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
    case 'correct':
      return takeBack(turn);
    case 'explain':
      return explain(turn);
    case 'resume':
      return repeatQuestion(turn);
    case 'interrupt':
      return interrupt(turn, event.script, event.values);
    case 'hold':
      return hold(turn, event);
    case 'withdraw':
      return withdraw(turn);
    case 'reword':
      return changeWords(turn, event);
    case 'add': {
      if (event.unread) turn.state.values['unread'] = true;
      const last = turn.state.answers.at(-1)?.asked ?? 0;
      return take(turn, amend(turn.state, last, [event.part], event.effort, 'beside'));
    }
    case 'amend':
      if (event.unread) turn.state.values['unread'] = true;
      return take(turn, amend(turn.state, event.asked, event.parts, event.effort));
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

function hold({ state }: Turn, event: Extract<ScriptEvent, { type: 'hold' }>): void {
  const open = state.open.at(-1);
  if (open === undefined) return;
  state.open[state.open.length - 1] = { ...open, parts: [...open.parts, ...partsOf(event)] };
}

/** Takes over changed words, with what they mean for the host. */
function take(turn: Turn, reworded: Reworded | null): void {
  if (reworded === null) return;
  turn.state = reworded.state;
  for (const { name, value } of reworded.saved) turn.effects.push({ type: 'saved', name, value });
  const messages = idsOf(reworded.replaced);
  if (messages.length > 0) turn.effects.push({ type: 'taken_back', messages });
}

/** Words that were changed are enough where the ones before them were not: then the talk goes on. */
function changeWords(turn: Turn, event: Extract<ScriptEvent, { type: 'reword' }>): void {
  const { id, text, effort, depth = 0, unread = false } = event;
  if (unread) turn.state.values['unread'] = true;
  take(turn, reword(turn.state, id, text, effort));
  const step = askStep(turn);
  const open = turn.state.open.at(-1);
  if (text === null || effort === undefined || step?.ask.kind !== 'text' || open === undefined) return;
  const half = open.hints > 0 && open.parts.some((part) => part.id === id);
  if (!half || !isEnough(step, { effort, unread })) return;
  takeWords(turn, step, open, { parts: open.parts, effort, depth, unread, enough: true, good: false });
  advance(turn);
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
    back: [...state.back],
    used: [...state.used],
  };
}
