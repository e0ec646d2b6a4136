import { cryptoIds, keyedHash } from '../adapters/system/crypto-ids.js';
import type { Entry } from '../core/outbox/entry.js';
import type { DeliveryReport } from '../core/thread/message.js';
import { talksIn, type Thread } from '../core/thread/thread.js';
import type { Ids } from '../ports/ids.js';
import type { Log } from '../ports/log.js';
import type { Item, Ref, Store } from '../ports/store.js';
import { loadBundle, projectRoot, wireApp, type Bundle } from '../wire.js';
import { faultyChannel, type Provider } from './faulty-channel.js';
import { faultyStore } from './faulty-store.js';
import type { Process } from './process.js';
import { quickJudge } from './quick-judge.js';
import type { Random } from './random.js';
import { violate, type Instance, type Sim } from './sim.js';
import { note, see, textOf, type Sending } from './watch.js';

let bundle: Promise<Bundle> | null = null;

/** The repository's own content and judge, read once for all runs: nothing changes either. */
export const ownBundle = (): Promise<Bundle> =>
  (bundle ??= loadBundle(projectRoot, ['nl', 'en']).then(({ loaded, judge }) => ({
    loaded,
    judge: { ...judge, assess: quickJudge(judge.assess) },
  })));

/** A process begins: a name, memory and leases of its own, on the store that is there. */
export async function start(sim: Sim): Promise<Instance> {
  const { faults, clock, sabotage } = sim;
  const life: Process = { name: `p${(sim.started += 1)}`, alive: true };
  const onSend = (sending: Omit<Sending, 'person' | 'recorded'>): void => sent(sim, sending);
  const common = { life, faults, sabotage };
  const channel = (provider: Provider) =>
    faultyChannel({ ...common, provider, now: () => clock.now(), onSend });
  const { on } = faults;
  faults.on = false;
  const { app, deps } = await wireApp({
    ...{ root: projectRoot, bundle: await ownBundle(), clock, log: logOf(sim), instance: life.name },
    store: storeFor(sim, life),
    school: sabotage?.school ?? sim.school,
    metrics: { count: () => undefined },
    channels: [channel(sim.providers.teams), channel(sim.providers.whatsapp)],
    ids: drawnIds(sim.random(`ids ${life.name}`)),
    keyedHash: keyedHash('0b'.repeat(32)),
    publicUrl: 'https://terugblik.example',
  });
  faults.on = on;
  return { life, app, deps };
}

/** The store as one process, or a command beside them, sees it. */
export const storeFor = (sim: Sim, life: Process): Store =>
  faultyStore({
    ...{ life, inner: sim.store, faults: sim.faults, sabotage: sim.sabotage },
    onPut: (item) => written(sim, item),
    onRemove: ({ kind, id }: Ref) => {
      if (kind === 'thread') sim.watch.threads.delete(id.slice(sim.school.id.length + 1));
    },
  });

/** Ids that are the same for the same seed. */
function drawnIds(random: Random): Ids {
  const hex = (letters: number): string =>
    Array.from({ length: letters }, () => Math.floor(random() * 16).toString(16)).join('');
  return {
    next: () => [hex(8), hex(4), hex(4), hex(4), hex(12)].join('-'),
    token: () => hex(43),
    draw: (count, below) => Array.from({ length: count }, () => Math.floor(random() * below)),
    hash: (text) => cryptoIds.hash(text),
  };
}

function logOf(sim: Sim): Log {
  const keep = (...parts: unknown[]): void => {
    sim.watch.logged.push(
      JSON.stringify(parts, (_, value: unknown) =>
        value instanceof Error ? `${value.name}: ${value.message}` : value,
      ),
    );
  };
  return { info: keep, warn: keep, error: keep };
}

/** Whom an item is about, where its partition says so. */
const personOf = ({ partition }: Item): string | null => partition.split(':')[1] ?? null;

function written(sim: Sim, item: Item): void {
  const { watch } = sim;
  sim.sabotage?.log?.(item, logOf(sim));
  const person = personOf(item);
  if (item.kind === 'thread') {
    const now = item.body as Thread;
    const before = watch.threads.get(now.person)?.now ?? null;
    watch.threads.set(now.person, { before, now });
    for (const { id, day } of talksIn(now)) if (day !== null) watch.talkDays.set(id, day.date);
    noteDays(sim, before, now);
  }
  for (const invariant of sim.invariants)
    for (const what of invariant.onPut?.(sim, item) ?? []) violate(sim, invariant.name, person, what);
}

/** Puts down when a day was moved to its date, and when the student was free for another talk. */
function noteDays({ watch, clock }: Sim, before: Thread | null, { person, days, talk }: Thread): void {
  const stood = new Set(before?.days.filter(({ phase }) => phase !== 'over').map(({ date }) => date));
  for (const { movedFrom, date, phase } of days)
    if (movedFrom !== null && !stood.has(date) && (phase !== 'over' || !watch.moved.has(`${person} ${date}`)))
      watch.moved.set(`${person} ${date}`, clock.now());
  if (before?.talk != null && before.talk.id !== talk?.id) watch.freed.set(person, clock.now());
}

function sent(sim: Sim, seen: Omit<Sending, 'person' | 'recorded'>): void {
  const { watch } = sim;
  const person = sim.people.get(seen.address) ?? 'nobody';
  const outbox = watch.threads.get(person)?.now.outbox ?? [];
  const recorded: Entry | null = outbox.find((one) => one.id === seen.entry) ?? null;
  const sending: Sending = { ...seen, person, recorded };
  see(watch, sending);
  note(
    watch,
    seen.at,
    person,
    `${seen.channel}: ${seen.entry} ${seen.outcome}${seen.arrived ? ', arrived' : ''}${recorded?.unasked === true ? ', unasked' : ''}: ${textOf(seen.message).slice(0, 50)}`,
  );
  for (const invariant of sim.invariants)
    for (const what of invariant.onSend?.(sim, sending) ?? []) violate(sim, invariant.name, person, what);
  if (sending.arrived) sim.arrived(sending);
  if (seen.channel === 'whatsapp' && sending.arrived) planReport(sim, sending);
}

/** What the provider says later: late, twice, or not at all. */
function planReport(sim: Sim, { address, entry, providerId, channel }: Sending): void {
  const { faults, agenda, clock } = sim;
  if (faults.happens('report is lost', address)) return;
  const report: DeliveryReport = { channel, entry, address, providerId, status: 'delivered', code: null };
  const wait = faults.happens('report comes late', address) ? 40 * 60_000 : 20_000;
  const times = faults.happens('report comes twice', address) ? 2 : 1;
  for (let nr = 0; nr < times; nr += 1)
    agenda.add({
      at: clock.now() + wait * (nr + 1),
      person: sim.people.get(address) ?? '',
      kind: 'report',
      report,
    });
}
