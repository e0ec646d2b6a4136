import { firstName, standIn, withRole } from '../school/people.js';
import type { TurnEnv } from './env.js';
import type { Thread } from './thread.js';

/** The people around the student as every text may name them; the school's name where there is nobody. */
export function namesAround(thread: Thread, env: TurnEnv) {
  const { profile } = thread;
  const school = env.school.name;
  const named = (id: string | null): string =>
    (id === null ? undefined : env.directory.get(id)?.name) ?? school;
  const [confidant] = withRole(env.directory, 'vertrouwen');
  return {
    name: firstName(profile),
    begeleider: named(standIn(env.directory, profile.begeleider)),
    mentor: named(profile.mentor),
    confidant: confidant?.name ?? school,
    school,
  };
}
