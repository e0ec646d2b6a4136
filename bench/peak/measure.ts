import { minute, second } from '../../src/core/time.js';
import type { ChannelName } from '../../src/core/thread/message.js';
import { limitOf } from '../http/rates.js';
import { stage, type Stage } from '../http/contestants.js';
import type { Arrivals, Loaded } from '../http/load.js';
import { column, interleaved, type Runs } from '../interleave.js';
import { shortened, type Extent, type Figure, type Found, type Measurement, type Ratio } from '../result.js';
import { ratios } from '../statistics.js';

/** The channels' limits, so many times as large: an hour of waiting would measure nothing more. */
const times = 10;
const due = 2000;
/** Students of another group, who write meanwhile. */
const writing = 120;
/** So many of them in turns, each within what a channel takes for one person. */
const talkers = 40;
const writingRate = 20;

type Peak = { seconds: number; overLimit: number; refused: number; quiet: Loaded; busy: Loaded };

/**
 * Everybody is due in the same minute while others write: until the last first question arrived. Others were due before
 * that: a server runs for weeks, and what is measured is one whose code was compiled by its own use.
 */
async function peak(channel: ChannelName, { scale }: Extent): Promise<Peak> {
  const count = Math.ceil(due * Math.max(scale, quickShare));
  const one = await stage(
    'ours',
    {
      ...{ state: 'planned', rates: times, waking: 2 * count, early: { count, by: early } },
      students: { [channel]: 2 * count + writing },
      at: ({ opensAt }) => opensAt - lead,
    },
    { limit: times },
  );
  const started = performance.now();
  try {
    const talk = (from: number, ms: number): Promise<Loaded> =>
      one.load.ask<Loaded>({
        ...{
          kind: 'talk',
          url: one.serverUrl,
          channel,
          atOnce: 8,
          open: talkers,
          rate: writingRate,
          from,
          warmMs: 0,
          ms,
        },
      });
    await everybody(one, count);
    await one.load.ask({ kind: 'limit', times });
    const left = lead - 2 * second - (performance.now() - started);
    if (left < 3 * second) throw new Error('those who were due before took all the time until the peak');
    const quiet = await talk(2 * count, left);
    const busy = await talk(quiet.next, busyFor);
    const arrivals = await everybody(one, count);
    const seconds = (arrivals.lastAt - arrivals.firstAt) / second;
    return { seconds, overLimit: seconds / limitFor(channel, count), refused: arrivals.refused, quiet, busy };
  } finally {
    await one.stop();
  }
}

/** So long the server runs before the students are due, and so long before them the others were. */
const lead = 26 * second;
const early = 24 * second;
const busyFor = 8 * second;
const quickShare = 0.5;

/** What the limit itself takes: a burst leaves at once, the rest a second at a time. */
function limitFor(channel: ChannelName, count: number): number {
  const { burst, perSecond } = limitOf(channel);
  return (count - burst * times) / (perSecond * times);
}

/** Waits until everybody has his question, or until it is clear that somebody will not get it. */
async function everybody(one: Stage, count: number): Promise<Arrivals> {
  const end = Date.now() + minute;
  for (;;) {
    const arrivals = await one.load.ask<Arrivals>({ kind: 'arrivals', words: firstQuestion });
    if (arrivals.people >= count) return arrivals;
    if (Date.now() > end) throw new Error(`${arrivals.people} of ${count} students got their question`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** In the words of the first question, whatever variant or template it comes in. */
const firstQuestion = 'dinsdag 24 november';

/** 3. The five-o'clock peak. */
export const peakMeasurement: Measurement = {
  id: 'peak',
  title: 'The five-o’clock peak',
  measure: async (extent) =>
    found(
      await interleaved(shortened(extent), {
        teams: () => peak('teams', extent),
        whatsapp: () => peak('whatsapp', extent),
      }),
    ),
};

function found(runs: Runs<Peak>): Found {
  const names = ['teams', 'whatsapp'] as const;
  const figure = (name: string, what: string, unit: string, pick: (run: Peak) => number): Figure => ({
    ...{ id: `peak.${name}.${what}`, what: `${name}: ${what}`, unit, runs: column(runs, name, pick) },
  });
  const overLimit = (name: string): Ratio => ({
    id: `peak.${name}`,
    what: `${name}: until the last opening arrived, against the channel’s limit`,
    runs: column(runs, name, (run) => run.overLimit),
    better: 'less',
    aim: { bound: 'at most', value: 1.1 },
  });
  const inbound = (name: string): Ratio => ({
    id: `peak.inbound.${name}`,
    what: `${name}: p99 of inbound messages during the peak, against before`,
    runs: ratios(
      column(runs, name, ({ busy }) => busy.answered.p99),
      column(runs, name, ({ quiet }) => quiet.answered.p99),
    ),
    better: 'less',
    aim: { bound: 'at most', value: 2 },
  });
  return {
    notes: [
      `${due.toLocaleString('en')} students are due in the same minute (half of them with --quick), on one process and one file. The double refuses what is over the channel’s limit, which is ${times} times the real one: ${limitOf('teams').perSecond * times} a second for Teams, ${limitOf('whatsapp').perSecond * times} for WhatsApp. As many others were due ${early / second} s before, so that the server is as warm as one that has run for weeks. Measured from the first opening that arrived to the last. Before and meanwhile other students write ${writingRate} messages a second, and their time is until the 200.`,
    ],
    figures: names.flatMap((name) => [
      figure(name, 'first to last opening', 's', ({ seconds }) => seconds),
      figure(name, 'refused by the channel', 'messages', ({ refused }) => refused),
      figure(name, 'inbound p99 before', 'ms', ({ quiet }) => quiet.answered.p99),
      figure(name, 'inbound p99 meanwhile', 'ms', ({ busy }) => busy.answered.p99),
    ]),
    ratios: [...names.map(overLimit), ...names.map(inbound)],
  };
}
