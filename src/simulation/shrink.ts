import { studentsOf } from './people.js';
import { play, type PlayResult, type SimOptions } from './play.js';

/** Runs that a smaller copy may cost. */
const runs = 8;

/**
 * A smaller copy of a failure: half of the students at a time, as long as the same invariant is found. The steps of a
 * smaller copy are its own, so its trace is the shorter one to read.
 */
export async function shrink(options: SimOptions, found: PlayResult): Promise<PlayResult> {
  const wanted = found.violation;
  if (wanted === null) return found;
  let best = found;
  let students = studentsOf(options.students).map(({ id }) => id);
  const withHim = (ids: readonly string[]): string[] =>
    wanted.person === null || ids.includes(wanted.person) || !students.includes(wanted.person)
      ? [...ids]
      : [...ids, wanted.person];
  for (let run = 0; run < runs && students.length > 1; run += 1) {
    const half = Math.ceil(students.length / 2);
    const part = withHim(run % 2 === 0 ? students.slice(0, half) : students.slice(-half));
    if (part.length === students.length) break;
    const result = await play({ ...options, only: new Set(part) });
    if (result.violation?.invariant !== wanted.invariant) continue;
    students = part;
    const only = { students: part.length, weeks: options.weeks };
    best = { ...result, violation: { ...result.violation, only } };
  }
  return best;
}
