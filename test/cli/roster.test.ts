import { expect } from 'chai';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/wire.js';
import { removed, run, temporaryFolder } from './support.js';

const roster = join(projectRoot, 'src/demo/school/roster.csv');

describe('roster import', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => removed(folder));
  const env = () => ({ DATABASE_URL: `sqlite:${join(folder, 'school.sqlite')}` });

  it('--dry-run only checks: no store is opened', async () => {
    const { code, output } = await run('cli.ts', ['roster', 'import', roster, '--dry-run'], env());
    expect({ code, output }).to.deep.equal({ code: 0, output: '9 people, no mistakes\n' });
    const there = await access(join(folder, 'school.sqlite')).then(
      () => true,
      () => false,
    );
    expect(there).to.equal(false);
  });

  it('puts everybody into the store once', async () => {
    const first = await run('cli.ts', ['roster', 'import', roster], env());
    expect(first).to.include({ code: 0, output: '9 new, 0 changed, 0 the same\n' });
    const second = await run('cli.ts', ['roster', 'import', roster], env());
    expect(second.output).to.equal('0 new, 0 changed, 9 the same\n');
  });

  it('names every mistake, imports nothing and ends with 1', async () => {
    const file = join(folder, 'wrong.csv');
    await writeFile(
      file,
      (await readFile(roster, 'utf8')).replace(';student;', ';leerling;').replace('+31600000002', '06'),
    );
    const { code, output, errors } = await run('cli.ts', ['roster', 'import', file], env());
    expect(code).to.equal(1);
    expect(output).to.contain(`${file}: row 2, role: `).and.to.contain(`${file}: row 3, whatsapp: `);
    expect(errors).to.match(/^roster_refused: \d mistakes: nothing was imported\n$/);
  });

  it('of a file that is not there says so in one line', async () => {
    const { code, errors } = await run('cli.ts', ['roster', 'import', join(folder, 'weg.csv'), '--dry-run']);
    expect(code).to.equal(1);
    expect(errors).to.match(/^roster_unreadable: .*weg\.csv cannot be read\n$/);
  });
});
