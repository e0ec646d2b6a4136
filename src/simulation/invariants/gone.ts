import { day, minute } from '../../core/time.js';
import type { Stored } from '../../ports/store.js';
import type { Finding, Invariant, Sim } from '../sim.js';
import { seenOf } from '../watch.js';
import { isMark } from '../marks.js';

/** What was under way when somebody left may still arrive. */
const underWay = 5 * minute;

/** Whoever is in the roster no more gets nothing. */
export const nothingToWhoLeft = (): Invariant => ({
  name: 'left: nothing is sent to him',
  onSend: ({ gone }, { person, at, entry }) =>
    at > (gone.get(person)?.at ?? Infinity) + underWay ? [`${entry} goes to somebody who left`] : [],
});

/** The sweeps of an erasure are over after a day; an evening later nothing stands anywhere. */
const sweptAfter = 2 * day;

/** More items than this are looked through at the end only. */
const manyStudents = 200;

/** Of somebody who was erased nothing is kept: no id, no address, no word; but for a worry that nobody handled yet. */
export const nothingOfErased = (): Invariant => {
  const clean = new Set<string>();
  const look = async (sim: Sim): Promise<Finding[]> => {
    const due = [...sim.gone].filter(
      ([id, { at, erased }]) => erased && !clean.has(id) && sim.clock.now() - at > sweptAfter,
    );
    if (due.length === 0) return [];
    const items = sim.everything().map((item) => ({ item, text: JSON.stringify(item) }));
    return due.flatMap(([id]) => {
      const found = leftOf(sim, id, items);
      // A worry keeps him known until it is handled.
      if (found.length > 0 && items.some(({ item }) => isOpenWorry(item, id))) return [];
      clean.add(id);
      return found;
    });
  };
  return {
    name: 'erased: nothing is kept of him',
    daily: async (sim) => (sim.students.length > manyStudents ? [] : look(sim)),
    atEnd: look,
  };
};

function leftOf(sim: Sim, id: string, items: readonly { item: Stored; text: string }[]): Finding[] {
  const ways = sim.students.find((one) => one.id === id)?.ways ?? [];
  const marks = seenOf(sim.watch, id).heard.flatMap(({ mark }) => (isMark(mark) ? [mark] : []));
  const signs = new Set([id, ...ways.map(({ address }) => address), ...marks]);
  return items.flatMap(({ item, text }) => {
    const sign = [...signs].find((one) => text.includes(one));
    return sign === undefined ? [] : [{ person: id, what: `${sign} stands in the ${item.kind} ${item.id}` }];
  });
}

const isOpenWorry = ({ kind, body }: Stored, id: string): boolean =>
  kind === 'alert' && (body as { student?: string }).student === id;
