import { doesWorkOf, may } from '../../core/school/access.js';
import { isDate, localDate } from '../../core/school/calendar.js';
import type { Standing } from '../../core/school/standing.js';
import { dayCard } from '../../core/staff/day-card.js';
import type { DayView } from '../../core/staff/day-view.js';
import { studentsOn } from '../../core/staff/day-groups.js';
import { openAlertsOf } from '../alerts/alert-lists.js';
import { standingsOf } from '../days/standings.js';
import type { Deps } from '../deps.js';
import type { Handlers } from '../handlers.js';
import { putCard, staffEnv, type PostedCard } from './answers.js';

/**
 * Sends a begeleider the card of his day, once for each date, when one of his students has a practice day on it. While
 * he is absent whoever stands in for him gets it; where nobody does, nobody.
 */
export async function sendDayCard(handlers: Handlers, owner: string, date: string): Promise<void> {
  const { deps } = handlers;
  const directory = await deps.directory.read();
  const person = directory.get(owner);
  const to = person?.away === true ? (person.standIn ?? null) : owner;
  if (person?.active !== true || to === null || localDate(deps.school, deps.clock.now()) !== date) return;
  // Somebody without Teams looks at the pages; a card that cannot arrive is no news every week.
  if (directory.get(to)?.teams == null) return;
  const standings = await standingsFor(deps, to, owner);
  if (standings === null || studentsOn(standings, date).length === 0) return;
  const key = dayCardKey(deps, owner, date);
  await putCard(handlers, to, key, await drawDay(deps, to, { owner, date, key }, standings));
}

/** What a day card is known by. `asked`: of one that somebody asked for; it stands beside the day's own. */
export const dayCardKey = (
  { school }: Pick<Deps, 'school'>,
  owner: string,
  date: string,
  asked?: string,
): string => `${school.id}:${owner}:day-card:${date}${asked === undefined ? '' : `:${asked}`}`;

/**
 * How the students of `owner` stand, as far as `reader` may see them today; null where he does not do the work of that
 * owner. Of somebody who is begeleider of some and mentor of others, those of whom he is begeleider.
 */
export async function standingsFor(
  { store, school, directory }: Pick<Deps, 'store' | 'school' | 'directory'>,
  reader: string,
  owner: string,
): Promise<Standing[] | null> {
  const known = await directory.read();
  if (!doesWorkOf(known, reader).includes(owner)) return null;
  const all = await standingsOf(store, school.id, owner);
  const own = all.filter(({ relations }) => relations.includes('begeleider'));
  return (own.length > 0 ? own : all).filter((circle) => may(known, reader, 'group: see', { circle }));
}

/** Draws the card for its reader, who may be standing in for the owner. */
export async function drawDay(
  deps: Deps,
  reader: string,
  {
    owner,
    date,
    key,
    ...pressed
  }: { owner: string } & Pick<DayView, 'date' | 'key' | 'note' | 'chosen' | 'history'>,
  standings: readonly Standing[],
): Promise<PostedCard> {
  const directory = await deps.directory.read();
  const view: DayView = {
    ...pressed,
    ...{ date, key, standings },
    owner: { id: owner, name: owner === reader ? null : (directory.get(owner)?.name ?? owner) },
    alerts: await openAlertsOf(deps, reader),
    mayChange: standings.some((circle) => may(directory, reader, 'days: change', { circle })),
  };
  const card = dayCard(view, await staffEnv(deps, reader));
  return {
    card,
    key,
    about: isDate(date) ? studentsOn(standings, date).map((one) => one.standing.student) : [],
  };
}
