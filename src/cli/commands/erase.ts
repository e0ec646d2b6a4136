import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { exportOf } from '../../app/rights/export.js';
import { erasureAt, erasureRef } from '../../app/rights/tombstones.js';
import { TerugblikError } from '../../core/errors.js';
import type { Scope } from '../../core/rights/erasure.js';
import { local } from '../../core/school/calendar.js';
import { previewText, stateText } from '../erase-text.js';
import { offlineApp, type OfflineApp } from '../offline-app.js';

const { stdin: input, stdout: output } = process;

type Options = { student: string; answersOnly?: boolean; yes?: boolean };

/** `erase`: everything about a student, or what he answered. */
export function eraseCommands(program: Command): void {
  program
    .command('erase')
    .description('erase a student, or only the answers; shows first what goes, and asks')
    .requiredOption('--student <id>')
    .option('--answers-only', 'what "wis mijn antwoorden" in the chat does: the student stays joined')
    .option('--yes', 'do not ask')
    .action(erase);
}

async function erase({ student, answersOnly, yes }: Options): Promise<void> {
  const scope: Scope = answersOnly === true ? 'answers' : 'all';
  const app = await offlineApp(process.env);
  try {
    const data = await exportOf(app.deps, student);
    if (data === null) return await tellState(app, student);
    output.write(previewText(student, scope, data));
    if (yes !== true) await confirm(student);
    const ref = await app.erasures.begin(student, scope, app.deps.clock.now());
    await app.erasures.work(ref);
    await app.idle();
    await tellState(app, student, scope);
  } finally {
    await app.close();
  }
}

/** Typing the id again is what a slip of the hand does not do. */
async function confirm(student: string): Promise<void> {
  if (!input.isTTY)
    throw new TerugblikError(
      'confirmation_needed',
      'nothing was erased: there is no terminal to ask on; add --yes',
    );
  const lines = createInterface({ input, output });
  const typed = await lines.question(`Type ${student} to erase this for good: `);
  lines.close();
  if (typed.trim() !== student)
    throw new TerugblikError('confirmation_needed', 'nothing was erased: that is another id');
}

async function tellState({ deps }: OfflineApp, student: string, scope: Scope = 'all'): Promise<void> {
  const found = await erasureAt(deps, erasureRef(deps, scope, student));
  if (found === null)
    throw new TerugblikError('person_unknown', `nothing is kept of a student with the id ${student}`);
  const iso = (at: number): string => local(deps.school, at).toFormat('yyyy-MM-dd HH:mm');
  output.write(stateText(student, found.erasure, iso));
}
