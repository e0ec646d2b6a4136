import { TerugblikError } from '../../core/errors.js';
import type { Task } from '../../core/outbox/job.js';
import { wound } from '../../core/alerts/escalation.js';
import { pageOnCall } from '../../core/alerts/paging.js';
import { madeGraver } from '../../core/alerts/judging.js';
import { inOfficeHours } from '../../core/school/calendar.js';
import { routeAlert } from '../../core/alerts/route.js';
import { secondOpinion, withoutNames, type SecondOpinion } from '../../core/signals/second-reading.js';
import type { Severity } from '../../core/signals/types.js';
import { raiseLater } from '../../core/thread/worry/second-reading.js';
import type { Thread } from '../../core/thread/thread.js';
import type { SecondReading } from '../../ports/second-reader.js';
import type { Handlers } from '../handlers.js';

type Asked = Extract<Task, { type: 'second_reading' }>;
type Reader = NonNullable<Handlers['deps']['secondReader']>;

/**
 * Lets a second reader look at a message, after the commit and within the day's budget. It may add a worry or raise
 * its severity; whatever else comes of it changes nothing and is counted.
 */
export async function secondReading(handlers: Handlers, thread: Thread | null, asked: Asked): Promise<void> {
  const { secondReader } = handlers.deps;
  if (thread === null || secondReader === null) return;
  const reading = await readOnce(handlers, secondReader, thread, asked);
  const count = (name: Parameters<Reader['budget']['note']>[0]): void => {
    secondReader.budget.note(name);
    handlers.deps.metrics.count('second_readings', { outcome: name });
  };
  if (reading === null) return count('budget');
  count(reading.kind === 'read' ? 'read' : reading.why);
  if (reading.kind !== 'read') return;
  const opinion = secondOpinion(asked.first, reading);
  if (opinion.kind === 'nothing') return;
  count(opinion.kind);
  if (opinion.kind === 'raises') return graver(handlers, secondReader, thread, asked, opinion.severity);
  await added(handlers, secondReader, thread, asked, { ...opinion, confidence: reading.confidence });
}

/** Null where the day's budget is spent. */
async function readOnce(
  { deps }: Handlers,
  { budget, reader }: Reader,
  thread: Thread,
  { question, answer }: Asked,
): Promise<SecondReading | null> {
  if (!(await budget.take())) return null;
  const staff = [...(await deps.directory.read()).values()].map((person) => person.name);
  const names = [thread.profile.name, ...staff];
  return reader.read({ question: withoutNames(question, names), answer: withoutNames(answer, names) });
}

async function added(
  { threads, deliveries }: Handlers,
  { reader }: Reader,
  { person }: Thread,
  { id, answer: text, of }: Asked,
  seen: Extract<SecondOpinion, { kind: 'adds' }> & { confidence: number },
): Promise<void> {
  const committed = await threads.change(person, (thread, env) =>
    raiseLater(thread, { id, text, ...(of === undefined ? {} : { of }) }, seen, reader.version, env),
  );
  deliveries.follow(committed);
}

async function graver(
  { deps, alerts }: Handlers,
  { reader }: Reader,
  { profile }: Thread,
  { alert, answer: words }: Asked,
  severity: Severity,
): Promise<void> {
  if (alert === null) return;
  const { school, clock, contents } = deps;
  const officeHours = inOfficeHours(school, clock.now());
  const question = { category: 'help_request', severity, about: null, words, officeHours } as const;
  const readers = routeAlert(school, await deps.directory.read(), profile, question).now;
  const reason = deps.texts.render(contents.current, 'nl', { key: 'card.second_reader', params: {} });
  const more = { severity, reason, rule: `second-reader:${reader.version}`, readers };
  const changed = await alerts.change(alert, (before) => {
    const graver = madeGraver(before, more, clock.now());
    return graver === before ? before : wound(pageOnCall(graver, school, clock.now()), school, clock.now());
  });
  // Its own job has not made it yet: this one comes back.
  if (changed === null) throw new TerugblikError('alert_gone', `there is no alert ${alert} to raise`);
  await alerts.work(alert);
}
