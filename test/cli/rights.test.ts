import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { systemClock } from '../../src/adapters/system/system-clock.js';
import { keepFile } from '../../src/app/media/files.js';
import { projectRoot } from '../../src/wire.js';
import { voiceNote } from '../support/sample-files.js';
import { removed, run, temporaryFolder, type Ran } from './support.js';

describe('terugblik export and erase', function () {
  this.timeout(120_000);
  let folder: string;
  before(async () => {
    folder = await temporaryFolder();
    await terugblik('roster', 'import', roster);
  });
  after(() => removed(folder));

  const roster = join(projectRoot, 'src/demo/school/roster.csv');
  const terugblik = (...args: string[]): Promise<Ran> =>
    run('cli.ts', args, { DATABASE_URL: `sqlite:${join(folder, 'school.sqlite')}` });

  it('export writes a page that only its maker can read, and the next one names who made it', async () => {
    const file = join(folder, 'noor.html');
    const first = await terugblik('export', '--student', 'noor', '--by', 'Karin Bos', '--out', file);
    expect(first).to.deep.equal({ code: 0, output: '', errors: '' });
    expect((await stat(file)).mode & 0o077).to.equal(0);
    expect(await readFile(file, 'utf8'))
      .to.contain('Noor Haddad')
      .and.not.contain('Karin Bos');
    const second = await terugblik('export', '--student', 'noor', '--by', 'Tom', '--format', 'json');
    const { looks } = JSON.parse(second.output) as { looks: { by: string; what: string }[] };
    expect(looks.map(({ by, what }) => [by, what])).to.deep.equal([['Karin Bos', 'export']]);
  });

  it('export puts voice notes and photos into a new folder that only its maker can read', async () => {
    const store = openSqliteStore({ path: join(folder, 'school.sqlite'), clock: systemClock });
    const at = systemClock.now();
    const sent = {
      thread: 'demo:noor',
      file: 'demo:noor:file:MM1:0',
      kind: 'voice',
      type: 'audio/ogg',
    } as const;
    await keepFile(store, { ...sent, at, until: at + 100_000, bytes: voiceNote() });
    await store.close();
    const [page, files] = [join(folder, 'with.html'), join(folder, 'files')];
    const args = ['export', '--student', 'noor', '--by', 'Tom', '--out', page, '--files', files];
    expect(await terugblik(...args)).to.deep.equal({ code: 0, output: '', errors: '' });
    expect(Uint8Array.from(await readFile(join(files, '1.ogg')))).to.deep.equal(voiceNote());
    expect((await stat(join(files, '1.ogg'))).mode & 0o077).to.equal(0);
    expect((await stat(files)).mode & 0o077).to.equal(0);
    const again = await terugblik(...args);
    expect(again.errors).to.contain('file_not_written');
  });

  it('export wants to know who looks, and knows its formats and its students', async () => {
    expect((await terugblik('export', '--student', 'noor')).errors).to.contain("'--by <name>'");
    const csv = await terugblik('export', '--student', 'noor', '--by', 'Tom', '--format', 'csv');
    expect(csv).to.include({ code: 1, errors: 'option_wrong: --format: use html or json\n' });
    const nobody = await terugblik('export', '--student', 'samira', '--by', 'Tom');
    expect(nobody.errors).to.equal('person_unknown: nothing is kept of a student with the id samira\n');
  });

  it('erase shows what goes and what stays, names nobody, and does nothing where it cannot ask', async () => {
    const { code, output, errors } = await terugblik('erase', '--student', 'daan');
    expect(code).to.equal(1);
    expect(errors).to.contain('confirmation_needed: nothing was erased');
    expect(output).to.match(
      /Goes:\n {2}0 talks\n.*Stays:\n {2}1 practice day in the ledger, about nobody\n.*Not from here:/s,
    );
    expect(output).to.not.match(/Daan|\+316/);
    expect((await terugblik('export', '--student', 'daan', '--by', 'x')).code).to.equal(0);
  });

  it('erase --yes erases from the store, leaves the rest to the server, and the roster does not bring him back', async () => {
    const erased = await terugblik('erase', '--student', 'daan', '--yes');
    expect(erased.code).to.equal(0);
    expect(erased.output)
      .to.contain('daan is erased from the store')
      .and.contain('The running server does the rest');
    expect((await terugblik('export', '--student', 'daan', '--by', 'x')).errors).to.contain('person_unknown');
    expect((await terugblik('erase', '--student', 'daan')).output).to.contain(
      'daan is erased from the store',
    );
    const imported = await terugblik('roster', 'import', roster);
    expect(imported.errors).to.equal('roster_refused: 1 erased: nothing was imported\n');
    expect(imported.output).to.match(
      /^daan: was erased on \d{4}-\d\d-\d\d \d\d:\d\d, and something of before/,
    );
  });

  it('erase --answers-only leaves the student known', async () => {
    const { code, output } = await terugblik('erase', '--student', 'noor', '--answers-only', '--yes');
    expect(code).to.equal(0);
    expect(output).to.contain('the student: joined and known');
    expect((await terugblik('export', '--student', 'noor', '--by', 'x')).output).to.contain('Noor Haddad');
  });
});
