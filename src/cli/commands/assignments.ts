import type { Command } from 'commander';
import { TerugblikError } from '../../core/errors.js';
import { projectRoot } from '../../wire.js';
import { importAssignments } from '../assignments.js';

const { stdout: output, stderr: errors } = process;

/** `assignments import`: the catalogues of a school's own. */
export function assignmentCommands(program: Command): void {
  program
    .command('assignments')
    .description('the catalogues of assignments')
    .command('import')
    .description(
      'take over the assignments of one or more sectors; a running server has them after its next start',
    )
    .argument('<file>', 'CSV as Excel saves it, or YAML')
    .option('--dry-run', 'only show what would change')
    .action(async (file: string, options: { dryRun?: boolean }) => {
      const result = await importAssignments(projectRoot, file, { dryRun: options.dryRun === true });
      output.write(result.lines.map((line) => `${line}\n`).join(''));
      if (result.kind === 'refused') {
        const { length } = result.lines;
        const count = length === 1 ? '1 mistake' : `${length} mistakes`;
        throw new TerugblikError('assignments_refused', `${count}: nothing was written`);
      }
      for (const path of result.written) errors.write(`wrote ${path}\n`);
    });
}
