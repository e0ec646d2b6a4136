import { isMeant } from '../thread/turn/staff-words.js';
import { plain } from '../thread/turn/words.js';

/** Whom a member of staff means by what he typed. */
export type Found<Student> =
  | { kind: 'one'; student: Student }
  /** Several carry that name, or nobody does but some have a name that is one letter away: he is asked. */
  | { kind: 'ask'; students: Student[]; exact: boolean }
  | { kind: 'nobody' };

/** The most students that one is asked about: more buttons are not shown in Teams. */
export const askLimit = 6;

/** Shorter names are one letter away from too many others. */
const nearFrom = 3;

/** Finds a student among those somebody may mean. A name with one letter wrong is never taken for granted. */
export function findStudent<Student extends { id: string; name: string }>(
  students: readonly Student[],
  typed: string,
): Found<Student> {
  const byId = students.find(({ id }) => id === typed.trim());
  if (byId !== undefined) return { kind: 'one', student: byId };
  const meant = students.filter((one) => isMeant(one, typed));
  const [student, ...others] = meant;
  if (student !== undefined && others.length === 0) return { kind: 'one', student };
  if (student !== undefined) return { kind: 'ask', students: meant, exact: true };
  const near = students.filter((one) => isNear(one, typed)).slice(0, askLimit);
  return near.length === 0 ? { kind: 'nobody' } : { kind: 'ask', students: near, exact: false };
}

/** Whether one letter more, less or other than what was typed makes his name: whole, its first or its last word. */
function isNear({ name }: { name: string }, typed: string): boolean {
  const said = plain(typed);
  const whole = plain(name);
  const words = whole.split(' ');
  const last = words.at(-1) ?? whole;
  const candidates = [whole, words[0] ?? whole, last];
  // The last name by itself is no exact match, so that it is asked about as well.
  return said.length >= nearFrom && (said === last || candidates.some((one) => isOneOff(said, one)));
}

/** Whether two words differ by one letter that is missing, too many, another, or swapped with its neighbour. */
export function isOneOff(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [[...a], [...b]] : [[...b], [...a]];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = (letters: readonly string[], from: number): string => letters.slice(from).join('');
  if (short.length < long.length) return rest(short, at) === rest(long, at + 1);
  if (at === short.length) return false;
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  return (
    rest(short, at + 1) === rest(long, at + 1) || (swapped && rest(short, at + 2) === rest(long, at + 2))
  );
}
