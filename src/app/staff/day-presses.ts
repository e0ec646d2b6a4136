import { isDate } from '../../core/school/calendar.js';
import { standingOf } from '../../core/days/standing.js';
import { dayOf } from '../../core/days/record.js';
import { may } from '../../core/school/access.js';
import type { TextRef } from '../../core/script/effect.js';
import type { Standing } from '../../core/school/standing.js';
import type { StaffPress } from '../../core/staff/staff-press.js';
import { staffText } from '../../core/staff/staff-env.js';
import type { TurnEnv } from '../../core/thread/env.js';
import type { Thread } from '../../core/thread/thread.js';
import type { ActionResult } from '../alerts/alerts.js';
import { unlessGone } from '../conversation/threads.js';
import type { Handlers } from '../handlers.js';
import { putCard, staffEnv } from './answers.js';
import { answerAsk } from './asks.js';
import { dayCardKey, drawDay, standingsFor } from './day-cards.js';
import { appliedOn, remindedOn, type Applied } from './orders.js';

type DayPress = Extract<StaffPress, { owner: string }>;

/**
 * Presses a button on a day card: only for students of the owner whom this person may see now, whatever the card says.
 * What it does to a day is decided in the student's own thread, so that pressing twice is one outcome.
 */
export async function pressDay(
  handlers: Handlers,
  person: string,
  press: DayPress,
  id: string,
): Promise<ActionResult> {
  const { deps } = handlers;
  const { owner, date, card: key, student } = press;
  const standings = isDate(date) ? await standingsFor(deps, person, owner) : null;
  if (standings === null || standings.length === 0) return { kind: 'refused' };
  const chosen = standings.find((one) => one.student === student);
  if (student !== '' && chosen === undefined) return { kind: 'refused' };
  const done = await carryOut(handlers, person, press, chosen, id);
  if (done === null) return { kind: 'refused' };
  const { standing, ...shown } = done;
  // The standing in the store follows by a job: the card shows what the student's thread says now.
  const fresh = standings.map((one) => (one.student === standing?.student ? standing : one));
  const view = { owner, date, key, ...shown, ...(chosen === undefined ? {} : { chosen: student }) };
  const posted = await drawDay(deps, person, view, fresh);
  // The name comes from the card: it must be that of a card of this day, and not of another one in his chat.
  if (key.startsWith(dayCardKey(deps, owner, date)))
    await putCard(handlers, person, `${key}:${id}`, posted, true);
  return { kind: 'card', card: posted.card };
}

/** What came of a button: words for the card, the student as he stands now, the page that is linked. */
type Done = { note?: string; standing?: Standing; history?: string };

async function carryOut(
  handlers: Handlers,
  person: string,
  press: DayPress,
  chosen: Standing | undefined,
  id: string,
): Promise<Done | null> {
  const { deps } = handlers;
  if (press.verb === 'day_refresh') return {};
  if (press.verb === 'day_alerts') {
    await answerAsk(handlers, person, { entry: `${press.card}:alerts:${id}`, ask: { about: 'open' } });
    return {};
  }
  const env = await staffEnv(deps, person);
  if (chosen === undefined) return { note: staffText(env, 'day.choose_first') };
  if (press.verb === 'day_history') return { history: chosen.student, note: staffText(env, 'history.below') };
  if (!may(await deps.directory.read(), person, 'days: change', { circle: chosen })) return null;
  const { said, standing } = await changed(handlers, chosen, (thread, turn) => doneTo(thread, press, turn));
  return { note: env.render(said), ...(standing === null ? {} : { standing }) };
}

/** What a button does in the thread of the student. */
function doneTo(thread: Thread, { verb, date, to }: DayPress, env: TurnEnv): Applied {
  const day = dayOf(thread, date);
  if (verb === 'day_remind') return remindedOn(thread, date, env);
  if (verb === 'day_ill') {
    const already = day?.status === 'skipped' && day.reason === 'ill';
    return already ? { thread: null, key: 'card.order.done' } : appliedOn(thread, date, { verb: 'ill' }, env);
  }
  if (!isDate(to)) return { thread: null, key: 'staf.day.move_required' };
  return day?.status === 'moved' && day.reason === to
    ? { thread: null, key: 'card.order.done' }
    : appliedOn(thread, date, { verb: 'move', to }, env);
}

async function changed(
  { threads, deliveries }: Handlers,
  { student, name, relations }: Standing,
  change: (thread: Thread, env: TurnEnv) => Applied,
): Promise<{ said: TextRef; standing: Standing | null }> {
  const done: { said: TextRef } = { said: { key: 'card.order.nobody', params: { name } } };
  const committed = await unlessGone(
    threads.change(student, (thread, env) => {
      const result = change(thread, env);
      done.said = { key: result.key, params: { name, ...result.params } };
      return result.thread;
    }),
  );
  deliveries.follow(committed);
  const now = committed === null ? null : standingOf(committed.thread);
  const revision = committed?.thread.sequence ?? 0;
  return { ...done, standing: now === null ? null : { ...now, relations, revision } };
}
