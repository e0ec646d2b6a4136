import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../../adapters/system/system-clock.js';
import { secondReadingDays } from '../../app/alerts/second-reader-budget.js';
import { dateAfter, localDate } from '../../core/school/calendar.js';
import { reportOnRules } from '../../app/alerts/verdicts.js';
import { compileLexicons, parseLexicons } from '../../core/signals/index.js';
import { TerugblikError } from '../../core/errors.js';
import { readSignalFiles } from '../../adapters/system/content-files.js';
import { projectRoot } from '../../wire.js';
import { makeModel } from '../signals/make-model.js';
import { databaseOf, schoolOf } from '../school-store.js';
import { table } from '../table.js';

const { stdout: output } = process;

const heads = ['rule', 'right', 'wrong', 'right of all'];

/** `signals train`, `signals compile`, and `signals report`: how often each rule was right, by what begeleiders said on the cards. */
export function signalCommands(program: Command): void {
  const signals = program.command('signals').description('the judge of answers');
  signals
    .command('train')
    .description('train the model anew from test/data/signals and write dialogs/signals/model.json')
    .action(async () => {
      const { lexicons } = parseLexicons(await readSignalFiles(projectRoot));
      output.write(await makeModel(projectRoot, lexicons));
    });
  signals
    .command('compile')
    .description('read the YAML of dialogs/signals once and write compiled.json, for a fast start')
    .action(async () => {
      const compiled = compileLexicons(await readSignalFiles(projectRoot));
      if (compiled === null)
        throw new TerugblikError('content_broken', 'mend the findings of `scripts check` first');
      await writeFile(join(projectRoot, 'dialogs', 'signals', 'compiled.json'), compiled);
    });
  signals
    .command('report')
    .description('how often each rule was right, by what was said on the cards')
    .option('--json', 'as JSON')
    .action(report);
}

async function report({ json }: { json?: boolean }): Promise<void> {
  const store = await databaseOf(process.env, systemClock);
  try {
    const school = await schoolOf(process.env);
    const rules = await reportOnRules(store, school.id);
    const today = localDate(school, systemClock.now());
    const dates = Array.from({ length: 7 }, (_, back) => dateAfter(today, -back));
    const readings = await secondReadingDays(store, school, dates);
    if (json === true)
      return void output.write(`${JSON.stringify({ rules, secondReader: readings }, null, 2)}\n`);
    const rows = rules.map(({ rule, right, wrong }) => [
      rule,
      String(right),
      String(wrong),
      `${Math.round((right / (right + wrong)) * 100)} %`,
    ]);
    output.write(rules.length === 0 ? 'nothing was judged yet\n' : table(heads, rows));
    for (const { date, taken, counts } of readings) {
      const what = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
      output.write(`second reader, ${date}: ${taken} given out; ${what.join(', ') || 'nothing told yet'}\n`);
    }
  } finally {
    await store.close();
  }
}
