import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseYaml } from '../core/script/parse.js';
import type { Content, Finding } from '../core/script/model.js';
import {
  checkReadability,
  fleschDouma,
  readabilityPath,
  readabilitySchema,
  type Readability,
} from '../core/script/check/readability.js';

const wordsPath = 'dialogs/signals/words-nl.txt';

/** How the texts for students read, by the rules of the content; content without rules has none to keep. */
export async function readability(
  root: string,
  content: Content,
): Promise<{ findings: Finding[]; files: Readability[] }> {
  const text = await readFile(join(root, readabilityPath), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return { findings: [], files: [] };
  const read = parseYaml({ path: readabilityPath, text }, readabilitySchema);
  if (!read.ok) return { findings: read.findings, files: [] };
  return checkReadability(content, read.value, ranksIn(await readFile(join(root, wordsPath), 'utf8')));
}

/** The place of each word in a list that begins with the most frequent one. */
const ranksIn = (list: string): ReadonlyMap<string, number> =>
  new Map(
    list
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((word, index) => [word, index + 1]),
  );

/** One line: all files together. Empty where nothing was read. */
export function readabilityLine(files: readonly Readability[]): string {
  if (files.length === 0) return '';
  const all = files.reduce((sum, one) => ({
    file: 'all',
    texts: sum.texts + one.texts,
    sentences: sum.sentences + one.sentences,
    words: sum.words + one.words,
    longest: Math.max(sum.longest, one.longest),
    common: sum.common + one.common,
    syllables: sum.syllables + one.syllables,
  }));
  const { perSentence, common, douma } = figuresOf(all);
  return `readability: ${all.texts} texts, ${perSentence} words a sentence (longest ${all.longest}), ${common} % of the words among the 1,000 most frequent, Flesch-Douma ${douma}`;
}

/** A table of the files, the hardest first. */
export function readabilityTable(files: readonly Readability[]): string {
  const head = ['file', 'texts', 'words a sentence', 'longest', 'frequent words', 'Flesch-Douma'];
  const rows = [...files]
    .sort((a, b) => fleschDouma(a) - fleschDouma(b))
    .map((one) => {
      const { perSentence, common, douma } = figuresOf(one);
      return [one.file, String(one.texts), perSentence, String(one.longest), `${common} %`, douma];
    });
  const wide = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(wide[0] ?? 0) : cell.padStart(wide[column] ?? 0)))
      .join('  ');
  return `${[head, ...rows].map(line).join('\n')}\n`;
}

const figuresOf = (one: Readability) => ({
  perSentence: (one.words / one.sentences).toFixed(1),
  common: Math.round((100 * one.common) / one.words),
  douma: fleschDouma(one).toFixed(0),
});
