import { day, hour, minute } from '../../core/time.js';
import { isDecent, wall } from '../calendar.js';
import { staff } from '../people.js';
import { seenOf, type Heard, type Sending } from '../watch.js';
import type { Invariant, Sim } from '../sim.js';

/** What is made so soon after the student wrote is an answer: pieces wait some seconds, and another process takes over within a minute or two. */
const answeredWithin = 5 * minute;

/** Words and buttons that ask for a reminder; "Morgen", said on Friday morning, is Monday at noon. */
const snoozes = ['later', 'Over een uur', 'Morgen'];
const longestSnooze = 80 * hour;

/** Nothing that a student did not ask for comes at night, on free days, or more often than the school allows. */
export const decentHours = (): Invariant => {
  const counted = new Map<string, Unasked[]>();
  return {
    name: '13 no unasked message in quiet hours or above the limit',
    onSend: (sim, sending) => {
      if (!isUnasked(sim, sending)) return [];
      const { person, at, entry } = sending;
      const mine = (counted.get(person) ?? []).filter((one) => at - one.at < week);
      counted.set(person, counts(mine, sending));
      const limit = sim.school.days.unaskedPerWeek;
      return [
        ...(isDecent(at, sim.options.weeks) ? [] : [`${entry} goes out on ${wall(at)}`]),
        ...(mine.length > limit ? [`${entry} is the ${mine.length}th unasked message of a week`] : []),
      ];
    },
  };
};

/** A message that nobody asked for, with the entries that are part of it. */
type Unasked = { at: number; talk: string; entries: Set<string> };

/** A little less than a week: what waits for the week to be over may be counted a moment before it leaves. */
const week = 7 * day - 2 * hour;

/** The parts of one opening are one message; sent again because its answer was lost it still is. */
function counts(mine: Unasked[], { recorded, entry, at }: Sending): Unasked[] {
  const talk = recorded?.talk ?? entry;
  const same = mine.find((one) => one.entries.has(entry) || (one.talk === talk && at - one.at <= hour));
  if (same === undefined) mine.push({ at, talk, entries: new Set([entry]) });
  else same.entries.add(entry);
  return mine;
}

/** After "stop" nothing comes but answers, until "start". */
export const nothingToWhoStopped = (): Invariant => ({
  name: '13 nothing to somebody who stopped',
  onSend: (sim, sending) => {
    const said = seenOf(sim.watch, sending.person).heard.findLast(
      (one) => one.accepted && (one.mark === 'stop' || one.mark === 'start'),
    );
    const stopped = said?.mark === 'stop' && sending.at - said.at > answeredWithin;
    return stopped && isUnasked(sim, sending) ? [`${sending.entry} goes to somebody who stopped`] : [];
  },
});

/** A student's message of the program's own accord: no answer to him, and no news about his worry. */
function isUnasked({ watch }: Sim, { person, recorded, entry, message }: Sending): boolean {
  if (recorded === null || recorded.urgent) return false;
  // What staff do about a worry carries its alert's name, and what it asks follows from it.
  if (!/^sim:s\d+:\d+$/.test(entry)) return false;
  const talk = watch.threads.get(person)?.now;
  const about = [talk?.talk, ...(talk?.ended ?? [])].find((one) => one?.id === recorded.talk);
  if (about?.alert != null || about?.day == null) return false;
  const made = recorded.createdAt;
  const lately = since(seenOf(watch, person).heard, made - longestSnooze);
  if (lately.some((one) => snoozes.includes(one.mark))) return false;
  if (lately.some((one) => one.at <= made + 5000 && made - one.at < answeredWithin)) return false;
  // Nor what staff wrote, or read: the message names them.
  const shown = JSON.stringify(message);
  return !staff.some(({ name }) => shown.includes(name));
}

/** What was said after a moment, by looking back from the end. */
function since(heard: readonly Heard[], at: number): readonly Heard[] {
  const before = heard.findLastIndex((one) => one.at < at);
  return heard.slice(before + 1);
}
