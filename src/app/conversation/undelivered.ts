import { z } from 'zod';
import type { Task } from '../../core/outbox/job.js';
import { wayTo } from '../../core/thread/delivery/ways.js';
import type { Thread } from '../../core/thread/thread.js';
import { day } from '../../core/time.js';
import type { Store } from '../../ports/store.js';
import type { Deps } from '../deps.js';
import { everyItem } from '../items.js';
import { refs } from '../refs.js';
import type { Committed, Threads } from './threads.js';

/** What the list of undelivered messages keeps of one. */
export const undeliveredSchema = z.object({
  v: z.literal(1),
  entry: z.string(),
  person: z.string(),
  /** Words, or the card of an alert. */
  kind: z.enum(['text', 'card']),
  urgent: z.boolean(),
  reason: z.string(),
  at: z.number(),
});

/** A message that did not arrive. Its words stay in the thread of the person it is for. */
export type Undelivered = z.infer<typeof undeliveredSchema>;

/** As long as the message itself is kept in the outbox. */
const listedFor = 14 * day;

/** Puts a message on the list, once. */
export async function listUndelivered(
  deps: Pick<Deps, 'store' | 'school' | 'log' | 'metrics'>,
  thread: Thread | null,
  { entry, reason, at }: Extract<Task, { type: 'undelivered' }>,
): Promise<void> {
  const found = thread?.outbox.find((one) => one.id === entry);
  if (!thread || !found) return;
  const { urgent, message } = found;
  const body: Undelivered = { v: 1, entry, person: thread.person, kind: message.kind, urgent, reason, at };
  const ref = refs.undelivered(deps.school.id, entry);
  const item = { ...ref, body, sort: String(at).padStart(15, '0'), expiresAt: at + listedFor };
  const put = await deps.store.put(item, { absent: true });
  if (!put.ok) return;
  deps.metrics.count('undelivered', { urgent: String(urgent) });
  if (urgent) deps.log.error('delivery.urgent_undelivered', null, { entry, reason });
}

/** The messages that did not arrive, oldest first. */
export async function undeliveredOf(store: Store, school: string): Promise<Undelivered[]> {
  const found: Undelivered[] = [];
  const { partition } = refs.undelivered(school, '');
  for await (const item of everyItem(store, { partition, kind: 'undelivered' }))
    found.push(undeliveredSchema.parse(item.body));
  return found;
}

export type Retried =
  | { kind: 'sent_again'; committed: Committed }
  /** The person has no way that works: first Teams or WhatsApp has to. */
  | { kind: 'no_way' }
  /** It was sent again already, or is too old. */
  | { kind: 'gone' };

/** Sends a message again, by every way that the person has; takes it off the list. */
export async function retryUndelivered(
  deps: { store: Store; school: { id: string } },
  threads: Threads,
  entry: string,
): Promise<Retried> {
  const stored = await deps.store.get(refs.undelivered(deps.school.id, entry));
  if (stored === null) return { kind: 'gone' };
  const { person } = undeliveredSchema.parse(stored.body);
  const found: { kind: 'no_way' | 'gone' } = { kind: 'gone' };
  const committed = await threads.change(person, (thread) => {
    found.kind = 'gone';
    const dead = thread.outbox.find((one) => one.id === entry && one.status === 'dead');
    if (!dead) return null;
    found.kind = 'no_way';
    const addresses = thread.addresses.map((one) => ({ ...one, blocked: null }));
    const open = { ...thread, addresses };
    if (wayTo(open) === null) return null;
    const { listed: _listed, avoid: _avoid, ...rest } = dead;
    const again = { ...rest, status: 'pending' as const, attempts: 0, lost: 0, dueAt: null, reason: null };
    return { ...open, outbox: thread.outbox.map((one) => (one.id === entry ? again : one)) };
  });
  if (committed === null && found.kind === 'no_way') return { kind: 'no_way' };
  await deps.store.remove(stored, stored.etag);
  return committed === null ? { kind: 'gone' } : { kind: 'sent_again', committed };
}
