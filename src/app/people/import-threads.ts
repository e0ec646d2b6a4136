import { TerugblikError } from '../../core/errors.js';
import { comeBack, leave } from '../../core/days/leave.js';
import { replan } from '../../core/days/plan.js';
import { noteStanding } from '../../core/days/standing.js';
import type { Person } from '../../core/school/people.js';
import { armDayCard } from '../../core/staff/day-clock.js';
import { newThread, profileOf, staffAddress } from '../../core/thread/new-thread.js';
import { readThread } from '../../core/thread/read-thread.js';
import type { Thread } from '../../core/thread/thread.js';
import { conflictLimit, removeOwn, type ImportDeps } from './import-items.js';
import { refs } from '../refs.js';
import { tellLedger } from '../days/tell-ledger.js';
import { termAfter, threadItem } from '../conversation/thread-items.js';

/**
 * Students get their thread and its next practice day, and a begeleider his with the clock of his day card; whoever was
 * spoken to already gets the new profile.
 */
export async function bringThread(
  { store, env }: ImportDeps,
  known: Person | null,
  person: Person,
): Promise<void> {
  const student = person.roles.includes('student');
  for (let round = 0; round < conflictLimit; round += 1) {
    const stored = await store.get(refs.thread(env.school.id, person.id));
    if (stored === null && !(person.active && (student || person.roles.includes('begeleider')))) return;
    const before = stored === null ? newThread(env.school.id, person) : threadOf(stored.body, person.id);
    const changed = brought({ ...before, profile: profileOf(person) }, known, person, env);
    const after = noteStanding(stored === null ? null : before, changed, env.now);
    if (stored !== null && JSON.stringify(after) === JSON.stringify(stored.body)) return;
    const guard = stored === null ? ({ absent: true } as const) : { etag: stored.etag };
    const written = await store.put(threadItem(env.school, after), guard);
    if (!written.ok) continue;
    await tellLedger(store, env.school.id, after);
    const gone = before.addresses.filter((one) => !after.addresses.includes(one));
    for (const { channel, address } of gone)
      await removeOwn(store, refs.address(env.school.id, channel, address), person.id);
    return;
  }
  throw new TerugblikError('conflict', `the thread of ${person.id} was written again and again meanwhile`);
}

function threadOf(body: unknown, person: string): Thread {
  const read = readThread(body);
  if (read.kind === 'ok') return read.thread;
  throw new TerugblikError(
    read.kind === 'newer' ? 'thread_newer' : 'thread_unreadable',
    `the thread of ${person} cannot be read by this version`,
  );
}

function brought(before: Thread, known: Person | null, person: Person, env: ImportDeps['env']): Thread {
  const thread = withoutOld(before, known, person);
  if (!person.roles.includes('student')) return staffThread(thread, person, env);
  // Leaving lets go of every way to him, and notes which they were.
  if (!person.active)
    return before.leftAt === null ? leave(before, termAfter(env.school, env.now), env) : thread;
  return replan(comeBack(thread, env), env);
}

/** Staff are reached by their Entra id, also by a new one. The thread of one who left has its term. */
function staffThread(before: Thread, person: Person, env: ImportDeps['env']): Thread {
  const leftAt = person.active ? null : (before.leftAt ?? env.now);
  const thread = armDayCard({ ...before, leftAt }, env);
  return thread.addresses.some((one) => one.channel === 'teams')
    ? thread
    : { ...thread, addresses: [...thread.addresses, ...staffAddress(person)] };
}

/** An address that the roster gave and gives no more gets no messages. A number that joined by code stays. */
const withoutOld = (thread: Thread, before: Person | null, person: Person): Thread => ({
  ...thread,
  addresses: thread.addresses.filter(
    ({ channel, address }) => before?.[channel] !== address || person[channel] === address,
  ),
});
