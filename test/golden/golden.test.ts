import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { play } from '../support/play.js';

/**
 * Whole conversations, as the student and the staff read them. Each is played through the real app on a real
 * store, so the state is serialised and read back on every turn. UPDATE_GOLDEN=1 writes them anew: read the
 * difference before you commit it.
 */
describe('golden conversations', () => {
  const folder = import.meta.dirname;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
    it(file.replace(/\.txt$/, '').replaceAll('-', ' '), async () => {
      const path = join(folder, file);
      const expected = readFileSync(path, 'utf8');
      const played = await play(expected);
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, played);
      else expect(played).to.equal(expected);
    });
  }
});
