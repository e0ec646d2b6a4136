import type { Content } from '../../src/core/script/model.js';
import { peer } from '../peer-modules.js';
import type { Engine } from './engine.js';
import type { Context } from './xstate-context.js';
import { firstOf, statesOf } from './xstate-machine.js';

type Snapshot = { context: Context };
type Action = { type: string; params?: { text?: { key: string } } };
type Machine = object;

/** What is used of xstate. */
type Xstate = {
  createMachine: (config: object) => Machine;
  assign: (change: unknown) => unknown;
  transition: (machine: Machine, snapshot: Snapshot, event: object) => [Snapshot, Action[]];
  initialTransition: (machine: Machine, input: object) => [Snapshot, Action[]];
};

/** The same script as a machine of xstate, moved by its pure `transition`. */
export async function xstateEngine(content: Content, script: string): Promise<Engine<Snapshot>> {
  const { createMachine, assign, transition, initialTransition } = await peer<Xstate>('xstate');
  const empty = { answers: [], loop: null, hintsGiven: 0, open: { key: '', hints: 0, misses: 0, parts: [] } };
  const machine = createMachine({
    id: script,
    initial: firstOf(content, script),
    context: ({ input }: { input: Partial<Context> }) => ({ ...empty, ...input }),
    states: statesOf(content, script, assign),
  });
  return {
    begin: ({ values, skills, used }) => {
      const [state, actions] = initialTransition(machine, { values, skills, used });
      return { state, keys: keysOf(actions) };
    },
    step: (state, event) => transition(machine, state, event)[0],
    told: (state, event) => {
      const [next, actions] = transition(machine, state, event);
      return { state: next, keys: keysOf(actions) };
    },
    used: ({ context }) => context.used,
  };
}

const keysOf = (actions: readonly Action[]): string[] =>
  actions.flatMap(({ params }) => (params?.text === undefined ? [] : [params.text.key]));
