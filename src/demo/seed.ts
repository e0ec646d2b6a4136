import { importRoster } from '../app/import-roster.js';
import { bucketOf, refs } from '../app/refs.js';
import { alarmOf } from '../core/thread/alarm.js';
import { newThread, type KnownAddress, type Thread } from '../core/thread/thread.js';
import { day } from '../core/time.js';
import type { Person } from '../core/school/people.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';

/**
 * The made-up school on its first morning: Daan joined on WhatsApp two days ago (so that his opening is a
 * template), Noor read the explanation and will meet her reflection in Teams, Amina was never introduced.
 */
export async function seedDemo(
  deps: { store: Store; clock: Clock; school: string },
  people: readonly Person[],
): Promise<void> {
  await importRoster(deps.store, deps.school, people);
  const now = deps.clock.now();
  for (const person of people) {
    if (person.id === 'daan') await introduce(deps, person, [whatsappOf(person, now - 2 * day)]);
    if (person.id === 'noor') await introduce(deps, person, []);
  }
}

async function introduce(
  deps: { store: Store; clock: Clock; school: string },
  person: Person,
  addresses: KnownAddress[],
): Promise<void> {
  const fresh = newThread(deps.school, person);
  const introducedAt = deps.clock.now() - 2 * day;
  const thread: Thread = {
    ...fresh,
    addresses,
    channel: addresses[0]?.channel ?? null,
    settings: { ...fresh.settings, language: person.language, introducedAt },
  };
  const wakeAt = alarmOf(thread);
  const item = { ...refs.thread(deps.school, person.id), body: thread };
  await deps.store.put(wakeAt === null ? item : { ...item, wakeAt, bucket: bucketOf(thread.id) }, {
    absent: true,
  });
}

const whatsappOf = (person: Person, lastInboundAt: number): KnownAddress => ({
  channel: 'whatsapp',
  address: person.whatsapp ?? '',
  ref: null,
  lastInboundAt,
  blocked: null,
});
