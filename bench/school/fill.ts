import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { bucketOf } from '../../src/app/refs.js';
import { day, type Instant } from '../../src/core/time.js';
import type { ChannelName } from '../../src/core/thread/message.js';
import type { Item, Kind } from '../../src/ports/store.js';
import { pattern, studentAt } from './people.js';
import { repeated } from './weeks.js';
import { placeholderUrl } from './first-week.js';

export type Filling = {
  path: string;
  items: readonly Item[];
  students: Readonly<Partial<Record<ChannelName, number>>>;
  /** Where the double of the connector is. */
  serviceUrl: string;
  /** Only these of the students' items; absent: all of them. */
  kinds?: readonly Kind[];
  /** How many of the students have their own alarm; the others a week later. Absent: all of them. */
  waking?: number;
  /** The first so many of the students have what is due at `from` due at `to` instead. */
  early?: { count: number; from: Instant; to: Instant };
  /** How many talks that are over each student has, a week apart; absent: those that stand there. */
  talks?: number;
};

/** Writes the store of a school: what belongs to nobody once, what belongs to the first student for each student. */
export async function fillStore(filling: Filling): Promise<void> {
  const { items, students, path } = filling;
  const clock = { now: () => 0, after: () => () => undefined };
  const store = openSqliteStore({ path, clock });
  const owned = (item: Item): ChannelName | null =>
    (['teams', 'whatsapp'] as const).find((channel) => isOf(item, pattern[channel])) ?? null;
  const batch: Item[] = [];
  const flush = async (): Promise<void> => {
    const puts = await Promise.all(batch.map((item) => store.put(item, { absent: true })));
    if (puts.some(({ ok }) => !ok)) throw new Error('the made-up store has an item twice');
    batch.length = 0;
  };
  const shared = items.filter((one) => owned(one) === null);
  const groups = Math.max(...Object.values(students).map((count) => groupOf(count - 1) + 1));
  for (const item of shared)
    if (isOfTeam(item)) for (let group = 0; group < groups; group += 1) batch.push(forGroup(item, group));
    else batch.push(item);
  for (const channel of ['teams', 'whatsapp'] as const) {
    const templates = items
      .filter((item) => owned(item) === channel && (filling.kinds?.includes(item.kind) ?? true))
      .map((item) => JSON.stringify(item).replaceAll(placeholderUrl, filling.serviceUrl));
    for (let number = 0; number < (students[channel] ?? 0); number += 1) {
      const awake = number < (filling.waking ?? Infinity);
      const moved = movedFor(filling, number);
      for (const template of templates)
        for (const text of repeated(template, filling.talks ?? 1))
          batch.push(copyFor(moved(text), channel, number, awake));
      if (batch.length > 2000) await flush();
    }
  }
  await flush();
  await store.close();
}

/** The text of a student's item with his moment in it. */
function movedFor({ early }: Filling, number: number): (text: string) => string {
  if (early === undefined || number >= early.count) return (text) => text;
  return (text) => text.replaceAll(String(early.from), String(early.to));
}

const week = 7 * day;

/** A begeleider and a mentor have so many students. */
export const groupSize = 20;
const groupOf = (number: number): number => Math.floor(number / groupSize);

/** The begeleider and the mentor of the demo, of whom every group gets its own. */
const team = [
  { id: 'samira', address: '22222222-2222-4222-8222-222222222222' },
  { id: 'peter', address: '44444444-4444-4444-8444-444444444444' },
] as const;

const isOfTeam = (item: Item): boolean => team.some((one) => isOf(item, one));

const inGroup = (text: string, group: number): string =>
  team.reduce(
    (sofar, { id, address }) =>
      sofar
        .replaceAll(id, `${id}${group}`)
        .replaceAll(address, address.slice(0, -6) + String(group).padStart(6, '0')),
    text,
  );

const forGroup = (item: Item, group: number): Item => awakened(inGroup(JSON.stringify(item), group), true);

const isOf = ({ partition, id }: Item, { id: person, address }: { id: string; address: string }): boolean =>
  [partition, id].some((text) => text.includes(person) || text.includes(address));

function copyFor(template: string, channel: ChannelName, number: number, awake: boolean): Item {
  const [first, student] = [pattern[channel], studentAt(channel, number)];
  const text = template.replaceAll(first.id, student.id).replaceAll(first.address, student.address);
  return awakened(inGroup(text, groupOf(number)), awake);
}

/** The bucket of an alarm follows from the id. */
function awakened(text: string, awake: boolean): Item {
  const { wakeAt, bucket: _bucket, ...item } = JSON.parse(text) as Item;
  return wakeAt === undefined
    ? item
    : { ...item, wakeAt: awake ? wakeAt : wakeAt + week, bucket: bucketOf(item.id) };
}
