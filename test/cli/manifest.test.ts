import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/wire.js';
import { removed, run, temporaryFolder } from './support.js';

const env = {
  PUBLIC_URL: 'https://terugblik.example.nl/',
  MicrosoftAppId: '0F0F0F0F-1111-4222-8333-444444444444',
  SCHOOL_FILE: join(projectRoot, 'src/demo/school/school.yaml'),
};

describe('terugblik manifest pack', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => removed(folder));

  it('--out writes the package of this school, with the version of this program', async () => {
    const file = join(folder, 'terugblik.zip');
    const { code, output, errors } = await run('cli.ts', ['manifest', 'pack', '--out', file], env);
    expect({ code, output, errors }).to.deep.equal({ code: 0, output: '', errors: '' });
    const manifest: unknown = JSON.parse(
      Buffer.from(unzipSync(await readFile(file))['manifest.json'] ?? []).toString(),
    );
    const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(manifest).to.deep.include({ id: '0f0f0f0f-1111-4222-8333-444444444444', version });
    expect(manifest).to.have.nested.property('developer.name', 'Entree De Brug');
    expect(manifest).to.have.nested.property('developer.websiteUrl', 'https://terugblik.example.nl');
  });

  it('refuses with a line for everything that is missing, and writes nothing', async () => {
    const { code, output, errors } = await run('cli.ts', ['manifest', 'pack'], {
      PUBLIC_URL: 'http://127.0.0.1:3978',
    });
    expect({ code, output }).to.deep.equal({ code: 1, output: '' });
    expect(errors.match(/^ {2}\w+/gm)).to.deep.equal(['  MicrosoftAppId', '  PUBLIC_URL', '  SCHOOL_FILE']);
  });
});
