import type { ConcernAbout, ConcernCategory } from './types.js';
import { placesOf, type Tagged, type Vocabulary } from './vocabulary.js';

/** The families that name people; each is a kind of person a worry can be about. */
export const peopleFamilies = ['staff', 'company', 'home', 'peer'] as const;

/** One kind of person a worry can be about. */
export type People = (typeof peopleFamilies)[number];

/** Word classes of the people families. */
export type PeopleClasses = ReadonlyMap<People, number>;

/** The word classes of the people families, in a vocabulary that tags answers with them. */
export function peopleClasses(
  families: ReadonlyMap<string, readonly string[]>,
  vocabulary: Vocabulary,
): PeopleClasses {
  return new Map(peopleFamilies.map((who) => [who, vocabulary.classOf(families.get(who) ?? [])]));
}

// Further away than this a person belongs to another thought, unless nobody stands nearer.
const reach = 12;

/**
 * Who a worry is about: the person named nearest to the words that showed it. School staff wins a near tie,
 * because a worry that wrongly passes the vertrouwenspersoon costs less than one that reaches the person it names.
 */
export function judgeAbout(
  category: ConcernCategory,
  first: number,
  last: number,
  tagged: Tagged,
  people: PeopleClasses,
): ConcernAbout {
  let best: { who: People; distance: number } | null = null;
  for (const who of peopleFamilies) {
    const id = people.get(who);
    for (const at of id === undefined ? [] : placesOf(tagged, id)) {
      const distance = at < first ? first - at : Math.max(0, at - last);
      const weighed = who === 'staff' ? distance - 3 : distance;
      if (distance <= reach && (!best || weighed < best.distance)) best = { who, distance: weighed };
    }
  }
  return best?.who ?? withoutPerson(category);
}

function withoutPerson(category: ConcernCategory): ConcernAbout {
  switch (category) {
    case 'self_harm':
    case 'money':
    case 'substance':
    case 'mental_health':
    case 'dropout':
    case 'help_request':
      return 'self';
    case 'home':
      return 'home';
    case 'unsafe_work':
      return 'company';
    case 'violence':
    case 'sexual_harassment':
    case 'discrimination':
    case 'bullying':
      return 'unknown';
  }
}
