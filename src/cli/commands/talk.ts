import { InvalidArgumentError, type Command } from 'commander';
import { createTexts } from '../../adapters/texts/i18next-texts.js';
import { loadAssessor, loadContent, projectRoot } from '../../wire.js';
import { assessLines } from '../assess.js';
import { chat } from '../chat.js';
import { evaluationTable, readLabelled } from '../evaluate.js';

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
    .argument('<files...>')
    .action(async (files: string[]) => {
      const { assess } = await loadAssessor(projectRoot);
      for (const file of files)
        output.write(`${file}\n${evaluationTable(await readLabelled(file), assess)}\n`);
    });
}

/** An option that is a whole number of 0 or more. */
export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('a whole number is needed');
  return number;
}
