import { loadContent, projectRoot } from '../../src/wire.js';
import type { Content } from '../../src/core/script/model.js';
import { answering, told } from '../answering.js';
import { ownEngine, type Engine } from './engine.js';
import { answerTo, beginningOf, type Given } from './walk.js';
import { xstateEngine } from './xstate-engine.js';

/** Plays turns in a process of its own. Asked how many turns went before and how long to measure. */
export type TurnQuestion = { past: number; ms: number; count: 'speed' | 'bytes' };

/** The answers of talk after talk, as ours asks them, until there are this many. */
function recorded(content: Content, turns: number): Given[][] {
  const engine = ownEngine(content);
  const talks: Given[][] = [];
  let used: readonly string[] = [];
  for (let taken = 0; taken < turns;) {
    const talk: Given[] = [];
    let { state, effects } = engine.opened(beginningOf(content, talks.length, used));
    for (;;) {
      const asked = effects.findLast((effect) => effect.type === 'ask');
      if (asked === undefined || state.outcome !== null) break;
      const given = answerTo(asked, taken + talk.length);
      talk.push(given);
      ({ state, effects } = engine.effects(state, given));
    }
    talks.push(talk);
    taken += talk.length;
    ({ used } = state);
  }
  return talks;
}

/** The states of the talk that follows on these turns, each with the event that comes next. */
function walk<State>(engine: Engine<State>, content: Content, talks: readonly Given[][]) {
  let used: readonly string[] = [];
  let pairs: [State, Given][] = [];
  const keys: string[] = [];
  for (const [number, talk] of talks.entries()) {
    const begun = engine.begin(beginningOf(content, number, used));
    let { state } = begun;
    keys.push(...begun.keys);
    pairs = [];
    for (const given of talk) {
      pairs.push([state, given]);
      const next = engine.told(state, given);
      ({ state } = next);
      keys.push(...next.keys);
    }
    used = engine.used(state);
  }
  return { pairs, keys };
}

function speed<State>(engine: Engine<State>, pairs: readonly [State, Given][], ms: number): number {
  let done = 0;
  const began = performance.now();
  let passed = 0;
  while (passed < ms) {
    for (const [state, given] of pairs) engine.step(state, given);
    done += pairs.length;
    passed = performance.now() - began;
  }
  return (done / passed) * 1000;
}

/** Bytes of one transition: so few of them that nothing is collected meanwhile. */
function bytes<State>(engine: Engine<State>, pairs: readonly [State, Given][]): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < bytesRounds; round += 1)
    for (const [state, given] of pairs) engine.step(state, given);
  return (process.memoryUsage().heapUsed - before) / (bytesRounds * pairs.length);
}

const bytesRounds = 40;
const warmUp = 300;

const { content } = await loadContent(projectRoot, ['nl']);

function serve<State>(engine: Engine<State>): void {
  answering({}, ({ past, ms, count }: TurnQuestion) => {
    const { pairs, keys } = walk(engine, content, recorded(content, past));
    speed(engine, pairs, warmUp);
    const value = count === 'speed' ? speed(engine, pairs, ms) : bytes(engine, pairs);
    return { value, turns: pairs.length, keys: keys.join(' ') };
  });
}

if (told<string>() === 'xstate') serve(await xstateEngine(content, 'reflectie'));
else serve(ownEngine(content));
