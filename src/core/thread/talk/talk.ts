import { TerugblikError } from '../../errors.js';
import type { Effect } from '../../script/effect.js';
import type { ScriptEvent } from '../../script/event.js';
import type { Content } from '../../script/model.js';
import { dayById } from '../../days/record.js';
import { readState } from '../../script/state.js';
import { begin, transition, type Transition } from '../../script/transition.js';
import { talkEnded, type TalkOutcome } from '../../days/close.js';
import type { TurnEnv } from '../env.js';
import { beginning } from './beginning.js';
import type { Opening } from './opening.js';
import { remember } from './saved-names.js';
import { noteEffort } from './low-effort.js';
import { say, type Writing } from '../delivery/reply.js';
import { careScripts, worryScripts } from './scripts.js';
import { languageOf, nextId, type Talk, type Thread } from '../thread.js';

/** Opens a talk on the current content and says its first words. The thread must have none open. */
export function openTalk(thread: Thread, opening: Opening, env: TurnEnv): Thread {
  const [id, counted] = nextId(thread);
  const script = env.current.scripts.get(opening.script);
  const talk = emptyTalk(id, opening.script, env);
  const begun: Talk = {
    ...talk,
    day: opening.day,
    alert: opening.care?.alert ?? null,
    expiresAt: expiryOf(counted, opening, script?.expiresAfter ?? null, env),
    ...(opening.day !== null || script?.givesWayAfter == null ? {} : { givesWayAfter: script.givesWayAfter }),
  };
  const started = begin(env.current, beginning(counted, opening, env));
  const writing = { thread: { ...counted, talk: begun }, talk: begun };
  return perform(writing, started, env, env.current, opening.care !== undefined);
}

