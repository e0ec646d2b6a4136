import type { KillResult } from '../faults/count.js';
import { killLoop } from '../faults/kill.js';
import { seeded } from '../support/random.js';
import { roundsTable, type Proof } from './proof.js';

const killsPerRound = 10;

/** The server on SQLite, killed at random moments under traffic. */
export const kills: Proof<KillResult & { seed: number }> = {
  name: 'kill',
  title: 'kill -9 under traffic',
  rounds: 10,
  play: async (seed) => ({ seed, ...(await killLoop(killsPerRound, seeded(seed))) }),
  line: (round) => `${round.kills} kills, ${round.inbound} messages`,
  violations: (round) => round.violations,
  report: (rounds) => [
    'The server on SQLite is killed at random moments while three students chat through the Twilio double and webhooks',
    'come twice. Afterwards every inbound message must stand in the transcripts exactly once, and every reply must have',
    'reached Twilio once; only a worry’s reply may be repeated, and every worry must have its alert.',
    '',
    ...roundsTable(rounds, [
      ['kills', (round) => round.kills],
      ['messages', (round) => round.inbound],
      ['sent twice on purpose', (round) => round.duplicates],
      ['replies', (round) => round.replies],
      ['worry replies repeated', (round) => round.repeatedUrgent],
      ['alerts', (round) => round.alerts],
      ['violations', (round) => round.violations.length],
    ]),
  ],
};
