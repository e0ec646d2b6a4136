import { refs } from '../../app/refs.js';
import type { Alert } from '../../core/alerts/state.js';
import type { Stored } from '../../ports/store.js';
import { day, minute } from '../../core/time.js';
import type { Heard } from '../watch.js';
import { isForgotten, type Finding, type Invariant, type Sim } from '../sim.js';

/** What is older was looked at each evening. */
const month = 30 * day;

/** A worry that was taken in has its alert, reaches a reader, stands on his list, and goes on while nobody looks. */
export const worryNeverWaits = (): Invariant => ({
  name: '8 a worry never waits',
  onStep: async (sim) => {
    const fresh = sim.watch.heard
      .slice(-4)
      .filter((one) => one.accepted && one.worry !== null && !isForgotten(sim, one.person));
    const found = await Promise.all(fresh.map((one) => raised(sim, one)));
    return found.flat();
  },
  daily: (sim) => followed(sim, sim.clock.now() - 2 * day),
  atEnd: (sim) => followed(sim, sim.clock.now() - month),
});

/** At once: the alert is there, or a job for it was committed with the message. */
async function raised(sim: Sim, heard: Heard): Promise<Finding[]> {
  const thread = sim.watch.threads.get(heard.person)?.now;
  const inJobs = JSON.stringify(thread?.jobs ?? []).includes(heard.mark);
  if (inJobs || (await alertsWith(sim, heard)).length > 0) return [];
  return [{ person: heard.person, what: `${heard.providerId} told a worry and there is no alert` }];
}

/** The alerts of that student in which these words stand, first or later. */
export async function alertsWith({ store, school }: Sim, { person, mark }: Heard): Promise<Stored<Alert>[]> {
  const { partition } = refs.thread(school.id, person);
  const page = await store.list<Alert>({ partition, kind: 'alert', order: 'asc', limit: 500 });
  return page.items.filter(({ body }) => JSON.stringify([body.words, body.added ?? []]).includes(mark));
}

async function followed(sim: Sim, since: number): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const heard of sim.watch.worries) {
    if (
      !heard.accepted ||
      isForgotten(sim, heard.person) ||
      heard.at < since ||
      heard.at > sim.clock.now() - 30 * minute
    )
      continue;
    const alerts = await alertsWith(sim, heard);
    if (alerts.length === 0)
      found.push({ person: heard.person, what: `${heard.providerId} told a worry and has no alert` });
    for (const { body } of alerts) found.push(...readers(sim, body), ...(await listed(sim, body)));
  }
  return found;
}

function readers(sim: Sim, alert: Alert): Finding[] {
  const found = (what: string): Finding => ({ person: alert.student, what: `${alert.id} ${what}` });
  const { recipients, status, escalatesAt, severity, talkWish } = alert;
  const carded = recipients.some(({ person }) =>
    (sim.watch.ofEntry.get(`${alert.id}:card:${person}:0`) ?? []).some((one) => one.arrived),
  );
  const unreachable = recipients.every((one) => one.status === 'unreachable');
  const refused = severity === 'medium' && talkWish === 'nee';
  return [
    ...(recipients.length === 0 ? [found('has no reader')] : []),
    ...(carded || unreachable ? [] : [found('reached nobody')]),
    ...(status === 'new' && !refused && severity !== null && escalatesAt == null
      ? [found(`goes on to nobody (${severity}, ${talkWish ?? 'no wish'}, ${alert.pickedUp ?? 'not asked'})`)]
      : []),
    ...(status === 'new' && escalatesAt != null && escalatesAt < sim.clock.now() - 30 * minute
      ? [found('did not go on in time')]
      : []),
  ];
}

/** Each reader's list and the coordinators' show it as it is. */
async function listed({ store, school }: Sim, alert: Alert): Promise<Finding[]> {
  const lines = [
    ...alert.recipients.map(({ person }) => refs.alertOf(school.id, person, alert.id)),
    refs.alertStatus(school.id, alert.id),
  ];
  const found: Finding[] = [];
  for (const ref of lines) {
    const line = (await store.get<Pick<Alert, 'status' | 'revision'>>(ref))?.body;
    if (line?.status !== alert.status || line.revision !== alert.revision)
      found.push({ person: alert.student, what: `${ref.id} says ${line?.status ?? 'nothing'} of it` });
  }
  return found;
}
