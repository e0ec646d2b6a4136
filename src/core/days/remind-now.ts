import { minute } from '../time.js';
import type { TurnEnv } from '../thread/env.js';
import { hasSeen, markSeen, type Thread } from '../thread/thread.js';
import { hindrance, type Hindrance } from './make-way.js';
import { dayOf } from './record.js';
import { bringUp } from './remind.js';
import { maySendUnasked, sentUnasked } from './unasked.js';

/** Why nobody was reminded, though a begeleider asked for it. */
export type RemindRefusal =
  | 'no_day'
  /** The day is over: answered, ill, moved, closed. */
  | 'over'
  /** It opens later. */
  | 'not_yet'
  | Exclude<Hindrance, 'busy'>
  /** Another talk is open: this one opens after it. */
  | 'waits'
  /** The student wrote just now. */
  | 'writing'
  | 'quiet'
  | 'limit'
  | 'already';

/** What came of it. */
export type Reminded = { ok: true; thread: Thread } | { ok: false; why: RemindRefusal };

/** Somebody who wrote within this time needs no reminder. */
const writingFor = 15 * minute;

/**
 * Brings an open reflection up because the begeleider asks for it: once for each practice day, beside the program's own
 * reminder. The student did not ask for it, so quiet hours, the week's limit and his stop hold as ever.
 */
export function remindNow(thread: Thread, date: string, env: TurnEnv): Reminded {
  const day = dayOf(thread, date);
  if (day === undefined) return { ok: false, why: 'no_day' };
  const key = `remind:${day.id}`;
  if (hasSeen(thread, key)) return { ok: false, why: 'already' };
  if (day.phase === 'over') return { ok: false, why: 'over' };
  const hindered = hindrance(thread, env.now);
  if (hindered !== null && hindered !== 'busy') return { ok: false, why: hindered };
  if (day.phase === 'planned') return { ok: false, why: 'not_yet' };
  if (thread.talk?.day?.id !== day.id) return { ok: false, why: 'waits' };
  const last = Math.max(...thread.addresses.map((one) => one.lastInboundAt ?? 0));
  if (env.now - last < writingFor) return { ok: false, why: 'writing' };
  const may = maySendUnasked(thread, env);
  if (!may.ok) return { ok: false, why: may.why };
  return { ok: true, thread: markSeen(sentUnasked(thread, bringUp(thread, day, env), env.now), key) };
}
