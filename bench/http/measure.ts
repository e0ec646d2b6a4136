import type { ChannelName } from '../../src/core/thread/message.js';
import { column, interleaved, type Runs } from '../interleave.js';
import { shortened, type Extent, type Figure, type Found, type Measurement, type Ratio } from '../result.js';
import { ratios } from '../statistics.js';
import { stage, type Contestant, type Prepared, type Stage } from './contestants.js';
import type { Loaded, LoadQuestion } from './load.js';
import type { ServerQuestion, Usage } from './usage.js';

/** Nothing here waits for a channel's limit: it is the server that is measured. */
const unlimited = 1000;
const atOnce = 32;
/** Talks that are open meanwhile: each is answered at the pace of a person, within what a channel takes for one. */
const talking = 800;

const open = (channel: ChannelName, students: number): Prepared => ({
  ...{ state: 'open', at: ({ openAt }) => openAt, rates: unlimited },
  students: { [channel]: students },
});

/**
 * How long each part goes on, in milliseconds. A server runs for weeks: what is measured is one whose code was compiled
 * by its own use, and ours, which is more code, needs some thousands of turns for that.
 */
const lasting = { warmingUp: 8000, full: 4000, half: 5000 } as const;

type Talked = { full: Loaded; half: Loaded; cpuPerTurn: number };

/** One contestant: as fast as it goes, then at half of that. */
async function talked(contestant: Contestant, channel: ChannelName, { scale }: Extent): Promise<Talked> {
  const one = await stage(contestant, open(channel, Math.ceil(4000 * scale) + 3 * talking));
  try {
    const about = { kind: 'talk', url: one.serverUrl, channel, atOnce, open: talking } as const;
    const ask = (more: Partial<LoadQuestion>): Promise<Loaded> => one.load.ask<Loaded>({ ...about, ...more });
    const warm = await ask({ from: 0, warmMs: 0, ms: lasting.warmingUp * scale });
    const before = await used(one);
    const full = await ask({ from: warm.next, warmMs: 0, ms: lasting.full * scale });
    const after = await used(one);
    const rate = full.turns / full.seconds / 2;
    const half = await ask({ from: full.next, warmMs: 200, ms: lasting.half * scale, rate });
    if (full.failed + half.failed > 0)
      throw new Error(`${contestant}: ${full.failed + half.failed} turns failed`);
    return { full, half, cpuPerTurn: (after.cpuMs - before.cpuMs) / full.turns };
  } finally {
    await one.stop();
  }
}

const used = (one: Stage, gc = false): Promise<Usage> =>
  one.server.ask<Usage>({ kind: 'usage', gc } satisfies ServerQuestion);

/** 2. The full turn over HTTP, beside an echo and a waterfall. */
export const httpMeasurement: Measurement = {
  id: 'http',
  title: 'The full turn over HTTP',
  measure: async (extent) => {
    const runs = await interleaved(extent, {
      ours: () => talked('ours', 'teams', extent),
      echo: () => talked('echo', 'teams', extent),
      'waterfall, memory': () => talked('waterfall, memory', 'teams', extent),
      'waterfall, SQLite': () => talked('waterfall, SQLite', 'teams', extent),
      'ours, WhatsApp': () => talked('ours', 'whatsapp', extent),
    });
    return found(runs);
  },
};

