import { Command } from 'commander';
import { dayCommands } from './cli/commands/days.js';
import { rosterCommands } from './cli/commands/roster.js';
import { scriptCommands } from './cli/commands/scripts.js';
import { talkCommands } from './cli/commands/talk.js';
import { templateCommands } from './cli/commands/templates.js';
import { describeError, TerugblikError } from './core/errors.js';

const program = new Command('terugblik')
  .description('De reflectiecoach voor praktijkleren: beheer, controle en proberen')
  .showHelpAfterError('(terugblik --help shows the commands)');

for (const register of [talkCommands, scriptCommands, rosterCommands, dayCommands, templateCommands])
  register(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof TerugblikError)) throw error;
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
