import { readdirSync, readFileSync } from 'node:fs';
import {
  createAssessor,
  parseLexicons,
  type Assess,
  type Lexicons,
} from '../../../src/core/signals/index.js';

const folder = new URL('../../../dialogs/signals/', import.meta.url);

/** The files as they are shipped. */
export const files = readdirSync(folder)
  .filter((name) => /\.(yaml|txt|json)$/.test(name))
  .sort()
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** The lexicons as they are shipped, read once for all tests. */
export const shipped = parseLexicons(files);

/** The shipped judge. */
export const assess: Assess = createAssessor(shipped.lexicons);

/** A small lexicon of one file, for tests of the machinery. */
export function lexiconsOf(text: string): Lexicons {
  return parseLexicons([{ name: 'test.yaml', text }]).lexicons;
}
