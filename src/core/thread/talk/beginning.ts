import { nextDay } from '../../days/change.js';
import type { Beginning } from '../../script/event.js';
import { assignmentIn } from '../../script/model.js';
import type { ScriptValue } from '../../script/schema.js';
import { afterBreak, localDate, noonOf, seasonOf, weekOf } from '../../school/calendar.js';
import { dateText, dayText } from '../../alerts/promise.js';
import type { TurnEnv } from '../env.js';
import { namesAround } from '../names.js';
import { opensFor } from './answer-back.js';
import type { Opening } from './opening.js';
import { languageOf, type Thread } from '../thread.js';

/** What a talk begins with: the given names of docs/authoring.md, for conditions and texts. */
export function beginning(thread: Thread, opening: Opening, env: TurnEnv): Beginning {
  const { profile, history } = thread;
  const assignment = assignmentIn(env.current, profile.sector, opening.assignment);
  const language = languageOf(thread);
  const values: Record<string, ScriptValue> = {
    ...namesAround(thread, env),
    day: env.render(
      env.current,
      language,
      dateText(env.school, opening.day === null ? env.now : noonOf(env.school, opening.day.date)),
    ),
    language,
    sector: profile.sector ?? '',
    week: weekOf(localDate(env.school, env.now)),
    number: history.finished,
    lastIntention: history.lastIntention,
    lastMood: lastMood(thread, env),
    season: seasonOf(env.school, env.now),
    afterBreak: afterBreak(env.school, opening.day?.date ?? localDate(env.school, env.now)),
    ...lastReply(thread, env),
    streak: history.streak,
    hasAssignment: assignment !== null,
    introduced: thread.settings.introducedAt !== null,
    retention: env.school.retentionMonths,
    ...(assignment ? { assignment: String(assignment.number) } : {}),
    ...planOf(thread, env),
    ...opening.values,
    ...opening.care?.values,
  };
  return { script: opening.script, values, skills: assignment?.skills ?? [], used: history.used };
}

/** How he said he was on an earlier date: a talk that is taken up on the same day is the same time. */
function lastMood({ history }: Thread, { school, now }: TurnEnv): string {
  const { mood = '', at = now } = history.lastMood ?? {};
  return localDate(school, at) < localDate(school, now) ? mood : '';
}

/** What somebody of school wrote lately; empty otherwise. */
function lastReply({ history: { reply } }: Thread, { now }: TurnEnv): Record<string, ScriptValue> {
  const fresh = reply !== undefined && now - reply.at < opensFor ? reply : null;
  return { lastReply: fresh?.text ?? '', lastReplyBy: fresh?.by ?? '' };
}

/** The next practice day, and whether it is known what will be done on it. */
function planOf(thread: Thread, env: TurnEnv): Record<string, ScriptValue> {
  const next = nextDay(thread);
  if (next === undefined) return { nextDay: '', nextPlanned: false };
  const text = dayText(env.school, next.date);
  return {
    nextDay: env.render(env.current, languageOf(thread), text),
    nextPlanned: next.assignment !== null,
  };
}
