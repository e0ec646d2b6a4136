import { Command } from 'commander';
import { absenceCommands } from './cli/commands/absences.js';
import { assignmentCommands } from './cli/commands/assignments.js';
import { cardCommands } from './cli/commands/cards.js';
import { dayCommands } from './cli/commands/days.js';
import { deliveryCommands } from './cli/commands/deliveries.js';
import { eraseCommands } from './cli/commands/erase.js';
import { exportCommands } from './cli/commands/export.js';
import { figuresCommands } from './cli/commands/figures.js';
import { ledgerCommands } from './cli/commands/ledger.js';
import { manifestCommands } from './cli/commands/manifest.js';
import { reconcileCommands } from './cli/commands/reconcile.js';
import { rosterCommands } from './cli/commands/roster.js';
import { simulateCommands } from './cli/commands/simulate.js';
import { signalCommands } from './cli/commands/signals.js';
import { scriptCommands } from './cli/commands/scripts.js';
import { talkCommands } from './cli/commands/talk.js';
import { templateCommands } from './cli/commands/templates.js';
import { describeError, TerugblikError } from './core/errors.js';

const program = new Command('terugblik')
  .description('De reflectiecoach voor praktijkleren: beheer, controle en proberen')
  .showHelpAfterError('(terugblik --help shows the commands)');

const groups = [
  talkCommands,
  scriptCommands,
  signalCommands,
  rosterCommands,
  assignmentCommands,
  absenceCommands,
  cardCommands,
  dayCommands,
  ledgerCommands,
  figuresCommands,
  exportCommands,
  eraseCommands,
  deliveryCommands,
  reconcileCommands,
  templateCommands,
  manifestCommands,
  simulateCommands,
];
for (const register of groups) register(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof TerugblikError)) throw error;
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
