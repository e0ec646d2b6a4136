import { catchUp, dayMeant, daysToCatchUp, moveDates, nextDay } from '../../days/change.js';
import type { ScriptEvent } from '../../script/event.js';
import type { ScriptValue } from '../../script/schema.js';
import { shorterWay } from '../../script/shorten.js';
import { readState } from '../../script/state.js';
import { dayText } from '../../alerts/promise.js';
import { goOn, greet, interlude, resumeAfter, tell } from './answering.js';
import type { TurnEnv } from '../env.js';
import type { Task } from '../../outbox/job.js';
import { waitForConfidant } from './confiding.js';
import { addJob } from '../job.js';
import { turnTalk } from '../talk/talk.js';
import type { StudentDay } from '../student-day.js';
import { languageOf, nextId, type Thread } from '../thread.js';
import type { Command } from './words.js';

/** Does what a word asks for that means the same whatever the talk is about. */
export function obey(thread: Thread, command: Command, env: TurnEnv): Thread {
  switch (command) {
    case 'stop':
      return stop(thread, env);
    case 'start':
      return start(thread, env);
    case 'someone_else':
      return tell(waitForConfidant(thread, env), 'app.someone_else', env);
    case 'help':
      return interlude(thread, 'help', env);
    case 'more_help':
      return interlude(thread, 'meer_hulp', env);
    case 'language':
      return interlude(thread, 'taal', env);
    case 'skip':
      return toOpen(thread, { type: 'skip' }, 'app.nothing_open', env);
    case 'correct':
      return toOpen(thread, { type: 'correct' }, 'app.correct_over', env);
    case 'explain':
      return toOpen(thread, { type: 'explain' }, 'app.nothing_open', env);
    case 'progress':
      return handOver(thread, 'show_progress', env);
    case 'list':
      return handOver(thread, 'show_list', env);
    case 'example':
      return handOver(thread, 'show_example', env);
    case 'unshare':
      return handOver(thread, 'unshare', env);
    case 'short':
      return shorter(thread, env);
    case 'goal':
      return interlude(thread, 'doel', env, { lastIntention: thread.history.lastIntention });
    case 'who':
      return resumeAfter(tell(thread, 'app.program', env), env);
    case 'data':
      // A link needs a secret that nobody can guess: its handler draws it.
      return handOver(thread, 'show_data', env);
    case 'call_me':
      // It raised a worry of its own, which was answered before this.
      return thread;
    case 'erase':
      return interlude(thread, 'wissen', env);
    case 'later':
      return thread.talk?.day == null
        ? tell(thread, 'app.nothing_open', env)
        : interlude(thread, 'later', env);
    case 'ill':
    case 'absent':
    case 'move':
    case 'plan':
    case 'catch_up':
      return aboutDay(thread, command, env);
  }
}

/** An event of the open talk; where none is open, a sentence. */
const toOpen = (thread: Thread, event: ScriptEvent, otherwise: string, env: TurnEnv): Thread =>
  thread.talk === null ? tell(thread, otherwise, env) : turnTalk(thread, event, env);

/** The shorter way of the talk that is open. */
function shorter(thread: Thread, env: TurnEnv): Thread {
  if (thread.talk === null) return tell(thread, 'app.nothing_open', env);
  const read = readState(thread.talk.state);
  return read.kind === 'ok' && shorterWay(env.pinned, read.state) === null
    ? resumeAfter(tell(thread, 'app.short_already', env), env)
    : turnTalk(thread, { type: 'shorten' }, env);
}

type Asked = Extract<
  Task,
  { type: 'show_progress' | 'show_list' | 'show_example' | 'unshare' | 'show_data' }
>;

/** What this thread does not hold is looked up by a handler, which answers. */
function handOver(thread: Thread, type: Asked['type'], env: TurnEnv): Thread {
  const [id, counted] = nextId(thread);
  return addJob(counted, { type, entry: `${id}:${type}` }, env);
}

function stop(thread: Thread, env: TurnEnv): Thread {
  const stopped = thread.talk === null ? thread : turnTalk(thread, { type: 'stop', outcome: 'stopped' }, env);
  return tell({ ...stopped, settings: { ...stopped.settings, stoppedAt: env.now } }, 'app.stopped', env);
}

/** Begins again after "stop", goes on with what is open, or takes up the last day that was not finished. */
function start(thread: Thread, env: TurnEnv): Thread {
  const wasStopped = thread.settings.stoppedAt !== null;
  const started = { ...thread, settings: { ...thread.settings, stoppedAt: null } };
  if (started.settings.introducedAt === null) return greet(started, env);
  const told = wasStopped ? tell(started, 'app.started', env) : started;
  if (told.talk !== null) return goOn(told, env);
  const [last] = daysToCatchUp(started, env).filter((day) => day.status !== 'skipped');
  const waits = started.days.some((day) => day.phase === 'due');
  if (!wasStopped && last === undefined && !waits) return tell(started, 'app.nothing_open', env);
  return waits || last === undefined ? told : catchUp(told, last.id, env);
}

type DayCommand = Extract<Command, 'ill' | 'absent' | 'move' | 'plan' | 'catch_up'>;

/** Small scripts about a practice day; each names the day that it is about, so that nothing is decided by guessing. */
function aboutDay(thread: Thread, command: DayCommand, env: TurnEnv): Thread {
  const meant = dayMeant(thread, env);
  switch (command) {
    case 'ill':
      return meant === undefined
        ? tell(thread, 'app.ill', env)
        : interlude(thread, 'ziek', env, named(thread, meant, env));
    case 'absent':
      return meant === undefined
        ? tell(thread, 'dag.geen_dag', env)
        : interlude(thread, 'afwezig', env, named(thread, meant, env));
    case 'move': {
      const day = meant ?? nextDay(thread);
      const dates = moveDates(thread, env);
      if (day === undefined || dates.length === 0) return tell(thread, 'dag.geen_dag', env);
      return interlude(thread, 'verzet', env, { ...named(thread, day, env), dates: dates.join(' ') });
    }
    case 'plan': {
      const next = nextDay(thread);
      if (next === undefined) return tell(thread, 'dag.geen_dag', env);
      return interlude(thread, 'plan', env, named(thread, next, env));
    }
    case 'catch_up': {
      const dates = daysToCatchUp(thread, env).map((day) => day.date);
      if (dates.length === 0) return tell(thread, 'dag.niets_in_te_halen', env);
      return interlude(thread, 'inhalen', env, { dates: dates.join(' ') });
    }
  }
}

/** The day that a small script is about, in the student's words and for the program. */
function named(thread: Thread, day: StudentDay, env: TurnEnv): Record<string, ScriptValue> {
  const text = dayText(env.school, day.date);
  return {
    aboutDay: env.render(env.current, languageOf(thread), text),
    aboutDate: day.date,
    // Whether the talk in hand is about that day: then it ends with the decision.
    aboutOpen: thread.talk?.day?.id === day.id,
  };
}
