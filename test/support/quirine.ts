import type { Person } from '../../src/core/school/people.js';
import { demoPeople } from './world.js';

/** A student whose name, id, numbers and words occur nowhere else: what is left of her can be found by searching. */
export const quirine = {
  id: 's4711',
  name: 'Quirine Zwaluwstaart',
  whatsapp: '+31687654321',
  teams: '99999999-9999-4999-8999-999999999999',
} as const;

/** What only she says. */
export const herWords = [
  'kersenjam',
  'zuurkoolvat',
  'stroopwafelijzer',
  'boerenkaasje',
  'appelbolletjes',
  'pepernotenstrooier',
  'krentenbrood',
] as const;

/** Everything by which she could be recognised, in raw bytes of a store or a log. */
export const tracesOfQuirine: readonly string[] = [
  ...herWords,
  ...['Quirine', 'Zwaluwstaart', '31687654321', '99999999-9999', 's4711'],
];

/** The made-up school with Quirine in the place of Noor. */
export async function peopleWithQuirine(): Promise<Person[]> {
  const people = await demoPeople();
  return people.map((person) => (person.id === 'noor' ? { ...person, ...quirine } : person));
}
