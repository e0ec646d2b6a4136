import { TerugblikError, hasCode } from '../../core/errors.js';
import type { DeliveryReport, Inbound } from '../../core/thread/message.js';
import { second, type Instant } from '../../core/time.js';
import type { Channel } from '../../ports/channel.js';
import type { Deps } from '../deps.js';
import { worriesFirst, type Missed } from './missed.js';
import type { ReceiveOutcome } from '../conversation/receive.js';
import type { Recent } from './recent.js';
import type { ReconcileMark, RoundSpan } from './reconcile-mark.js';

/** What one round came to, in counts. */
export type RoundCounts = {
  /** Messages of people that were listed and not known to this process. */
  found: number;
  taken: number;
  duplicates: number;
  unknown: number;
  /** Not taken in this time: they are tried again, and the watermark stays. */
  failed: number;
  /** Failed once too often: left alone from now on, their ids stand in the log. */
  passedOver: number;
  /** Reports on our own messages that were looked at. */
  reports: number;
};

export const noCounts: RoundCounts = {
  found: 0,
  taken: 0,
  duplicates: 0,
  unknown: 0,
  failed: 0,
  passedOver: 0,
  reports: 0,
};

/** What is done with a message, and with a report: the app's own ways in, which take everything once. */
export type WaysIn = {
  receive: (inbound: Inbound) => Promise<ReceiveOutcome>;
  report: (report: DeliveryReport) => Promise<void>;
};

export type RoundResult = {
  counts: RoundCounts;
  newest: Instant | null;
  failures: ReconcileMark['failures'];
  /** Messages whose webhook may still be under way: a round should follow soon. */
  young: number;
};

/**
 * Twilio waits 15 seconds for the answer to a webhook. A message that young is left to it: the webhook knows more than
 * the list does (which button was tapped, the sender's own words for a place or a contact).
 */
const webhookTerm = 20 * second;

/** After this many rounds, an hour of them, a message that cannot be taken in holds back nothing any more. */
const roundLimit = 60;

/** The key under which a report is remembered: each status of a message is news once. */
export const reportKey = ({ providerId, status }: DeliveryReport): string => `${providerId} ${status}`;

type Round = { deps: Deps; waysIn: WaysIn; before: ReconcileMark['failures']; result: RoundResult };

/**
 * Lists what went to and fro and takes in what this process has not seen, worries first.
 * @throws TerugblikError `provider_unreachable`, `provider_refused` or `store_unavailable`: nothing is lost by it.
 */
export async function runRound(
  deps: Deps,
  channel: Channel,
  span: RoundSpan,
  options: { waysIn: WaysIn; known: Recent; failures: ReconcileMark['failures'] },
): Promise<RoundResult> {
  const { known, waysIn, failures: before } = options;
  const failures: ReconcileMark['failures'] = {};
  const passBy = (id: string): boolean => {
    const rounds = before[id] ?? 0;
    // What was given up stays so for as long as it is listed.
    if (rounds >= roundLimit) failures[id] = rounds;
    return rounds >= roundLimit || known.has(id);
  };
  const listed = await list(deps, channel, span, passBy);
  const counts = { ...noCounts, found: listed.missed.length };
  const result = { counts, newest: listed.newest, failures, young: listed.young };
  const round: Round = { deps, waysIn, before, result };
  for (const person of worriesFirst(listed.missed, deps.assess)) await takePerson(round, person);
  for (const report of listed.reports) await takeReport(round, report);
  return result;
}

type Listed = { missed: Missed[]; reports: DeliveryReport[]; newest: Instant | null; young: number };

/** All of it before anything is taken in: only then is it known who goes first. */
async function list(
  deps: Deps,
  channel: Channel,
  span: RoundSpan,
  passBy: (id: string) => boolean,
): Promise<Listed> {
  const listed: Listed = { missed: [], reports: [], newest: null, young: 0 };
  const now = deps.clock.now();
  for await (const message of channel.history?.(span) ?? []) {
    if (message.direction === 'out') {
      if (message.changedAt >= span.in && !passBy(reportKey(message.report)))
        listed.reports.push(message.report);
      continue;
    }
    listed.newest = Math.max(listed.newest ?? message.at, message.at);
    if (passBy(message.providerId)) continue;
    if (message.at > now - webhookTerm && message.at <= now) listed.young += 1;
    else listed.missed.push(message);
  }
  return listed;
}

/** In order: what a person said after a message that failed waits for it. */
async function takePerson(round: Round, messages: readonly Missed[]): Promise<void> {
  let trouble: unknown = null;
  for (const message of messages) {
    if (trouble === null) trouble = await takeMessage(round, message);
    else fail(round, message.providerId, trouble);
  }
}

/** Null when it was taken in, else what was in the way. */
async function takeMessage(round: Round, message: Missed): Promise<unknown> {
  return attempt(round, message.providerId, async () => {
    const received = await round.waysIn.receive(await message.read());
    note(round, outcomes[received.kind]);
  });
}

const outcomes = {
  accepted: 'taken',
  duplicate: 'duplicates',
  unknown: 'unknown',
  outdated: 'unknown',
} as const;

async function takeReport(round: Round, report: DeliveryReport): Promise<void> {
  await attempt(round, reportKey(report), async () => {
    await round.waysIn.report(report);
    note(round, 'reports');
  });
}

/** A store that is away ends the round; anything else is the trouble of this one message, and is given back. */
async function attempt(round: Round, id: string, take: () => Promise<void>): Promise<unknown> {
  try {
    await take();
    return null;
  } catch (error) {
    if (hasCode(error, 'store_unavailable')) throw error;
    fail(round, id, error);
    return error;
  }
}

function fail(round: Round, id: string, error: unknown): void {
  const { deps, before, result } = round;
  const rounds = (before[id] ?? 0) + 1;
  result.failures[id] = rounds;
  const code = error instanceof TerugblikError ? error.code : 'unexpected';
  const fields = { message: id, rounds, code };
  if (rounds < roundLimit) {
    deps.log.warn('reconcile.message_failed', fields);
    note(round, 'failed');
  } else {
    deps.log.error('reconcile.passed_over', error, fields);
    note(round, 'passedOver');
  }
}

function note({ deps, result }: Round, outcome: Exclude<keyof RoundCounts, 'found'>): void {
  result.counts[outcome] += 1;
  deps.metrics.count('reconciled', { outcome });
}
