import type { Command } from 'commander';
import { systemClock } from '../../adapters/system/system-clock.js';
import { retryUndelivered, undeliveredOf } from '../../app/conversation/undelivered.js';
import { TerugblikError } from '../../core/errors.js';
import { local } from '../../core/school/calendar.js';
import { offlineApp } from '../offline-app.js';
import { databaseOf, schoolOf } from '../school-store.js';

const { stdout: output } = process;

/** `deliveries [retry]`: messages to staff, and answers to worries, that did not arrive. */
export function deliveryCommands(program: Command): void {
  const deliveries = program
    .command('deliveries')
    .description('messages that did not arrive, and sending them again');
  deliveries
    .command('list', { isDefault: true })
    .description('who did not get what, and why')
    .option('--json', 'as JSON')
    .action(list);
  deliveries
    .command('retry')
    .description('send one again, or all; the running server sends it')
    .argument('[id]', 'as the list shows it')
    .option('--all', 'everything on the list')
    .action(retry);
}

async function list({ json }: { json?: boolean }): Promise<void> {
  const store = await databaseOf(process.env, systemClock);
  try {
    const school = await schoolOf(process.env);
    const found = await undeliveredOf(store, school.id);
    if (json === true) return void output.write(`${JSON.stringify(found, null, 2)}\n`);
    for (const { entry, person, kind, urgent, reason, at } of found) {
      const when = local(school, at).toFormat('yyyy-MM-dd HH:mm');
      output.write(`${entry}\n  to ${person}, ${when}, ${kind}${urgent ? ', urgent' : ''}: ${reason}\n`);
    }
    if (found.length === 0) output.write('everything arrived\n');
  } finally {
    await store.close();
  }
}

async function retry(id: string | undefined, { all }: { all?: boolean }): Promise<void> {
  if ((id === undefined) === (all !== true))
    throw new TerugblikError('option_wrong', 'give the id of one message, or --all');
  const { deps, threads, close } = await offlineApp(process.env);
  try {
    const entries =
      id === undefined ? (await undeliveredOf(deps.store, deps.school.id)).map((one) => one.entry) : [id];
    for (const entry of entries) {
      const { kind } = await retryUndelivered(deps, threads, entry);
      if (kind !== 'sent_again') process.exitCode = 1;
      output.write(`${entry}: ${said[kind]}\n`);
    }
  } finally {
    await close();
  }
}

const said = {
  sent_again: 'is sent again',
  no_way: 'this person has no way to be reached',
  gone: 'is not on the list any more',
} as const;
