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

/** A student among those of his begeleider or mentor, as the index of them has it. */
export type ListedStudent = {
  v: 1;
  id: string;
  name: string;
  company: string | null;
  /** What whoever's list it is is to him. Absent in lists from before: his begeleider. */
  relations: ('begeleider' | 'mentor')[];
};

/** The students of a begeleider or mentor lie together: a few, also where the school has thousands. */
export async function bringPlace(
  { store, env }: ImportDeps,
  before: Person | null,
  person: Person,
): Promise<void> {
  if (!person.roles.includes('student')) return;
  const { id, name, company, begeleider, mentor, active } = person;
  const school = env.school.id;
  const around = new Set(active ? [begeleider, mentor].filter((one) => one !== null) : []);
  for (const old of [before?.begeleider ?? null, before?.mentor ?? null])
    if (old !== null && !around.has(old)) await removeItem(store, refs.underStaff(school, old, id));
  for (const staff of around) {
    const relations = (['begeleider', 'mentor'] as const).filter((one) => person[one] === staff);
    const body: ListedStudent = { v: 1, id, name, company, relations };
    await put(store, { ...refs.underStaff(school, staff, id), body, sort: name });
  }
}
