import { day, minute } from '../../core/time.js';
import type { Finding, Invariant, Sim } from '../sim.js';
import { seenOf } from '../watch.js';
import { isMark, marks } from '../marks.js';

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
    const owners = signsOf(
      sim,
      due.map(([id]) => id),
    );
    const found = new Map<string, Finding[]>();
    const worried = new Set<string>();
    for (const item of sim.everything()) {
      for (const [id, sign] of namedIn(JSON.stringify(item), owners))
        found.set(id, [
          ...(found.get(id) ?? []),
          { person: id, what: `${sign} stands in the ${item.kind} ${item.id}` },
        ]);
      if (item.kind === 'alert') worried.add((item.body as { student?: string }).student ?? '');
    }
    return due.flatMap(([id]) => {
      const left = found.get(id) ?? [];
      // A worry keeps him known until it is handled.
      if (left.length > 0 && worried.has(id)) return [];
      clean.add(id);
      return left;
    });
  };
  return {
    name: 'erased: nothing is kept of him',
    daily: async (sim) => (sim.students.length > manyStudents ? [] : look(sim)),
    atEnd: look,
  };
};

/** What may be a sign of somebody: an id or an address of the school, or a mark. Each item is read once, whoever left. */
const mayBeSign = new RegExp(
  String.raw`s\d{4}|\+316\d{8}|[ab]{8}-[ab]{4}-4[ab]{3}-8[ab]{3}-\d{12}|${marks.source}`,
  'gu',
);

/** Whose each sign is: ids, addresses, and the marks in what was said. */
function signsOf(sim: Sim, ids: readonly string[]): ReadonlyMap<string, string> {
  const known = new Map(sim.students.map((one) => [one.id, one]));
  return new Map(
    ids.flatMap((id) => {
      const addresses = known.get(id)?.ways.map(({ address }) => address) ?? [];
      const said = seenOf(sim.watch, id).heard.flatMap(({ mark }) => (isMark(mark) ? [mark] : []));
      const signs = [id, ...addresses, ...said];
      const odd = signs.find((sign) => sign.match(mayBeSign)?.[0] !== sign);
      if (odd !== undefined) throw new Error(`${odd} would not be found`);
      return signs.map((sign): [string, string] => [sign, id]);
    }),
  );
}

/** The people of whom a sign stands in a text, with the first one of each. */
function namedIn(text: string, owners: ReadonlyMap<string, string>): Map<string, string> {
  const named = new Map<string, string>();
  for (const sign of text.match(mayBeSign) ?? []) {
    const id = owners.get(sign);
    if (id !== undefined && !named.has(id)) named.set(id, sign);
  }
  return named;
}
