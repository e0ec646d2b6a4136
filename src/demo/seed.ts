import { importRoster } from '../app/people/import-roster.js';
import { refs } from '../app/refs.js';
import { threadItem } from '../app/conversation/thread-items.js';
import { putDay, setDay } from '../core/days/record.js';
import { localDate } from '../core/school/calendar.js';
import { dayId } from '../core/school/day-record.js';
import type { KnownAddress, Thread } from '../core/thread/thread.js';
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
  await importRoster({ store, env: { now: clock.now(), school } }, people);
  const date = localDate(school, clock.now());
  for (const person of people) {
    if (person.id === 'daan')
      await introduce(deps, person, (thread) => ({
        ...thread,
        addresses: [whatsappOf(person, clock.now() - 2 * day)],
        channel: 'whatsapp',
      }));
    if (person.id === 'noor') await introduce(deps, person, (thread) => withDayDue(thread, date, deps));
  }
}

type SeedDeps = { store: Store; clock: Clock; school: School };

async function introduce(
  { store, clock, school }: SeedDeps,
  person: Person,
  change: (thread: Thread) => Thread,
): Promise<void> {
  const stored = await store.get<Thread>(refs.thread(school.id, person.id));
  if (stored === null || stored.body.settings.introducedAt !== null) return;
  const { settings } = stored.body;
  const read = { ...settings, language: person.language, introducedAt: clock.now() - 2 * day };
  const thread = change({ ...stored.body, settings: read });
  await store.put(threadItem(school, thread), { etag: stored.etag });
}

/** Today's reflection, with assignment 4 planned; it opens as soon as the student is there. */
function withDayDue(thread: Thread, date: string, { school, clock }: SeedDeps): Thread {
  const now = clock.now();
  const day = { date, opensAt: null, assignment: 4, movedFrom: null };
  const planned = putDay(thread, day, { school, now });
  return setDay(planned, dayId(school.id, thread.person, date), { phase: 'due' }, now);
}

const whatsappOf = (person: Person, lastInboundAt: number): KnownAddress => ({
  channel: 'whatsapp',
  address: person.whatsapp ?? '',
  ref: null,
  lastInboundAt,
  blocked: null,
});
