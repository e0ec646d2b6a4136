import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { play } from '../support/play.js';
import { staged } from '../support/stage.js';

/**
 * Whole conversations, as the student and the staff read them. Each is played through the real app on a real
 * store, so the state is serialised and read back on every turn. UPDATE_GOLDEN=1 writes them anew: read the
 * difference before you commit it.
 */
describe('golden conversations', () => {
  const folder = import.meta.dirname;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'));
  for (const file of files.sort()) {
    it(file.replace(/\.txt$/, '').replaceAll('-', ' '), async () => {
      const path = join(folder, file);
      const expected = readFileSync(path, 'utf8');
      const played = await play(expected);
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, played);
      else expect(played).to.equal(expected);
    });
  }

  it('stand in docs/gesprekken as they were played, to be read', () => {
    const read = (language: string, name: string) => ({
      name,
      text: readFileSync(join(folder, language, `${name}.txt`), 'utf8'),
    });
    for (const language of readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory())) {
      const names = readdirSync(join(folder, language.name)).map((file) => file.replace(/\.txt$/, ''));
      const page = staged(language.name, names.sort().map((name) => read(language.name, name)));
      const path = join(folder, '../../docs/gesprekken', `${language.name}.md`);
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, page);
      else expect(readFileSync(path, 'utf8'), path).to.equal(page);
    }
  });
});
