import type { Effect } from '../../src/core/script/effect.js';
import type { Beginning } from '../../src/core/script/event.js';
import type { Content } from '../../src/core/script/model.js';
import type { ConversationState } from '../../src/core/script/state.js';
import { begin, transition, type Transition } from '../../src/core/script/transition.js';
import type { Given } from './walk.js';

/** A way to play a script: a state and an event give the next state, and what is to be said. */
export type Engine<State> = {
  begin: (beginning: Beginning) => { state: State; keys: string[] };
  step: (state: State, event: Given) => State;
  /** The same as `step`, with the keys of what is said: too costly to look at while it is measured. */
  told: (state: State, event: Given) => { state: State; keys: string[] };
  used: (state: State) => readonly string[];
};

/** Ours, which also shows what a turn wants done: the answers are recorded from it. */
export type OwnEngine = Engine<ConversationState> & {
  opened: (beginning: Beginning) => Transition;
  effects: (state: ConversationState, event: Given) => Transition;
};

export function ownEngine(content: Content): OwnEngine {
  return {
    begin: (beginning) => {
      const { state, effects } = begin(content, beginning);
      return { state, keys: keysOf(effects) };
    },
    step: (state, event) => transition(content, state, event).state,
    told: (state, event) => {
      const { state: next, effects } = transition(content, state, event);
      return { state: next, keys: keysOf(effects) };
    },
    opened: (beginning) => begin(content, beginning),
    effects: (state, event) => transition(content, state, event),
    used: ({ used }) => used,
  };
}

/** Every text that a turn says or asks, by its key. */
export const keysOf = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) => (effect.type === 'say' || effect.type === 'ask' ? [effect.text.key] : []));
