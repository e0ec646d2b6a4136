import { readState } from '../script/state.js';
import { wayTo } from '../thread/delivery/ways.js';
import type { TurnEnv } from '../thread/env.js';
import { worryScripts } from '../thread/talk/scripts.js';
import { endTalk, openScript } from '../thread/talk/talk.js';
import type { Talk, Thread } from '../thread/thread.js';
import type { Instant } from '../time.js';
import { hasAnswered } from './close.js';

/** Why a day that is due does not open now. */
export type Hindrance = 'not_joined' | 'not_introduced' | 'stopped' | 'busy';

/** What keeps the next talk from opening, time apart; null for nothing, also where the open talk makes room. */
export function hindrance(thread: Thread, now: Instant): Hindrance | null {
  if (thread.settings.stoppedAt !== null || thread.leftAt !== null) return 'stopped';
  if (wayTo(thread) === null) return 'not_joined';
  if (thread.settings.introducedAt === null) return 'not_introduced';
  if (thread.talk === null) return null;
  const at = makesWayAt(thread.talk);
  return at === null || at > now ? 'busy' : null;
}

/**
 * When a small talk that nobody goes on with makes room for a practice day: a list that a student asked for and put
 * away must not keep his reflection from him. A worry that is being answered, and what staff wrote, never do.
 */
function makesWayAt(talk: Talk): Instant | null {
  const { givesWayAfter, transcript, openedAt } = talk;
  const top = openScript(talk);
  if (givesWayAfter === undefined || (top !== talk.script && stays.includes(top))) return null;
  return (transcript.at(-1)?.at ?? openedAt) + givesWayAfter;
}

/** Scripts that stay when they stand on top of a small talk. */
const stays: readonly string[] = [...worryScripts, 'antwoord'];

/** When the open talk makes room for a day that is due and waits for nothing else; null: none waits so. */
export function wayAlarm(thread: Thread): Instant | null {
  const waits = thread.days.some(({ phase, status }) => phase === 'due' && status === 'planned');
  if (!waits || thread.talk === null || hindrance(thread, Infinity) !== null) return null;
  return makesWayAt(thread.talk);
}

type LaidAside = NonNullable<Thread['laidAside']>;

/** The thread without the talk that makes room. A question about a worry is laid aside: it may still be answered. */
export function makeWay(thread: Thread, env: TurnEnv): Thread {
  const { talk } = thread;
  if (talk === null) return thread;
  const laidAside = questionOf(talk, env);
  const over = endTalk(thread, hasAnswered(talk) ? 'partial' : 'no_answer', env);
  return laidAside === null ? over : { ...over, laidAside };
}

function questionOf(talk: Talk, env: TurnEnv): LaidAside | null {
  const read = readState(talk.state);
  if (talk.alert === null || read.kind !== 'ok') return null;
  const { frames, asked } = read.state;
  const { script = '', step = '' } = frames.at(-1) ?? {};
  const asks = env.pinned.scripts.get(script)?.steps.get(step);
  const save = asks?.kind === 'ask' ? asks.ask.save : undefined;
  if (save !== 'picked_up' && save !== 'mentor_may') return null;
  return { talk: talk.id, question: String(asked), save, alert: talk.alert };
}
