import { localDate } from '../../school/calendar.js';
import type { TurnEnv } from '../env.js';
import { tell } from './answering.js';
import { namesAround } from '../names.js';
import { saidAbout } from '../worry/said-about.js';
import type { Thread } from '../thread.js';
import type { Line } from '../transcript.js';

/** "Iemand anders": what is written next is for the confidant alone. */
export const waitForConfidant = (thread: Thread, { now }: TurnEnv): Thread => ({
  ...thread,
  settings: { ...thread.settings, confidential: true, confidentialSince: now },
});

/** The words have come, or are no longer waited for. */
export const stopWaiting = (thread: Thread): Thread => ({
  ...thread,
  settings: { ...thread.settings, confidential: false },
});

/**
 * Whether what is said now is no longer meant for the confidant: he asked on another day, and in the talk about a
 * practice day something was said to him since. On the day itself, and while nothing else was said, it still is.
 */
export function isPastWaiting({ settings, talk }: Thread, { school, now }: TurnEnv): boolean {
  const { confidential, confidentialSince: since } = settings;
  if (!confidential || since === undefined || talk === null || talk.day === null) return false;
  return (
    localDate(school, since) < localDate(school, now) && talk.transcript.some((line) => wasAsked(line, since))
  );
}

/** A question or a reminder of later; not what was said to a worry, or by somebody of school. */
const wasAsked = ({ from, at, alert, confidential }: Line, since: number): boolean =>
  from === 'bot' && at > since && alert === undefined && confidential === undefined;

/** Says how to write to the confidant after all; that he wanted to is nobody else's business. */
export function tellPastWaiting(thread: Thread, env: TurnEnv): Thread {
  const { confidant } = namesAround(thread, env);
  const told = tell(thread, { key: 'app.someone_else_past', params: { confidant } }, env);
  return saidAbout(thread, told, { alert: null, confidential: true });
}
