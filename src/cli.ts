import { Command } from 'commander';
import { groupsFor } from './cli/groups.js';
import { describeError, TerugblikError } from './core/errors.js';

const program = new Command('terugblik')
  .description('De reflectiecoach voor praktijkleren: beheer, controle en proberen')
  .showHelpAfterError('(terugblik --help shows the commands)');

for (const { load } of groupsFor(process.argv[2])) (await load())(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof TerugblikError)) throw error;
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
