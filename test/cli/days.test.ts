import { expect } from 'chai';
import { DateTime } from 'luxon';
import { join } from 'node:path';
import { projectRoot } from '../../src/wire.js';
import { removed, run, temporaryFolder } from './support.js';

const roster = join(projectRoot, 'src/demo/school/roster.csv');

describe('days by hand, and the ledger', function () {
  this.timeout(60_000);
  let folder: string;
  let env: { DATABASE_URL: string };
  /** Noor's next practice day: a Tuesday, later in a holiday. */
  let date: string;
  const terugblik = (...args: string[]) => run('cli.ts', args, env);
  before(async () => {
    folder = await temporaryFolder();
    env = { DATABASE_URL: `sqlite:${join(folder, 'school.sqlite')}` };
    expect((await terugblik('roster', 'import', roster)).code).to.equal(0);
    const planned = await terugblik('day', 'plan', '--student', 'noor', '--assignment', '5');
    date = /^noor, (\d{4}-\d{2}-\d{2}): plan\n$/.exec(planned.output)?.[1] ?? '';
  });
  after(() => removed(folder));

  it('shows a week as a table, as CSV that a spreadsheet runs nothing of, and as JSON', async () => {
    const table = await terugblik('ledger', '--week', date, '--student', 'noor');
    expect(table.output).to.equal(`${date}: 1 student: 1 planned\n  Noor Haddad  planned  assignment 5\n`);
    const csv = await terugblik('ledger', '--date', date, '--format', 'csv', '--student', 'daan');
    expect(csv.output.replace('\uFEFF', '').split('\n')).to.deep.equal([
      'date;student;name;status;reason;assignment;begeleider;mentor;sector;company',
      `${date};daan;Daan de Vries;planned;;;samira;peter;retail;Bouwmarkt Noord`,
      '',
    ]);
    const json = await terugblik('ledger', '--date', date, '--format', 'json', '--status', 'planned');
    const students = (JSON.parse(json.output) as { student: string }[]).map((one) => one.student);
    expect(students).to.include.members(['daan', 'noor']);
  });

  it('moves and takes off days, and says in a word why it does not', async () => {
    const day = (command: string, student: string, ...more: string[]) =>
      terugblik('day', command, '--student', student, '--date', date, ...more);
    const other = DateTime.fromISO(date).plus({ days: 1 });
    const near = other.diffNow('days').days < 13;
    const moved = await day('move', 'noor', '--to', other.toISODate() ?? '');
    expect(moved.output).to.equal(`noor, ${date}: ${near ? 'move' : 'refused: too_far'}\n`);
    expect(await day('move', 'daan', '--to', '2020-01-01')).to.include({
      code: 1,
      output: `daan, ${date}: refused: past\n`,
    });
    expect((await day('ill', 'daan')).output).to.equal(`daan, ${date}: ill\n`);
    const ledger = await terugblik('ledger', '--date', date, '--student', 'daan');
    expect(ledger.output).to.contain('Daan de Vries  skipped (ill)');
    const nobody = await day('ill', 'piet');
    expect(nobody.code).to.equal(1);
    expect(nobody.errors).to.match(/^person_unknown: /);
    const wrong = await terugblik('ledger', '--date', '31-12-2026');
    expect(wrong.code).to.equal(1);
    expect(wrong.errors).to.contain('is no date like 2026-11-24');
  });

  it('keeps who is away and who stands in, and refuses what cannot be', async () => {
    const add = (...more: string[]) => terugblik('absence', 'add', '--person', 'samira', ...more);
    const added = await add('--by', 'tom', '--from', '2026-11-24', '--to', '2026-12-01');
    expect(added.output).to.equal('samira  2026-11-24 to 2026-12-01  by tom\n');
    expect((await add('--by', 'noor', '--from', '2026-11-24', '--to', '2026-12-01')).errors).to.contain(
      'nobody of the staff has the id noor',
    );
    expect((await add('--from', '2026-12-24', '--to', '2026-12-01')).errors).to.contain('is before');
    expect((await terugblik('absence', 'remove', '--person', 'samira')).output).to.equal('nobody is away\n');
  });
});
