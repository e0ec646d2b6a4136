import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
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

  const sums = ({ output }: { output: string }): string => output.trimEnd().split('\n').at(-1) ?? '';

  it('--dry-run shows what would change, as often as it is asked', async () => {
    for (let time = 0; time < 2; time += 1) {
      const shown = await run('cli.ts', ['roster', 'import', roster, '--dry-run'], env());
      expect(shown.code).to.equal(0);
      expect(shown.output).to.contain('+ noor: new\n');
      expect(sums(shown)).to.equal('9 new, 0 changed, 0 closed, 0 the same');
    }
  });

  it('puts everybody into the store once', async () => {
    const first = await run('cli.ts', ['roster', 'import', roster], env());
    expect([first.code, sums(first)]).to.deep.equal([0, '9 new, 0 changed, 0 closed, 0 the same']);
    const second = await run('cli.ts', ['roster', 'import', roster], env());
    expect(second.output).to.equal('0 new, 0 changed, 0 closed, 9 the same\n');
  });

  it('names what changes, without names and numbers, and closes who is not in the file any more', async () => {
    const text = await readFile(roster, 'utf8');
    const file = join(folder, 'later.csv');
    const lines = text.split('\n').filter((line) => !line.startsWith('amina;'));
    await writeFile(
      file,
      lines
        .join('\n')
        .replace('+31600000002', '+31600000009')
        .replace(/^(noor.*);di;/m, '$1;wo;'),
    );
    const changed = await run('cli.ts', ['roster', 'import', file], env());
    expect(changed.output).to.contain('~ noor: weekday 2 → 3\n').and.to.contain('~ daan: whatsapp\n');
    expect(changed.output).to.contain('- amina: not in the file any more: closed\n');
    expect(changed.output).to.not.contain('+316');
    const back = await run('cli.ts', ['roster', 'import', roster], env());
    expect(sums(back)).to.equal('0 new, 2 changed, 0 closed, 1 back, 6 the same');
  });

  it('of half a file refuses to close the other half, until that is asked for', async () => {
    const head = (await readFile(roster, 'utf8')).trimEnd();
    const more = Array.from(
      { length: 20 },
      (_, nr) => `extra${nr};Extra Student;student;nl;18-24;;;samira;;;;retail;;di;09:00;16:00`,
    );
    const file = join(folder, 'many.csv');
    await writeFile(file, `${head}\n${more.join('\n')}\n`);
    expect((await run('cli.ts', ['roster', 'import', file], env())).code).to.equal(0);
    const refused = await run('cli.ts', ['roster', 'import', roster], env());
    expect(refused.code).to.equal(1);
    expect(refused.errors).to.contain('20 of 29 people').and.to.contain('--leavers 20');
    const meant = await run('cli.ts', ['roster', 'import', roster, '--leavers', '20'], env());
    expect(sums(meant)).to.equal('0 new, 0 changed, 20 closed, 9 the same');
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
