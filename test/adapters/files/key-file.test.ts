import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { keyFile } from '../../../src/adapters/files/key-file.js';
import { removed, temporaryFolder } from '../../cli/support.js';

describe('a key in a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => removed(folder));

  it('is made once, 32 bytes in hex, for its owner alone, also by two who ask at the same moment', async () => {
    const path = join(folder, 'data', 'school.erase-key');
    const [one, other] = await Promise.all([keyFile(path), keyFile(path)]);
    expect(one).to.match(/^[0-9a-f]{64}$/);
    expect([other, await keyFile(path), await readFile(path, 'utf8')]).to.deep.equal([one, one, one]);
    expect((await stat(path)).mode & 0o077).to.equal(0);
  });

  it('is another one in another place', async () => {
    expect(await keyFile(join(folder, 'a'))).to.not.equal(await keyFile(join(folder, 'b')));
  });
});
