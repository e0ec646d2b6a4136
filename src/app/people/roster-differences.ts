import type { Person } from '../../core/school/people.js';

/** What a roster changes for one person. */
export type RosterDifference =
  | { kind: 'new' | 'left' | 'back'; person: Person }
  | { kind: 'changed'; person: Person; fields: { name: string; from: string; to: string }[] };

/** Somebody who is not in the roster any more: closed, and known by no number. */
export const closedOf = (person: Person): Person => ({
  ...person,
  active: false,
  teams: null,
  whatsapp: null,
});

/** Everybody for whom something changes, in the order of the roster. */
export function differences(
  known: ReadonlyMap<string, Person>,
  people: readonly Person[],
): RosterDifference[] {
  return people.flatMap((person): RosterDifference[] => {
    const before = known.get(person.id);
    if (before === undefined) return [{ kind: 'new', person }];
    if (before.active && !person.active) return [{ kind: 'left', person }];
    if (!before.active && person.active) return [{ kind: 'back', person }];
    const fields = fieldsOf(before, person);
    return fields.length === 0 ? [] : [{ kind: 'changed', person, fields }];
  });
}

function fieldsOf(before: Person, after: Person): { name: string; from: string; to: string }[] {
  return (Object.keys(after) as (keyof Person)[]).flatMap((name) => {
    const [from, to] = [shown(before[name]), shown(after[name])];
    return from === to ? [] : [{ name, from, to }];
  });
}

const shown = (value: Person[keyof Person]): string =>
  Array.isArray(value) ? value.join('+') : String(value ?? '–');
