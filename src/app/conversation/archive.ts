import { TerugblikError } from '../../core/errors.js';
import type { Talk, Thread } from '../../core/thread/thread.js';
import { day, type Instant } from '../../core/time.js';
import type { Kind, Store, Stored } from '../../ports/store.js';
import type { Deps } from '../deps.js';
import { everyItem } from '../items.js';
import { refs } from '../refs.js';
import { keepReflection } from '../history/reflections.js';
import { termAfter } from './thread-items.js';

/** Transcripts never stay longer than two years (domain.md); the school's own term after leaving is shorter. */
export const longestRetention = 730 * day;

const conflictLimit = 8;

/** A finished talk as it is kept. */
export type KeptTalk = { v: 1; person: string; talk: Talk };

/**
 * A finished talk becomes an item of its own with a term; the thread then lets go of it. What the program said to staff
 * is not kept: it names students, and nobody would look for them there.
 */
export async function archiveTalk(deps: Deps, thread: Thread | null, id: string): Promise<void> {
  const talk = thread?.ended.find((one) => one.id === id);
  if (!thread || !talk || !thread.profile.roles.includes('student')) return;
  const ended = talk.endedAt ?? deps.clock.now();
  const left = thread.leftAt === null ? Infinity : termAfter(deps.school, thread.leftAt);
  const expiresAt = Math.min(ended + longestRetention, left);
  await deps.store.put(
    {
      ...refs.talk(thread.id, talk.id),
      body: { v: 1, person: thread.person, talk },
      sort: String(ended).padStart(15, '0'),
      expiresAt,
    },
    { absent: true },
  );
  await keepReflection(deps, thread, talk, expiresAt);
}

/** What lies with a student, beside his thread. */
const keptKinds: readonly Kind[] = [
  'talk',
  'reflection',
  'day',
  'alert',
  'look',
  'notes',
  'shares',
  'media',
  'media_part',
];

/**
 * Gives everything that lies with a student its term after he left, or the usual one again when he came back (null).
 * Nothing is kept longer than it would have been.
 */
export async function setTerm(store: Store, partition: string, until: Instant | null): Promise<void> {
  for (const kind of keptKinds)
    for await (const item of everyItem(store, { partition, kind })) await retime(store, item, until);
}

async function retime(store: Store, listed: Stored, until: Instant | null): Promise<void> {
  let stored: Stored | null = listed;
  for (let round = 0; stored !== null && round < conflictLimit; round += 1) {
    const { etag, expiresAt, ...item } = stored;
    const usual = usualTerm(stored);
    const term = until === null || isOpenAlert(stored) ? usual : Math.min(until, usual ?? until);
    if (expiresAt === term || (expiresAt === undefined && term === null)) return;
    const put = await store.put({ ...item, ...(term === null ? {} : { expiresAt: term }) }, { etag });
    if (put.ok) return;
    stored = await store.get(item);
  }
  if (stored !== null)
    throw new TerugblikError('conflict', `${listed.kind} was written again and again meanwhile`);
}

/** A worry stays until somebody handled it, whether or not the student left meanwhile. */
const isOpenAlert = ({ kind, body }: Stored): boolean =>
  kind === 'alert' && (body as { status?: unknown }).status !== 'handled';

/** Two years after a talk ended, a day was recorded or an alert was raised. */
function usualTerm({ kind, body }: Stored): Instant | null {
  const known = body as { at?: number; talk?: { endedAt?: number | null } };
  // Notes and what he shares are of many moments: while the student is here they stay.
  if (kind === 'notes' || kind === 'shares') return null;
  const at = kind === 'talk' ? known.talk?.endedAt : known.at;
  return typeof at === 'number' ? at + longestRetention : null;
}