/** A talk about a practice day ends with the day; any other after the time that its script gives. */
function expiryOf(thread: Thread, { day }: Opening, after: number | null, env: TurnEnv): number | null {
  const closesAt = dayById(thread, day?.id)?.closesAt ?? null;
  const moments = [closesAt, after === null ? null : env.now + after].filter((at) => at !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}

/** Runs one event of the open talk and does what it asks for. */
export function turnTalk(thread: Thread, event: ScriptEvent, env: TurnEnv, urgent = false): Thread {
  const talk = thread.talk;
  if (talk === null) return thread;
  const read = readState(talk.state);
  if (read.kind !== 'ok') {
    throw new TerugblikError(
      read.kind === 'newer' ? 'state_newer' : 'state_unreadable',
      `talk ${talk.id} cannot be read`,
    );
  }
  return perform({ thread, talk }, transition(env.pinned, read.state, event), env, env.pinned, urgent);
}

/** The script that asks the open question; empty where none can be read. */
export function openScript(talk: Talk): string {
  const read = readState(talk.state);
  return read.kind === 'ok' ? (read.state.frames.at(-1)?.script ?? '') : '';
}

/** Whether the open question is one that answers a worry. */
export const inCare = (talk: Talk): boolean => careScripts.includes(openScript(talk));

/** Whether the open question belongs to a worry: its care, or whether it was picked up well. */
export const answersWorry = (talk: Talk): boolean => worryScripts.includes(openScript(talk));

/** A talk without a script, for an exchange outside any conversation. It is over at once; one turn has one. */
export function looseTalk(thread: Thread, env: TurnEnv): Writing {
  const last = thread.ended.at(-1);
  const leaving = thread.jobs.some(({ task }) => task.type === 'archive_talk' && task.talk === last?.id);
  if (last?.script === 'los' && last.endedAt === env.now && !leaving) {
    return { thread: { ...thread, ended: thread.ended.slice(0, -1) }, talk: last };
  }
  const [id, counted] = nextId(thread);
  return { thread: counted, talk: { ...emptyTalk(id, 'los', env), endedAt: env.now } };
}

/** Keeps a loose talk with the thread until it is delivered and archived. */
export function keepLoose(writing: Writing): Thread {
  return { ...writing.thread, ended: [...writing.thread.ended, writing.talk] };
}

/** The talk cannot go on: its state stays for a person to look at, and the student may start anew. */
export function park(thread: Thread, code: string, env: TurnEnv): Thread {
  if (thread.talk === null) return thread;
  return endTalk({ ...thread, talk: { ...thread.talk, parked: code } }, 'partial', env);
}

function emptyTalk(id: string, script: string, env: TurnEnv): Talk {
  return {
    id,
    script,
    content: env.current.hash,
    openedAt: env.now,
    endedAt: null,
    day: null,
    state: null,
    parked: null,
    offered: [],
    question: '',
    closed: false,
    alert: null,
    timeoutAt: null,
    expiresAt: null,
    transcript: [],
  };
}

/** Takes over the new state, says what it says, and does what its saved names mean. */
function perform(
  writing: Writing,
  result: Transition,
  env: TurnEnv,
  content: Content,
  urgent: boolean,
): Thread {
  const { state, effects } = result;
  let { thread } = writing;
  for (const effect of effects) {
    if (effect.type === 'saved') thread = remember(thread, writing.talk, effect, env);
  }
  const talk = {
    ...takenBack(writing.talk, effects, env),
    state,
    ...waiting(effects, env, content, languageOf(thread), writing.talk),
  };
  const said = say({ thread, talk }, effects, env, content, urgent);
  thread = { ...said.thread, talk: said.talk };
  const ended = effects.find((effect) => effect.type === 'ended');
  return ended?.type === 'ended' ? endTalk(thread, ended.outcome, env) : thread;
}

/** Messages whose words the student said anew are marked; they stay to be read. */
function takenBack(talk: Talk, effects: readonly Effect[], { now }: TurnEnv): Talk {
  const ids = new Set(
    effects.flatMap((effect) => (effect.type === 'taken_back' ? [...effect.messages] : [])),
  );
  if (ids.size === 0) return talk;
  const transcript = talk.transcript.map((line) => (ids.has(line.id) ? { ...line, corrected: now } : line));
  return { ...talk, transcript };
}

/** What the open question looks like to whoever judges the next answer. */
function waiting(effects: readonly Effect[], env: TurnEnv, content: Content, language: string, talk: Talk) {
  const ask = effects.findLast((effect) => effect.type === 'ask');
  if (ask?.type !== 'ask') return {};
  return {
    question: env.render(content, language, ask.text),
    closed: ask.kind !== 'text',
    offered: [],
    timeoutAt: ask.timeoutAfter === null ? talk.timeoutAt : env.now + ask.timeoutAfter,
  };
}

/** Ends the open talk, and remembers how much was in it. */
export function endTalk(thread: Thread, outcome: TalkOutcome, env: TurnEnv): Thread {
  const { talk } = thread;
  const closed = closeTalk(thread, outcome, env);
  return talk !== null && outcome === 'completed' ? noteEffort(closed, talk, env) : closed;
}

/** Moves the open talk to the ended ones; it is archived when its last message has arrived. */
export function closeTalk(thread: Thread, outcome: TalkOutcome, env: { now: number }): Thread {
  const { talk } = thread;
  if (talk === null) return thread;
  const read = readState(talk.state);
  const used = read.kind === 'ok' ? read.state.used : thread.history.used;
  const counts = outcome === 'completed' && talk.day !== null;
  const { reply, ...history } = thread.history;
  const over = { ...talk, offered: [], endedAt: env.now, timeoutAt: null, expiresAt: null };
  const ended: Thread = {
    ...thread,
    talk: null,
    ended: [...thread.ended, over],
    // What somebody wrote has opened a reflection: once is enough.
    history: {
      ...history,
      ...(counts || reply === undefined ? {} : { reply }),
      used,
      finished: history.finished + Number(counts),
    },
  };
  return talkEnded(ended, talk, outcome, env);
}

/** Ends the talk about a day that was decided otherwise (ill, moved, unreachable), without a word. */
export const dropTalkOf = (thread: Thread, day: string, env: TurnEnv): Thread =>
  thread.talk?.day?.id === day ? endTalk(thread, 'stopped', env) : thread;
