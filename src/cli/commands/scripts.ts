import type { Command } from 'commander';
import { TerugblikError } from '../../core/errors.js';
import { loadContent, projectRoot } from '../../wire.js';
import { readabilityTable } from '../readability.js';
import { lockRevisions } from '../revisions.js';
import { checkScripts, findingLines, graphOf, scriptJsonSchema } from '../scripts.js';

const { stdout: output, stderr: errors } = process;

/** `scripts check|graph|schema`: the content that a school may edit. */
export function scriptCommands(program: Command): void {
  const scripts = program.command('scripts').description('check and draw the scripts');
  scripts
    .command('check')
    .description('check scripts, texts, assignments, templates and lexicons')
    .option('--lock', 'remember what each revision looks like now')
    .option('--readability', 'show how simple the texts for students are, file by file')
    .action(async (options: { lock?: boolean; readability?: boolean }) => {
      if (options.lock === true) {
        const refused = await lockRevisions(projectRoot, (await loadContent(projectRoot)).content);
        output.write(findingLines(refused));
      }
      const { findings, summary, files } = await checkScripts(projectRoot);
      if (options.readability === true) output.write(readabilityTable(files));
      output.write(findingLines(findings));
      errors.write(`${summary}\n`);
      if (findings.some((finding) => finding.severity === 'error')) process.exitCode = 1;
    });
  scripts
    .command('graph')
    .description('draw a script as Mermaid')
    .argument('<script>', 'id of the script')
    .action(async (id: string) => {
      const graph = await graphOf(projectRoot, id);
      if (graph === null) throw new TerugblikError('script_unknown', `there is no script ${id}`);
      output.write(graph);
    });
  scripts
    .command('schema')
    .description('the JSON schema of a script, for editors')
    .action(() => void output.write(scriptJsonSchema()));
}
