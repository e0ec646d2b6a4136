import { InvalidArgumentError, type Command } from 'commander';
import { createTexts } from '../../adapters/texts/i18next-texts.js';
import { loadAssessor, loadContent, projectRoot } from '../../wire.js';
import { assessLines } from '../assess.js';
import { chat } from '../chat.js';
import { evaluationTable, missesTable } from '../evaluate.js';
import { progressOn } from '../progress.js';
import { readTwice, secondReaderOf } from '../second-reader-evaluation.js';
import { readLabelled, readMeasuring } from '../signals/data.js';
import { readSignalFiles } from '../../adapters/system/content-files.js';
import { parseLexicons, type Lexicons } from '../../core/signals/index.js';
import { thresholdTable } from '../signals/threshold-table.js';
import { checkFigures, writeFigures } from '../signals/figures.js';

const { stdin: input, stdout: output, stderr: errors } = process;

/** `chat`, `assess` and `evaluate`: trying a script and the judge without a school. */
export function talkCommands(program: Command): void {
  program
    .command('chat')
    .description('play a script in the terminal as a made-up student')
    .argument('[script]', 'id of the script', 'reflectie')
    .option('--language <code>', 'language of the texts', 'nl')
    .option('--assignment <number>', 'the planned assignment (retail); 0 for none', wholeNumber, 4)
    .action(async (script: string, options: { language: string; assignment: number }) => {
      const [{ content }, { assess }] = await Promise.all([
        loadContent(projectRoot),
        loadAssessor(projectRoot),
      ]);
      const assignment = options.assignment === 0 ? null : options.assignment;
      const { language } = options;
      await chat({ content, texts: createTexts(), assess, script, language, assignment, input, output });
    });
  program
    .command('assess')
    .description('judge answers: JSONL on stdin, JSONL on stdout')
    .action(async () => {
      const { assess } = await loadAssessor(projectRoot);
      process.exitCode = await assessLines(assess, { input, output, errors });
    });
  program
    .command('evaluate')
    .description('measure the judge on labelled answers (JSONL)')
    .argument('[files...]', 'none: the answers of test/data/signals that nothing was learned from')
    .option('--list', 'every miss and false alarm too, with the words')
    .option('--thresholds', 'what each choice of the alarm would cost')
    .option('--second-reader', 'with the second reader of the environment behind it, beside the judge alone')
    .option('--check', 'fail when a figure fell below the committed one')
    .option('--write', 'commit the figures of today')
    .action(runEvaluate);
}

const lexicons = async (): Promise<Lexicons> => parseLexicons(await readSignalFiles(projectRoot)).lexicons;

async function runEvaluate(
  files: string[],
  options: { list?: boolean; thresholds?: boolean; check?: boolean; write?: boolean; secondReader?: boolean },
): Promise<void> {
  const { assess } = await loadAssessor(projectRoot);
  const sets = files.length === 0 ? [{ name: 'held out', cases: await readMeasuring(projectRoot) }] : [];
  for (const file of files) sets.push({ name: file, cases: await readLabelled(file) });
  for (const { name, cases } of sets) {
    output.write(`${name}\n${evaluationTable(cases, assess)}\n`);
    if (options.secondReader === true) {
      const reader = await secondReaderOf(process.env, projectRoot);
      const twice = await readTwice(cases, assess, reader, progressOn(errors, 'answers'));
      const outcomes = [...twice.outcomes].map(([what, count]) => `${count} ${what}`).join(', ');
      output.write(`with the second reader (${outcomes})\n${evaluationTable(cases, twice.assess)}\n`);
    }
    if (options.list === true) output.write(`${missesTable(cases, assess)}\n`);
    if (options.thresholds === true) output.write(`${thresholdTable(cases, await lexicons())}\n`);
  }
  if (options.write === true) await writeFigures(projectRoot, assess);
  if (options.check !== true) return;
  const fallen = await checkFigures(projectRoot, assess);
  output.write(fallen.length === 0 ? 'no figure fell\n' : fallen.map((line) => `${line}\n`).join(''));
  if (fallen.length > 0) process.exitCode = 1;
}

/** An option that is a whole number of 0 or more. */
export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('a whole number is needed');
  return number;
}
