import { importRoster } from '../app/import-roster.js';
import { dayId, refs } from '../app/refs.js';
import { localDate } from '../core/school/calendar.js';
import { newThread, type KnownAddress, type Thread } from '../core/thread/thread.js';
import { day } from '../core/time.js';
import type { Person } from '../core/school/people.js';
import type { School } from '../core/school/school.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';

/**
 * The made-up school on its first morning: Daan joined on WhatsApp two days ago (so that his opening is a
 * template), Noor read the explanation and will meet her reflection in Teams, Amina was never introduced.
 */
export async function seedDemo(deps: SeedDeps, people: readonly Person[]): Promise<void> {
  const { store, clock, school } = deps;
  await importRoster(store, school.id, people);
  const date = localDate(school, clock.now());
  for (const person of people) {
    if (person.id === 'daan')
      await introduce(deps, person, { addresses: [whatsappOf(person, clock.now() - 2 * day)] });
    if (person.id !== 'noor') continue;
    const id = dayId(school.id, person.id, date);
    await introduce(deps, person, { waitingDay: { id, date, script: 'reflectie', assignment: 4 } });
  }
}

type SeedDeps = { store: Store; clock: Clock; school: School };

async function introduce(
  { store, clock, school }: SeedDeps,
  person: Person,
  more: Partial<Thread>,
): Promise<void> {
  const fresh = newThread(school.id, person);
  const settings = { ...fresh.settings, language: person.language, introducedAt: clock.now() - 2 * day };
  const thread: Thread = { ...fresh, settings, channel: more.addresses?.[0]?.channel ?? null, ...more };
  await store.put({ ...refs.thread(school.id, person.id), body: thread }, { absent: true });
}

const whatsappOf = (person: Person, lastInboundAt: number): KnownAddress => ({
  channel: 'whatsapp',
  address: person.whatsapp ?? '',
  ref: null,
  lastInboundAt,
  blocked: null,
});
