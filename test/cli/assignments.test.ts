import { expect } from 'chai';
import iconv from 'iconv-lite';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from 'prettier';
import { importAssignments } from '../../src/cli/assignments.js';
import { readContent } from '../../src/core/script/content.js';
import { projectRoot } from '../../src/wire.js';
import { copiedContent, removed, run } from './support.js';

const headings = 'number;sector;title;task;skills';
const csv = (...rows: string[]): string => [headings, ...rows, ''].join('\r\n');

describe('assignments import', function () {
  this.timeout(20_000);
  let root: string;
  beforeEach(async () => {
    root = await copiedContent();
  });
  afterEach(() => removed(root));

  /** The import of a file with these words, named after its kind. */
  const offer = async (words: string | Uint8Array, options: { dryRun?: boolean; name?: string } = {}) => {
    const file = join(root, options.name ?? 'aanbod.csv');
    await writeFile(file, words);
    return importAssignments(root, file, { dryRun: options.dryRun === true });
  };
  const catalogue = (sector: string): Promise<string> =>
    readFile(join(root, `dialogs/assignments/${sector}.yaml`), 'utf8');
  const folder = (): Promise<string[]> => readdir(join(root, 'dialogs/assignments'));
  /** What stands for a sector, as the program reads it. */
  const inForce = async (sector: string) => {
    const path = `dialogs/assignments/${sector}.yaml`;
    const { content, findings } = readContent([{ path, text: await catalogue(sector) }], 'hash');
    expect(findings).to.deep.equal([]);
    return content.assignments.get(sector);
  };
  /** The lines of a refusal, without the path of the file; nothing was written. */
  const refusal = async (words: string, name = 'aanbod.csv'): Promise<string[]> => {
    const before = await Promise.all([folder(), catalogue('retail')]);
    const result = await offer(words, { name });
    expect(result.kind).to.equal('refused');
    expect(await Promise.all([folder(), catalogue('retail')])).to.deep.equal(before);
    return result.lines.map((line) => line.replace(join(root, name), 'FILE'));
  };

  it('makes the catalogues of new sectors from one table, in the form of the others', async () => {
    const result = await offer(
      csv(
        '2;zorg;Kamer opruimen;Ruim met een collega een kamer op.;samenwerken + omgangsnormen',
        '1;logistiek;Orders picken;Pak drie orders in: kijk goed.;Kritisch denken',
        '1;Zorg;Café ’s middags;Schenk koffie in. Vraag: wat wilt u?;sociale en culturele vaardigheden,ict-basisvaardigheden',
      ),
    );
    expect(result).to.deep.equal({
      kind: 'imported',
      written: ['dialogs/assignments/zorg.yaml', 'dialogs/assignments/logistiek.yaml'],
      lines: [
        '+ zorg 1 Café ’s middags: new',
        '+ zorg 2 Kamer opruimen: new',
        'zorg: 2 new, 0 changed, 0 gone, 0 the same',
        '+ logistiek 1 Orders picken: new',
        'logistiek: 1 new, 0 changed, 0 gone, 0 the same',
      ],
    });
    expect(await inForce('zorg')).to.deep.equal([
      {
        number: 1,
        title: 'Café ’s middags',
        task: 'Schenk koffie in. Vraag: wat wilt u?',
        skills: ['omgangsnormen', 'ict_basis'],
      },
      {
        number: 2,
        title: 'Kamer opruimen',
        task: 'Ruim met een collega een kamer op.',
        skills: ['samenwerken', 'omgangsnormen'],
      },
    ]);
    expect(
      await check(await catalogue('zorg'), { parser: 'yaml', printWidth: 110, singleQuote: true }),
    ).to.equal(true);
    expect(await folder()).to.have.members(['horeca.yaml', 'logistiek.yaml', 'retail.yaml', 'zorg.yaml']);
  });

  it('reads what Excel saves: Windows-1252, tabs, columns in another order', async () => {
    const table =
      'sector\tskills\tnumber\ttask\ttitle\r\nzorg\tcommuniceren\t1\tVraag één bewoner iets.\tCafé\r\n';
    await offer(iconv.encode(table, 'windows-1252'));
    expect(await inForce('zorg')).to.deep.equal([
      { number: 1, title: 'Café', task: 'Vraag één bewoner iets.', skills: ['communiceren'] },
    ]);
  });

  it('leaves every byte of a catalogue that is the same', async () => {
    const before = await catalogue('retail');
    expect(before).to.contain('# Example catalogue for a shop.');
    const again = await offer(before, { name: 'winkel.yaml' });
    expect(again).to.deep.equal({
      kind: 'imported',
      written: [],
      lines: ['retail: 0 new, 0 changed, 0 gone, 20 the same'],
    });
    expect(await catalogue('retail')).to.equal(before);
    const rows = (await inForce('retail'))?.map((one) =>
      [one.number, 'retail', one.title, one.task, one.skills.join('+')].join(';'),
    );
    await offer(csv(...(rows ?? []).toReversed()));
    expect(await catalogue('retail')).to.equal(before);
  });

  it('shows what is new, changed and gone, and keeps comments and the rest as they were', async () => {
    const before = (await catalogue('retail'))
      .replace('  - number: 3\n', '  # voor de eerste weken\n  - number: 3\n')
      .replace('skills: [kritisch_denken]', 'skills: [kritisch_denken] # soms ook samen')
      .replace('title: Emballage\n', "title: 'Emballage'\n");
    await writeFile(join(root, 'dialogs/assignments/retail.yaml'), before);
    const kassa = 'Kijk een uur mee bij de kassa. Begroet de klanten en help met inpakken.';
    const changed = before
      .replace(kassa, 'Kijk mee bij de kassa.')
      .replace('title: Retouren', 'title: Terugbrengen')
      .replace('Zet de oude producten vooraan en de nieuwe achteraan.', 'Zet oude producten vooraan.')
      .replace('skills: [ict_basis]', 'skills: [ict_basis, samenwerken]')
      .replace(/ {2}- number: 20[^]*$/, '');
    const plain = changed.replaceAll(/ *#.*/g, '').replaceAll("'", '');
    const result = await offer(plain, { name: 'retail.yml' });
    expect(result.lines).to.deep.equal([
      '~ retail 2 Vakken vullen: task changed',
      '~ retail 4 Kassa: task changed',
      '~ retail 7 Terugbrengen: title changed',
      '~ retail 16 Handscanner: skills changed',
      '- retail 20 Klant niet tevreden: gone',
      'retail: 0 new, 4 changed, 1 gone, 15 the same',
    ]);
    expect(await catalogue('retail')).to.equal(changed);
    const back = await offer(before, { name: 'retail.yaml' });
    expect(back.lines.at(-1)).to.equal('retail: 1 new, 4 changed, 0 gone, 15 the same');
    expect(await catalogue('retail')).to.equal(before);
  });

  it('--dry-run shows the same and writes nothing', async () => {
    const words = csv(
      '1;retail;Anders;Doe het anders.;samenwerken',
      '1;zorg;Nieuw;Doe iets nieuws.;samenwerken',
    );
    const before = await Promise.all([folder(), catalogue('retail')]);
    const shown = await offer(words, { dryRun: true });
    expect(await Promise.all([folder(), catalogue('retail')])).to.deep.equal(before);
    const done = await offer(words);
    expect(shown.lines).to.deep.equal(done.lines);
    expect(shown).to.include({ kind: 'imported' }).and.to.have.property('written').that.is.empty;
    expect(await inForce('retail')).to.have.length(1);
  });

  it('names every mistake in a table with row and column, and writes nothing', async () => {
    const good = '1;zorg;Eerste;Doe iets.;samenwerken';
    const lines = await refusal(
      csv(
        good,
        '21;zorg;Hoog;Doe iets.;samenwerken',
        'x;zorg;Woord;Doe iets.;samenwerken',
        '01;Zorg;Dubbel;Doe iets.;samenwerken',
        '3;zorg;Eerste;Doe iets.;samenwerken',
        '4;zorg & welzijn;Sector;Doe iets.;samenwerken',
        '4;zorg & welzijn;Sector;Doe iets.;samenwerken',
        '5;zorg;Een titel van 21 teken;Doe iets.;samenwerken',
        '6;zorg;;;',
        `7;zorg;Lang;${'x'.repeat(201)};samenwerken`,
        '8;zorg;Vaardig;Doe iets.;samenwerken+luisteren',
        '9;zorg;=1+1;Doe iets.;samenwerken',
        '10;zorg;Kort',
      ),
    );
    const skills =
      'samenwerken, omgangsnormen, communiceren, zelfregulering, probleemoplossen, kritisch_denken, creatief_denken, informatievaardigheden, ict_basis, mediawijsheid, computational_thinking';
    const title = "title: write 1 to 20 characters: with its number it must fit WhatsApp's list";
    expect(lines).to.deep.equal([
      'FILE: row 3, number: use a whole number from 1 to 20',
      'FILE: row 4, number: use a whole number from 1 to 20',
      'FILE: row 5, number: stands in row 2 too, for the same sector',
      'FILE: row 6, title: stands in row 2 too, for the same sector',
      'FILE: row 7, sector: use small letters, digits and _, like dienstverlening_zorg',
      'FILE: row 8, sector: use small letters, digits and _, like dienstverlening_zorg',
      `FILE: row 9, ${title}`,
      `FILE: row 10, ${title}`,
      'FILE: row 10, task: write 1 to 200 characters',
      'FILE: row 10, skills: name at least one skill',
      'FILE: row 11, task: longer than 200 characters',
      `FILE: row 12, skills: there is no skill luisteren: use ${skills}`,
      'FILE: row 13, title: begins with =, which Excel takes for a formula: write it without',
      'FILE: row 14, task: 3 cells, where the headings are 5: is a separator missing or too many?',
    ]);
  });

  it('names every mistake in YAML with its line, and writes nothing', async () => {
    const entry = (number: string, title: string, skills: string): string =>
      `  - number: ${number}\n    title: ${title}\n    task: Doe iets.\n    skills: ${skills}\n`;
    const head = 'spec: 1\nsector: zorg\nassignments:\n';
    const name = 'zorg.yaml';
    const values =
      entry('21', 'Hoog', '[samenwerken]') + entry('2', '""', '[]') + entry('twee', 'x', 'samenwerken');
    expect(await refusal(head + values, name)).to.deep.equal([
      'FILE:4: assignments.0.number: use a whole number from 1 to 20',
      "FILE:9: assignments.1.title: write 1 to 20 characters: with its number it must fit WhatsApp's list",
      'FILE:11: assignments.1.skills: name at least one skill',
      'FILE:12: assignments.2.number: use a whole number from 1 to 20',
      'FILE:15: assignments.2.skills: name at least one skill',
    ]);
    const twice = entry('1', 'Een', '[samenwerken]') + entry('1', 'een', '[luisteren]');
    const found = await refusal(head + twice, name);
    expect(found.slice(0, 2)).to.deep.equal([
      'FILE:8: number: 1 stands twice',
      'FILE:9: title: stands twice',
    ]);
    expect(found[2]).to.contain('FILE:11: skills: there is no skill luisteren');
    expect(await refusal('spec: 1\nsector: Zorg & co\nassignments: []\n', name)).to.have.length(2);
    expect((await refusal('spec: [', name))[0]).to.match(/^FILE:1: /);
  });

  it('does not touch a catalogue of which it cannot read what stands there', async () => {
    await writeFile(join(root, 'dialogs/assignments/retail.yaml'), 'spec: 1\nsector: retail\n');
    const error = await offer(csv('1;retail;Anders;Doe het.;samenwerken')).catch((caught: unknown) => caught);
    expect(error).to.include({ code: 'content_broken' });
    expect(await catalogue('retail')).to.equal('spec: 1\nsector: retail\n');
  });

  it('that cannot write every catalogue writes none', async () => {
    const before = await catalogue('retail');
    await mkdir(join(root, 'dialogs/assignments/zorg.yaml.new'));
    const words = csv('1;retail;Anders;Doe het.;samenwerken', '1;zorg;Nieuw;Doe iets.;samenwerken');
    const error = await offer(words).catch((caught: unknown) => caught);
    expect(error).to.include({ code: 'file_unwritable' });
    expect(await catalogue('retail')).to.equal(before);
    expect(await folder()).to.have.members(['horeca.yaml', 'retail.yaml', 'zorg.yaml.new']);
  });

  it('from the command line prints the differences, or the mistakes with exit code 1', async () => {
    const standing = join(projectRoot, 'dialogs/assignments/horeca.yaml');
    const fine = await run('cli.ts', ['assignments', 'import', standing, '--dry-run']);
    expect(fine).to.deep.equal({
      code: 0,
      output: 'horeca: 0 new, 0 changed, 0 gone, 20 the same\n',
      errors: '',
    });
    const file = join(root, 'fout.csv');
    await writeFile(file, csv('0;zorg;Nul;Doe iets.;samenwerken'));
    const wrong = await run('cli.ts', ['assignments', 'import', file]);
    expect(wrong).to.deep.equal({
      code: 1,
      output: `${file}: row 2, number: use a whole number from 1 to 20\n`,
      errors: 'assignments_refused: 1 mistake: nothing was written\n',
    });
  });
});
