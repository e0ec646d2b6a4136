import type { Command } from 'commander';
import { TerugblikError } from '../../core/errors.js';
import { packManifest } from '../manifest.js';
import { writeWhole } from '../whole-file.js';

const { stdout: output } = process;

/** `manifest pack`: the app that the school's administrator uploads to Teams. */
export function manifestCommands(program: Command): void {
  program
    .command('manifest')
    .description('the Teams app')
    .command('pack')
    .description('fill in the manifest for this school and pack it with its icons and texts')
    .option('--out <file>', 'the ZIP; without it the ZIP goes to standard output')
    .option('--privacy <url>', 'the privacy page of the school (default: PUBLIC_URL/privacy)')
    .action(async ({ out, privacy }: { out?: string; privacy?: string }) => {
      if (out === undefined && output.isTTY)
        throw new TerugblikError('out_needed', 'a ZIP is nothing for a terminal: add --out terugblik.zip');
      const zip = await packManifest(process.env, privacy ?? null);
      if (out === undefined) output.write(zip);
      else await writeWhole(out, zip);
    });
}
