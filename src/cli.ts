import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { readRosterFile } from './adapters/files/roster-file.js';
import { systemClock } from './adapters/system/system-clock.js';
import { createTexts } from './adapters/texts/i18next-texts.js';
import { importRoster } from './app/import-roster.js';
import { assessLines } from './cli/assess.js';
import { chat } from './cli/chat.js';
import { evaluationTable, readLabelled } from './cli/evaluate.js';
import { openDayFor } from './cli/open-day.js';
import { lockRevisions } from './cli/revisions.js';
import { checkScripts, findingLines, graphOf, scriptJsonSchema } from './cli/scripts.js';
import { pushAllTemplates, showTemplates } from './cli/templates.js';
import { databaseOf, schoolOf } from './cli/school-store.js';
import { describeError, TerugblikError } from './core/errors.js';
import { readRoster } from './core/school/roster.js';
import { loadAssessor, loadContent, projectRoot } from './wire.js';

const program = new Command('terugblik')
  .description('De reflectiecoach voor praktijkleren: beheer, controle en proberen')
  .showHelpAfterError('(terugblik --help shows the commands)');

const root = (): string => projectRoot;
const { stdin: input, stdout: output, stderr: errors } = process;

program
  .command('chat')
  .description('play a script in the terminal as a made-up student')
  .argument('[script]', 'id of the script', 'reflectie')
  .option('--language <code>', 'language of the texts', 'nl')
  .option('--assignment <number>', 'the planned assignment (retail); 0 for none', wholeNumber, 4)
  .action(async (script: string, options: { language: string; assignment: number }) => {
    const [{ content }, { assess }] = await Promise.all([loadContent(root()), loadAssessor(root())]);
    const assignment = options.assignment === 0 ? null : options.assignment;
    await chat({
      content,
      texts: createTexts(),
      assess,
      script,
      language: options.language,
      assignment,
      input,
      output,
    });
  });

program
  .command('assess')
  .description('judge answers: JSONL on stdin, JSONL on stdout')
  .action(async () => {
    const { assess } = await loadAssessor(root());
    process.exitCode = await assessLines(assess, { input, output, errors });
  });

program
  .command('evaluate')
  .description('measure the judge on labelled answers (JSONL)')
  .argument('<files...>')
  .action(async (files: string[]) => {
    const { assess } = await loadAssessor(root());
    for (const file of files) output.write(`${file}\n${evaluationTable(await readLabelled(file), assess)}\n`);
  });

const scripts = program.command('scripts').description('check and draw the scripts');
scripts
  .command('check')
  .description('check scripts, texts, assignments, templates and lexicons')
  .option('--lock', 'remember what each revision looks like now')
  .action(async (options: { lock?: boolean }) => {
    if (options.lock === true) {
      const refused = await lockRevisions(root(), (await loadContent(root())).content);
      output.write(findingLines(refused));
    }
    const { findings, summary } = await checkScripts(root());
    output.write(findingLines(findings));
    errors.write(`${summary}\n`);
    if (findings.some((finding) => finding.severity === 'error')) process.exitCode = 1;
  });
scripts
  .command('graph')
  .description('draw a script as Mermaid')
  .argument('<script>', 'id of the script')
  .action(async (id: string) => {
    const graph = await graphOf(root(), id);
    if (graph === null) throw new TerugblikError('script_unknown', `there is no script ${id}`);
    output.write(graph);
  });
scripts
  .command('schema')
  .description('the JSON schema of a script, for editors')
  .action(() => void output.write(scriptJsonSchema()));

program
  .command('roster')
  .description('the people of the school')
  .command('import')
  .argument('<file>', 'CSV as Excel saves it')
  .option('--dry-run', 'only check')
  .action(async (file: string, options: { dryRun?: boolean }) => {
    const { people, findings } = readRoster(readRosterFile(await textOf(file)));
    for (const { row, column, message } of findings)
      output.write(`${file}: row ${row}, ${column}: ${message}\n`);
    if (findings.length > 0)
      throw new TerugblikError('roster_refused', `${findings.length} mistakes: nothing was imported`);
    if (options.dryRun === true) return void output.write(`${people.length} people, no mistakes\n`);
    const store = await databaseOf(process.env, systemClock);
    const school = await schoolOf(process.env);
    const { added, changed, same } = await importRoster(store, school.id, people);
    output.write(`${added} new, ${changed} changed, ${same} the same\n`);
    await store.close();
  });

program
  .command('day')
  .description('practice days')
  .command('open')
  .description('open the reflection of a student; the running server sends it')
  .requiredOption('--student <id>')
  .option('--date <date>', 'the practice day, like 2026-11-24 (default: today)')
  .option('--assignment <number>', 'the planned assignment', wholeNumber)
  .action(async (options: { student: string; date?: string; assignment?: number }) => {
    output.write(`${await openDayFor(process.env, options)}\n`);
  });

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new TerugblikError('roster_unreadable', `${file} cannot be read`, { cause });
  });
}

const templates = program.command('templates').description('the WhatsApp templates');
templates
  .command('show')
  .description('print them as they go to Twilio')
  .action(async () => void output.write(await showTemplates(root())));
templates
  .command('push')
  .description('make the missing ones at Twilio and ask for their approval')
  .action(async () => void output.write(await pushAllTemplates(root(), process.env)));

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('a whole number is needed');
  return number;
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof TerugblikError)) throw error;
  errors.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
