import { TerugblikError, hasCode } from '../../core/errors.js';
import { takeJobs, type Job } from '../../core/outbox/job.js';
import { noteStanding } from '../../core/days/standing.js';
import { personSchema } from '../../core/school/people.js';
import { claim, type Dispatch } from '../../core/thread/delivery/claim.js';
import type { TurnEnv } from '../../core/thread/env.js';
import { newThread } from '../../core/thread/new-thread.js';
import { readThread } from '../../core/thread/read-thread.js';
import { threadId, type Thread } from '../../core/thread/thread.js';
import type { Stored } from '../../ports/store.js';
import type { Deps } from '../deps.js';
import { createKeyedLock } from './keyed-lock.js';
import { parked } from './parked.js';
import { refs } from '../refs.js';
import { threadItem } from './thread-items.js';

/** A turn that is in the store, with what is to be done now: attempts and jobs are recorded as begun. */
export type Committed = { thread: Thread; etag: string; dispatches: Dispatch[]; jobs: Job[] };

/** Null leaves the thread as it is: nothing is written. */
export type Change = (thread: Thread, env: TurnEnv) => Thread | null;

export type Threads = {
  /**
   * One read, one pure change, one conditional write; a conflict reruns the change. Null when nothing changed.
   * @throws TerugblikError `person_unknown`, `thread_newer`, `thread_unreadable`, `conflict` or `store_unavailable`.
   */
  change: (person: string, change: Change) => Promise<Committed | null>;
  /** The same for a thread that was just written and is in hand: no read unless somebody else wrote. */
  follow: (committed: Committed, change: Change) => Promise<Committed | null>;
  /**
   * Somebody as the roster knows him, where his own thread cannot be read: nothing of it is stored.
   * @throws TerugblikError `person_unknown`.
   */
  anew: (person: string) => Promise<{ thread: Thread; env: TurnEnv }>;
};

/** Rounds of a conflict before the channel is asked to send again. */
const conflictLimit = 8;

type Held = { thread: Thread; etag: string | null };

export function createThreads(deps: Deps): Threads {
  const lock = createKeyedLock();
  const run = async (person: string, change: Change, inHand: Held | null): Promise<Committed | null> =>
    lock.run(person, async () => {
      let held = inHand;
      for (let round = 0; round < conflictLimit; round += 1) {
        held ??= await load(deps, person);
        const env = await envFor(deps, held.thread);
        const changed = change(held.thread, env);
        if (changed === null) return null;
        const noted = noteStanding(held.etag === null ? null : held.thread, changed, env.now);
        const committed = await commit(deps, noted, held.etag, env);
        if (committed !== null) return committed;
        deps.metrics.count('thread_conflicts');
        held = null;
      }
      throw new TerugblikError(
        'conflict',
        `thread of ${person} was written ${conflictLimit} times meanwhile`,
      );
    });
  return {
    change: (person, change) => run(person, change, null),
    follow: (committed, change) => run(committed.thread.person, change, committed),
    anew: async (person) => {
      const thread = await firstContact(deps, person);
      return { thread, env: await envFor(deps, thread) };
    },
  };
}

/**
 * Claims what can be sent and done now, and writes it all as one item. Null on a conflict. A process without channels
 * (a command) claims nothing: the server finds it due.
 */
async function commit(
  deps: Deps,
  changed: Thread,
  etag: string | null,
  env: TurnEnv,
): Promise<Committed | null> {
  const online = deps.channels.size > 0;
  if (online) await deps.budget.ready();
  const claimed = online
    ? claim(changed, env, (to) => deps.budget.waitFor(to))
    : { thread: changed, dispatches: [] };
  const { jobs, taken } = online
    ? takeJobs(claimed.thread.jobs, env.now)
    : { jobs: claimed.thread.jobs, taken: [] };
  const thread = { ...claimed.thread, jobs };
  const put = await deps.store.put(
    threadItem(deps.school, thread),
    etag === null ? { absent: true } : { etag },
  );
  return put.ok ? { thread, etag: put.etag, dispatches: claimed.dispatches, jobs: taken } : null;
}

async function load(deps: Deps, person: string): Promise<Held> {
  const stored = await deps.store.get(refs.thread(deps.school.id, person));
  if (stored === null) return { thread: await firstContact(deps, person), etag: null };
  return { thread: readable(stored), etag: stored.etag };
}

function readable(stored: Stored): Thread {
  const read = readThread(stored.body);
  switch (read.kind) {
    case 'ok':
      return read.thread;
    case 'newer':
      throw new TerugblikError(
        'thread_newer',
        `thread ${stored.id} was written by a newer version: update this one`,
      );
    case 'unreadable':
      throw new TerugblikError(
        'thread_unreadable',
        `thread ${stored.id} cannot be read: see docs/operations.md`,
      );
  }
}

async function firstContact(deps: Deps, id: string): Promise<Thread> {
  const staff = (await deps.directory.read()).get(id);
  if (staff) return newThread(deps.school.id, staff);
  const item = await deps.store.get(refs.person(deps.school.id, id, ['student']));
  const person = personSchema.safeParse(item?.body);
  if (!person.success) throw new TerugblikError('person_unknown', `nobody in the roster has the id ${id}`);
  return newThread(deps.school.id, person.data);
}

async function envFor(deps: Deps, thread: Thread): Promise<TurnEnv> {
  const { current } = deps.contents;
  const hash = thread.talk?.content ?? current.hash;
  return {
    now: deps.clock.now(),
    school: deps.school,
    directory: await deps.directory.read(),
    current,
    pinned: hash === current.hash ? current : await deps.contents.pinned(hash),
    render: (content, language, text) => deps.texts.render(content, language, text),
    failed: (failing, error) => parked(deps, failing, error),
  };
}

/**
 * What a change comes to, or null where the person is gone: erased meanwhile, or never in the roster. Whoever follows
 * up on work for somebody ends quietly then, instead of trying for ever.
 */
export async function unlessGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, 'person_unknown')) return null;
    throw error;
  }
}

export const personOfThread = (school: string, id: string): string => id.slice(threadId(school, '').length);
