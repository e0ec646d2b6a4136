import { basename } from 'node:path';
import type { Command } from 'commander';
import { exportOf } from '../../app/rights/export.js';
import { recordLook } from '../../app/rights/rights.js';
import { TerugblikError } from '../../core/errors.js';
import { exportJson } from '../../core/rights/person-export.js';
import { threadId } from '../../core/thread/thread.js';
import { local } from '../../core/school/calendar.js';
import { drawExport } from '../../pages.js';
import { offlineApp } from '../offline-app.js';
import { fileName, writeFiles } from '../export-files.js';
import { writeWhole } from '../whole-file.js';

const { stdout: output, stderr: errors } = process;

type Options = { student: string; by: string; format: string; out?: string; files?: string };

/** `export`: everything that is kept about a student, for himself. */
export function exportCommands(program: Command): void {
  program
    .command('export')
    .description(
      'everything that is kept about a student, to hand to the student; noted as a look at his data',
    )
    .requiredOption('--student <id>')
    .requiredOption('--by <name>', 'who makes it: the student sees it in the next export')
    .option('--format <format>', 'html (to read and print) or json', 'html')
    .option('--out <file>', 'a file that only you can read; without it standard output')
    .option('--files <folder>', 'a new folder for the voice notes and photos; without it they are listed')
    .action(exportStudent);
}

async function exportStudent({ student, by, format, out, files }: Options): Promise<void> {
  if (format !== 'html' && format !== 'json')
    throw new TerugblikError('option_wrong', '--format: use html or json');
  const { deps, close } = await offlineApp(process.env);
  try {
    const data = await exportOf(deps, student);
    if (data === null)
      throw new TerugblikError('person_unknown', `nothing is kept of a student with the id ${student}`);
    const iso = (at: number): string => local(deps.school, at).toISO() ?? '';
    const folder = files === undefined ? null : basename(files);
    const named = (file: string): string | null => {
      const index = data.files.findIndex(({ id }) => id === file);
      const kept = data.files[index];
      return folder === null || kept === undefined
        ? null
        : `${encodeURIComponent(folder)}/${fileName(index, kept.type)}`;
    };
    const text = format === 'html' ? drawExport(deps, data, named) : exportJson(data, iso);
    // Noted before anybody has it: no export goes unseen.
    const note = (): Promise<void> => recordLook(deps, student, { by, what: 'export' });
    if (out !== undefined) await writeWhole(out, Buffer.from(text), note, 0o600);
    else {
      await note();
      output.write(text);
    }
    if (files !== undefined)
      await writeFiles(deps.store, threadId(deps.school.id, student), data.files, files);
    const secret = data.alerts.filter((alert) => alert.confidential).length;
    if (secret > 0)
      errors.write(`It holds messages for the confidant (${secret}): hand it to the student unread.\n`);
  } finally {
    await close();
  }
}
