import type { Command } from 'commander';
import { systemClock } from '../../adapters/system/system-clock.js';
import { reportOnRules } from '../../app/verdicts.js';
import { databaseOf, schoolOf } from '../school-store.js';
import { table } from '../table.js';

const { stdout: output } = process;

/** `signals report`: how often each rule was right, by what begeleiders said on the cards. */
export function signalCommands(program: Command): void {
  program
    .command('signals')
    .description('the judge of answers')
    .command('report')
    .description('how often each rule was right, by what was said on the cards')
    .option('--json', 'as JSON')
    .action(report);
}

async function report({ json }: { json?: boolean }): Promise<void> {
  const store = await databaseOf(process.env, systemClock);
  try {
    const { id } = await schoolOf(process.env);
    const rules = await reportOnRules(store, id);
    if (json === true) return void output.write(`${JSON.stringify(rules, null, 2)}\n`);
    if (rules.length === 0) return void output.write('nothing was judged yet\n');
    const rows = rules.map(({ rule, right, wrong }) => [
      rule,
      String(right),
      String(wrong),
      `${Math.round((right / (right + wrong)) * 100)} %`,
    ]);
    output.write(table(['rule', 'right', 'wrong', 'right of all'], rows));
  } finally {
    await store.close();
  }
}
