import type { KillResult } from '../faults/count.js';
import { killLoop, type Setting } from '../faults/kill.js';
import { seeded } from '../support/random.js';
import { roundsTable, type Proof } from './proof.js';

type Round = KillResult & { seed: number };
type Killing = { name: string; title: string; rounds: number; setting: Setting; told: string[] };

const killsPerRound = 10;

/** Servers killed at random moments under traffic, so many times in each round. */
const killing = ({ name, title, rounds, setting, told }: Killing): Proof<Round> => ({
  name,
  title,
  rounds,
  play: async (seed) => ({ seed, ...(await killLoop(killsPerRound, seeded(seed), setting)) }),
  line: (round) => `${round.kills} kills, ${round.inbound} messages`,
  violations: (round) => round.violations,
  report: (played) => [
    ...told,
    '',
    ...roundsTable(played, [
      ['kills', (round) => round.kills],
      ['messages', (round) => round.inbound],
      ['sent twice on purpose', (round) => round.duplicates],
      ['replies', (round) => round.replies],
      ['worry replies repeated', (round) => round.repeatedUrgent],
      ['alerts', (round) => round.alerts],
      ['violations', (round) => round.violations.length],
    ]),
  ],
});

/** One server on SQLite. */
export const kills = killing({
  name: 'kill',
  title: 'kill -9 under traffic',
  rounds: 10,
  setting: 'one on SQLite',
  told: [
    'The server on SQLite is killed at random moments while three students chat through the Twilio double and webhooks',
    'come twice. Afterwards every inbound message must stand in the transcripts exactly once, and every reply must have',
    'reached Twilio once; only a worry’s reply may be repeated, and every worry must have its alert.',
  ],
});

/** Two servers that share one Cosmos DB. */
export const killsOfTwo = killing({
  name: 'kill-two',
  title: 'kill -9 of two instances on one store',
  rounds: 20,
  setting: 'two on Cosmos DB',
  told: [
    'The same with two servers behind one address, on one server that speaks Cosmos DB (`@vercel/cosmosdb-server`), with',
    'clocks that are five seconds apart. One of the two, whichever it is, is killed at random moments; the other goes on',
    'and takes over what it left. The same must hold.',
  ],
});
