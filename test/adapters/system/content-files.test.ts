import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readContentFiles, readSignalFiles } from '../../../src/adapters/system/content-files.js';
import { copiedContent, removed } from '../../cli/support.js';

describe('the files of the content', () => {
  let root: string;
  before(async () => {
    root = await copiedContent();
    await writeFile(join(root, 'dialogs/scripts/notes.md'), 'for people');
    await writeFile(join(root, 'dialogs/scripts/.kort.yaml.swp'), 'of an editor');
    await writeFile(join(root, 'locales/readme.json'), '{}');
  });
  after(() => removed(root));

  it('are scripts, skills, assignments, texts and templates, in a fixed order', async () => {
    const paths = (await readContentFiles(root)).map((file) => file.path);
    expect(paths).to.include.members([
      'dialogs/scripts/kort.yaml',
      'dialogs/skills.yaml',
      'dialogs/assignments/retail.yaml',
      'locales/nl/kort.json',
      'manifest/whatsapp/templates.yaml',
    ]);
    expect(paths).to.deep.equal([...paths].sort());
    expect(new Set(paths).size).to.equal(paths.length);
  });

  it('are not what stands beside them: lexicons, locks, schemas, notes', async () => {
    const paths = (await readContentFiles(root)).map((file) => file.path).join('\n');
    for (const other of ['signals', 'lock', 'schema', 'notes', 'swp', 'readme'])
      expect(paths).to.not.contain(other);
  });

  it('of the lexicons are rules and word lists', async () => {
    const names = (await readSignalFiles(root)).map((file) => file.name);
    expect(names).to.include.members(['dialogs/signals/violence.yaml', 'dialogs/signals/words-nl.txt']);
    expect(names.join()).to.not.contain('README');
  });
});
