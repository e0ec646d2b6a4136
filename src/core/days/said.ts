import { readState } from '../script/state.js';
import { dateAfter, localDate, timeOn, undisturbed } from '../school/calendar.js';
import { hour } from '../time.js';
import type { TurnEnv } from '../thread/env.js';
import type { StudentDay } from '../thread/student-day.js';
import type { Talk, Thread } from '../thread/thread.js';
import { catchUp, moveDay, nextDay, planAssignment, skipDay } from './change.js';
import { dayById, dayOf, setDay } from './record.js';

/** What a script saves about a practice day, and what that does. */
export type DaySaying = {
  name: 'day_is' | 'move_to' | 'planned_next' | 'catch_up' | 'remind_at';
  value: string;
};

/** Does what a student chose about a practice day in a small script. */
export function rememberDay(thread: Thread, talk: Talk, { name, value }: DaySaying, env: TurnEnv): Thread {
  const meant = aboutDay(thread, talk);
  switch (name) {
    case 'day_is':
      return meant === undefined || (value !== 'ill' && value !== 'absent')
        ? thread
        : skipDay(thread, meant.id, value, env);
    case 'move_to':
      return meant === undefined ? thread : moveDay(thread, meant.id, value, env);
    case 'planned_next': {
      const next = nextDay(thread);
      if (next === undefined) return thread;
      const number = Number(value);
      const assignment = Number.isInteger(number) && number > 0 ? number : value === 'geen' ? 'none' : null;
      return planAssignment(thread, next.id, assignment, env);
    }
    case 'catch_up': {
      const day = dayOf(thread, value);
      return day === undefined ? thread : catchUp(thread, day.id, env);
    }
    case 'remind_at':
      return remindLater(thread, value, env);
  }
}

/** The day that the small script was begun about. */
function aboutDay(thread: Thread, talk: Talk): StudentDay | undefined {
  const read = readState(talk.state);
  const date = read.kind === 'ok' ? read.state.values['aboutDate'] : undefined;
  return dayOf(thread, String(date ?? '')) ?? dayById(thread, talk.day?.id);
}

/** "Later": in an hour, or tomorrow at the school's hour; never in quiet hours. */
function remindLater(thread: Thread, value: string, env: TurnEnv): Thread {
  const day = dayById(thread, thread.talk?.day?.id);
  if (day === undefined) return thread;
  const { school, now } = env;
  const tomorrow = timeOn(school, dateAfter(localDate(school, now)), school.days.remindAt);
  const remindAt = undisturbed(school, value === 'hour' ? now + hour : tomorrow);
  return setDay(thread, day.id, { remindAt, remindAsked: true }, now);
}
