import type { TextRef } from '../../script/effect.js';
import type { ScriptValue } from '../../script/schema.js';
import { helpLinesFor } from '../../alerts/promise.js';
import type { TurnEnv } from '../env.js';
import { namesAround } from '../names.js';
import { sayText } from '../delivery/reply.js';
import { keepLoose, looseTalk, openScript, openTalk, turnTalk } from '../talk/talk.js';
import type { Thread } from '../thread.js';

/** Says one text of the program, in the open talk or on its own. */
export function tell(thread: Thread, text: TextRef | string, env: TurnEnv, urgent = false): Thread {
  const ref: TextRef = typeof text === 'string' ? namedTexts(thread, text, env) : text;
  if (thread.talk === null) return keepLoose(sayText(looseTalk(thread, env), ref, env, urgent));
  const said = sayText({ thread, talk: thread.talk }, ref, env, urgent);
  return { ...said.thread, talk: said.talk };
}

/** A text of the program with the names that it may use. */
export function namedTexts(thread: Thread, key: string, env: TurnEnv): TextRef {
  const helplines = helpLinesFor(env.school, thread.profile.ageBand, null);
  return { key, params: { ...namesAround(thread, env), helplines } };
}

/** First contact on a channel: the explanation, or the open question again. */
export function greet(thread: Thread, env: TurnEnv): Thread {
  if (thread.talk !== null) return turnTalk(thread, { type: 'resume' }, env);
  if (thread.settings.introducedAt !== null || thread.settings.stoppedAt !== null) return thread;
  return openTalk(thread, { script: 'kennismaking', day: null, assignment: null }, env);
}

/** A small script on top of the talk, or on its own. Content that a talk was begun with may not have it yet. */
export function interlude(
  thread: Thread,
  script: string,
  env: TurnEnv,
  values: Readonly<Record<string, ScriptValue>> = {},
): Thread {
  if (thread.talk === null) return openTalk(thread, { script, day: null, assignment: null, values }, env);
  if (!env.pinned.scripts.has(script)) return tell(thread, 'app.not_here', env);
  return turnTalk(thread, { type: 'interrupt', script, values }, env);
}

/** Asks the open question again, if there is one. */
export function resumeAfter(thread: Thread, env: TurnEnv): Thread {
  return thread.talk === null ? thread : turnTalk(thread, { type: 'resume' }, env);
}

/** Goes on with what is open. Who asks for that need not say any more when he is to be asked again. */
export function goOn(thread: Thread, env: TurnEnv): Thread {
  const snoozing = thread.talk !== null && openScript(thread.talk) === 'later';
  return resumeAfter(snoozing ? turnTalk(thread, { type: 'withdraw' }, env) : thread, env);
}
