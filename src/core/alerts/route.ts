import type { ConcernAbout, ConcernCategory, Severity } from '../signals/types.js';
import {
  staffNamedIn,
  standIn,
  withRole,
  type Directory,
  type Role,
  type StaffMember,
} from '../school/people.js';
import type { School } from '../school/school.js';

/** What an alert can be about: a worry, a message no program could judge, or words meant for the confidant. */
export type AlertCategory = ConcernCategory | 'unread' | 'someone_else';

/** Whom an alert goes to, first the ones who get it at once, then those it goes on to, in order. */
export type Route = { confidential: boolean; now: string[]; next: string[] };

/** What of a student decides who looks after him. */
export type Circle = { begeleider: string | null; mentor: string | null; backups: readonly string[] };

type Question = {
  category: AlertCategory;
  severity: Severity;
  about: ConcernAbout | null;
  words: string;
  /** Outside office hours an acute alert starts with who is on call. */
  officeHours: boolean;
};

/**
 * Who reads an alert (docs/privacy.md has the same as a table).
 *
 * | the worry                        | at once                                   | then, in order                                |
 * |----------------------------------|-------------------------------------------|-----------------------------------------------|
 * | about school staff, someone else | vertrouwenspersoon; acute at night also   | other vertrouwenspersonen, zorg, coordinator, |
 * |                                  | who is on call, if of zorg or vertrouwen  | without the student's own begeleider, mentor  |
 * | acute, office hours              | begeleider + zorg or coordinator          | back-ups, zorg, coordinator, vertrouwen       |
 * | acute, outside office hours      | on call + begeleider + the same           | the same                                      |
 * | anything else                    | begeleider                                | the same                                      |
 *
 * Who is away today is left out as long as somebody else is there; whoever stands in for the begeleider takes his
 * place. Whoever the words name is left out, always; when a name of the staff stands in a worry that would go to
 * that person, the worry is treated as one about staff. From a worry about staff the student's own begeleider and
 * mentor are left out too, whatever else they are: it may be about them without a name.
 */
export function routeAlert(school: School, directory: Directory, circle: Circle, question: Question): Route {
  const named = new Set(staffNamedIn(directory, question.words).map((person) => person.id));
  const usual = usualReaders(directory, circle);
  const aboutStaff =
    question.about === 'staff' ||
    question.category === 'someone_else' ||
    usual.some((person) => named.has(person.id));
  const able = (people: readonly (StaffMember | undefined)[]): string[] => {
    const free = people.flatMap((one) => (one?.active && !named.has(one.id) ? [one] : []));
    return unique(free.map((one) => one.id));
  };
  const presentFirst = (ids: readonly string[]): string[] =>
    unique(ids).sort((a, b) => Number(isAway(directory, a)) - Number(isAway(directory, b)));
  const acute = question.severity === 'acute';
  const called = acute && !question.officeHours ? able([find(directory, school.onCall)]) : [];
  if (aboutStaff) {
    const own = [circle.begeleider, circle.mentor];
    const all = presentFirst(able(confidants.flatMap((role) => withRole(directory, role)))).filter(
      (id) => !own.includes(id),
    );
    const now = unique([...called.filter((id) => all.includes(id)), ...all.slice(0, 1)]);
    return { confidential: true, now, next: all.filter((id) => !now.includes(id)) };
  }
  const care = presentFirst(able(carers.flatMap((role) => withRole(directory, role))));
  const chain = presentFirst([...able(usual), ...care, ...able(withRole(directory, 'vertrouwen'))]);
  const second = acute ? care.filter((id) => id !== chain[0]).slice(0, 1) : [];
  const now = unique([...called, ...chain.slice(0, 1), ...second]);
  return { confidential: false, now, next: chain.filter((id) => !now.includes(id)) };
}

const isAway = (directory: Directory, id: string): boolean => directory.get(id)?.away === true;

const carers: readonly Role[] = ['zorg', 'coordinator'];
const confidants: readonly Role[] = ['vertrouwen', ...carers];

function usualReaders(directory: Directory, circle: Circle): StaffMember[] {
  const ids = [standIn(directory, circle.begeleider), circle.begeleider, ...circle.backups];
  return unique(ids.filter((id) => id !== null)).flatMap((id) => find(directory, id) ?? []);
}

const find = (directory: Directory, id: string | undefined): StaffMember | undefined =>
  id === undefined ? undefined : directory.get(id);

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