function found(runs: Runs<Talked>): Found {
  const figure = (name: string, key: string, unit: string, pick: (run: Talked) => number): Figure => ({
    id: `http.${key}.${name}`,
    what: `${name}: ${key}`,
    unit,
    runs: column(runs, name, pick),
  });
  const perSecond = ({ full }: Talked): number => full.turns / full.seconds;
  const beside = (peer: string, value: number | null): Ratio => ({
    id: `http.speed.${peer}`,
    what: `ours against ${peer}, turns a second`,
    runs: ratios(column(runs, 'ours', perSecond), column(runs, peer, perSecond)),
    better: 'more',
    ...(value === null ? {} : { aim: { bound: 'at least', value } }),
  });
  const cpu = (peer: string): Ratio => ({
    id: `http.cpu.${peer}`,
    what: `ours against ${peer}, CPU of a turn`,
    runs: ratios(
      column(runs, 'ours', (run) => run.cpuPerTurn),
      column(runs, peer, (run) => run.cpuPerTurn),
    ),
    better: 'less',
  });
  const tail = ({ half }: Talked): number => half.whole.p99 / half.whole.p50;
  return {
    notes: [
      `One turn: a signed activity comes in, its token is checked, the words are judged, the script answers, the turn is committed to SQLite with synchronous FULL, and the reply arrives at the double of the connector. ${atOnce} turns at once, of ${talking} talks that are open; each waits for its reply before it goes on. Server, and load with the double, are processes of their own. The limits of the channels are set so high (×${unlimited}) that nothing waits for them; the token for the connector was fetched before, for everybody.`,
      'The echo is botbuilder and restify as in the samples: it checks the same token, stores nothing, answers to the same double. The waterfall asks the same questions with botbuilder-dialogs, ConversationState and TranscriptLoggerMiddleware, in memory or in SQLite with the same durability. Each talk is another student’s. On WhatsApp the signature is Twilio’s; its status callbacks are left out.',
      `Before anything is measured each server answers as fast as it can for ${lasting.warmingUp / 1000} s: a server runs for weeks, and what is measured is one whose code is compiled. (With --quick it is less.)`,
      'Half load: as many turns a second as half of what the same server did just before, spread evenly; a turn that had to wait for its place is counted with that wait.',
    ],
    figures: [...runs.keys()].flatMap((name) => [
      figure(name, 'turns a second', 'turns/s', perSecond),
      figure(name, 'p50', 'ms', ({ full }) => full.whole.p50),
      figure(name, 'p99', 'ms', ({ full }) => full.whole.p99),
      figure(name, 'p50 at half load', 'ms', ({ half }) => half.whole.p50),
      figure(name, 'p99 at half load', 'ms', ({ half }) => half.whole.p99),
      figure(name, 'CPU of a turn', 'ms', ({ cpuPerTurn }) => cpuPerTurn),
    ]),
    ratios: [
      beside('echo', 0.6),
      beside('waterfall, memory', 1.2),
      beside('waterfall, SQLite', null),
      cpu('echo'),
      cpu('waterfall, memory'),
      {
        id: 'http.tail',
        what: 'ours at half load: p99 against p50',
        runs: column(runs, 'ours', tail),
        better: 'less',
        aim: { bound: 'at most', value: 3 },
      },
    ],
  };
}

type Remembered = { heap: number; rss: number };

/** One turn of everybody, so that each conversation is open, then nobody says anything. */
async function remembered(contestant: Contestant, { scale }: Extent): Promise<Remembered> {
  const students = Math.ceil(conversations * scale);
  const one = await stage(contestant, open('teams', students + warmUp), { flags: ['--expose-gc'] });
  try {
    const about = { kind: 'each', url: one.serverUrl, channel: 'teams', atOnce } as const;
    const warm = await one.load.ask<Loaded>({ ...about, from: 0, students: warmUp });
    const before = await used(one, true);
    await one.load.ask<Loaded>({ ...about, from: warm.next, students });
    const after = await used(one, true);
    return {
      heap: (after.heapUsed - before.heapUsed) / students,
      rss: (after.rss - before.rss) / students,
    };
  } finally {
    await one.stop();
  }
}

const conversations = 10_000;
/** Enough for everything that is made once. */
const warmUp = 300;

/** 2, its memory: what the process keeps for a conversation that is open and silent. */
export const memoryMeasurement: Measurement = {
  id: 'memory',
  title: 'Memory of open conversations',
  measure: async (extent) => {
    const names = ['ours', 'waterfall, memory'] as const;
    const runs = await interleaved(
      shortened(extent),
      Object.fromEntries(names.map((name) => [name, () => remembered(name, extent)])),
    );
    const kilobytes = (name: string): number[] => column(runs, name, ({ heap }) => heap / 1024);
    return {
      notes: [
        `What the heap grows by, after collecting what nobody needs, when ${conversations.toLocaleString('en')} students have each said one thing (a fifth of them with --quick). The pages that SQLite keeps are not on that heap.`,
      ],
      figures: names.flatMap((name) => [
        { id: `memory.heap.${name}`, what: `${name}: heap`, unit: 'KB/conversation', runs: kilobytes(name) },
        {
          id: `memory.rss.${name}`,
          what: `${name}: memory of the process`,
          unit: 'KB/conversation',
          runs: column(runs, name, ({ rss }) => rss / 1024),
        },
      ]),
      ratios: [
        {
          id: 'memory.open',
          what: 'ours: for each open idle conversation, KB',
          unit: 'KB',
          runs: kilobytes('ours'),
          better: 'less',
          aim: { bound: 'at most', value: 2 },
        },
        {
          id: 'memory.waterfall',
          what: 'ours against the waterfall in memory, KB for each conversation',
          runs: ratios(kilobytes('ours'), kilobytes('waterfall, memory')),
          better: 'less',
        },
      ],
    };
  },
};
