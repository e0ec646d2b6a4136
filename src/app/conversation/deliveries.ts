import { settleJobs, type Job } from '../../core/outbox/job.js';
import type { Outcome } from '../../core/outbox/delivery.js';
import type { Dispatch } from '../../core/thread/delivery/claim.js';
import { attempted, lookedUp, type Attempted } from '../../core/thread/delivery/outcomes.js';
import { tidy } from '../../core/thread/tidy.js';
import { wayTo } from '../../core/thread/delivery/ways.js';
import type { TurnEnv } from '../../core/thread/env.js';
import type { Thread } from '../../core/thread/thread.js';
import type { LookUp, SendResult } from '../../ports/channel.js';
import type { Deps } from '../deps.js';
import type { InHand } from '../in-hand.js';
import { unlessGone, type Committed, type Threads } from './threads.js';

/** Does one job; throws when it could not be done yet. */
export type RunJob = (job: Job, thread: Thread) => Promise<void>;

export type Deliveries = {
  /** Carries out what a commit has begun, in the background, until nothing is ready any more. */
  follow: (committed: Committed | null) => void;
  /** Looks up the attempts of a thread whose outcome is unknown and whose time has come. */
  lookUpLost: (thread: Thread) => Promise<void>;
};

/** More rounds than any turn needs; a thread that is still busy after it goes on at its next alarm. */
const roundLimit = 50;

export function createDeliveries(deps: Deps, threads: Threads, inHand: InHand, runJob: RunJob): Deliveries {
  const carryOut = async (first: Committed): Promise<void> => {
    let committed: Committed | null = first;
    for (let round = 0; committed !== null && round < roundLimit; round += 1) {
      if (committed.dispatches.length === 0 && committed.jobs.length === 0) return;
      const [sent, done]: [Attempted[], Map<string, 'done' | 'failed'>] = await Promise.all([
        sendAll(deps, committed.dispatches),
        doAll(deps, committed, runJob),
      ]);
      // Somebody who was erased meanwhile has no thread that could take it in.
      committed = await unlessGone(
        threads.follow(committed, (thread, env) => after(thread, sent, done, env)),
      );
    }
  };
  return {
    follow: (committed) => {
      if (committed !== null) inHand.start(carryOut(committed));
    },
    lookUpLost: async (thread) => {
      for (const committed of await lookUpLost(deps, threads, thread)) inHand.start(carryOut(committed));
    },
  };
}

/** One write for all that came of a round. */
function after(
  thread: Thread,
  sent: Attempted[],
  done: ReadonlyMap<string, 'done' | 'failed'>,
  env: TurnEnv,
): Thread {
  const archived = new Set(
    thread.jobs.flatMap(({ id, task }) =>
      task.type === 'archive_talk' && done.get(id) === 'done' ? [task.talk] : [],
    ),
  );
  const settled = attempted({ ...thread, jobs: settleJobs(thread.jobs, done, env.now) }, sent, env);
  return tidy({ ...settled, ended: settled.ended.filter((talk) => !archived.has(talk.id)) }, env);
}

/** In order: when one is not sent, those behind it are put back untried. */
async function sendAll(deps: Deps, dispatches: readonly Dispatch[]): Promise<Attempted[]> {
  const results: Attempted[] = [];
  let stopped = false;
  for (const dispatch of dispatches) {
    if (stopped && !dispatch.entry.urgent) {
      results.push({ entry: dispatch.entry.id, attempt: dispatch.entry.attempts, outcome: null });
      continue;
    }
    const outcome = await send(deps, dispatch);
    results.push({ entry: dispatch.entry.id, attempt: dispatch.entry.attempts, outcome });
    stopped ||= outcome.status === 'retry';
  }
  return results;
}

async function send(deps: Deps, { entry, to }: Dispatch): Promise<Outcome> {
  const channel = deps.channels.get(to.channel);
  if (!channel) return { status: 'failed', reason: `channel ${to.channel} is switched off`, blocks: true };
  const result = await channel.send(to, entry.id, entry.message).catch((error: unknown): SendResult => {
    deps.log.error('delivery.adapter_failed', error, { entry: entry.id, channel: to.channel });
    return { status: 'unknown', reason: 'adapter failed' };
  });
  deps.metrics.count('deliveries', { channel: to.channel, outcome: result.status });
  if (result.status === 'failed')
    deps.log.warn('delivery.failed', { entry: entry.id, channel: to.channel, reason: result.reason });
  return result;
}

async function doAll(
  deps: Deps,
  committed: Committed,
  runJob: RunJob,
): Promise<Map<string, 'done' | 'failed'>> {
  const outcomes = new Map<string, 'done' | 'failed'>();
  await Promise.all(
    committed.jobs.map(async (job) => {
      try {
        await runJob(job, committed.thread);
        outcomes.set(job.id, 'done');
      } catch (error) {
        deps.log.error('job.failed', error, { job: job.id, task: job.task.type, attempts: job.attempts });
        outcomes.set(job.id, 'failed');
      }
    }),
  );
  return outcomes;
}

async function lookUpLost(deps: Deps, threads: Threads, thread: Thread): Promise<Committed[]> {
  const now = deps.clock.now();
  const changed: Committed[] = [];
  // What a look-up has just found belongs to that entry: the next one with the same words must pass it by.
  let known: readonly string[] = thread.sends;
  for (const entry of thread.outbox) {
    if (entry.status !== 'unknown' || (entry.dueAt ?? 0) > now) continue;
    const to = thread.addresses.find((one) => one.channel === entry.channel) ?? wayTo(thread);
    const channel = to === null ? undefined : deps.channels.get(to.channel);
    const found: LookUp =
      to === null || !channel
        ? { found: 'cannot_tell' }
        : await channel.lookUp(to, entry.message, entry.attemptAt ?? entry.createdAt, known);
    deps.metrics.count('look_ups', { found: String(found.found) });
    const committed = await threads.change(thread.person, (current, env) =>
      lookedUp(current, entry.id, found, env),
    );
    if (committed === null) continue;
    known = committed.thread.sends;
    changed.push(committed);
  }
  return changed;
}
