import type { Person } from '../../core/school/people.js';
import type { Thread } from '../../core/thread/thread.js';
import { removeItem } from '../items.js';
import { put, removeOwn, type ImportDeps } from './import-items.js';
import { refs } from '../refs.js';

const channels = ['teams', 'whatsapp'] as const;

/** Ways that the roster gave before and gives no more lead nowhere. */
export async function letGoAddresses(
  { store, env }: ImportDeps,
  before: Person | null,
  person: Person,
): Promise<void> {
  for (const channel of channels) {
    const old = before?.[channel] ?? null;
    const kept = person.active && person[channel] === old;
    if (old !== null && !kept) await removeOwn(store, refs.address(env.school.id, channel, old), person.id);
  }
}

/**
 * The ways that a person may write from. What people proved by writing goes before a list: a number that somebody else
 * joined with stays his, and who joined with another number than his old one in the roster keeps it.
 */
export async function bringAddresses(
  { store, env }: ImportDeps,
  before: Person | null,
  person: Person,
): Promise<void> {
  if (!person.active) return;
  const thread = await store.get<Thread>(refs.thread(env.school.id, person.id));
  for (const channel of channels) {
    const address = person[channel];
    if (address === null) continue;
    const joined = thread?.body.addresses.find((one) => one.channel === channel)?.address ?? address;
    if (joined !== address && before?.[channel] === address) continue;
    const item = { ...refs.address(env.school.id, channel, address), body: { v: 1, person: person.id } };
    await store.put(item, { absent: true });
  }
}

/** A begeleider's own students lie together: a few, also where the school has thousands. */
export async function bringPlace(
  { store, env }: ImportDeps,
  before: Person | null,
  person: Person,
): Promise<void> {
  if (!person.roles.includes('student')) return;
  const { id, name, begeleider, active } = person;
  const school = env.school.id;
  const old = before?.begeleider ?? null;
  if (old !== null && (old !== begeleider || !active))
    await removeItem(store, refs.underBegeleider(school, old, id));
  if (begeleider === null || !active) return;
  const ref = refs.underBegeleider(school, begeleider, id);
  await put(store, { ...ref, body: { v: 1, id, name }, sort: name });
}
