import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TerugblikError } from '../../core/errors.js';
import type { Lexicons } from '../../core/signals/index.js';
import { labelledSchema, type Labelled } from './labelled.js';

/** The folder that the labelled answers of this repository stand in. */
export const dataFolder = (root: string): string => join(root, 'test', 'data', 'signals');

/** Answers that may be learned from: everything in the folder but what is kept for measuring. */
export async function readTuning(root: string): Promise<Labelled[]> {
  return (await readFolder(root))
    .filter(({ file, answer }) => mayLearn(file, answer))
    .map(({ answer }) => answer);
}

/** The examples of the rules, as answers to learn from: what a rule must hear, and what it must leave alone. */
export function examplesOfRules({ rules }: Lexicons): Labelled[] {
  return rules.flatMap(({ id, category, severity, matches, not }) => {
    const make = (example: Example, worry: boolean, number: number): Labelled => ({
      id: `rule-${id}-${worry ? 'hears' : 'leaves'}-${number}`,
      lang: /^(?:ar|en|es|fr|pl|tr|uk)-/.exec(id)?.[0].slice(0, 2) ?? 'nl',
      prompt: typeof example === 'string' ? '' : example.prompt,
      earlier: [],
      answer: typeof example === 'string' ? example : example.answer,
      effort: 'ok',
      depth: 1,
      concern: worry ? category : null,
      severity: worry ? severity : null,
      family: `rule ${id}`,
      only: 'concern',
    });
    return [
      ...matches.map((example, index) => make(example, true, index)),
      ...not.map((example, index) => make(example, false, index)),
    ];
  });
}

type Example = Lexicons['rules'][number]['matches'][number];

/** Answers that no model and no rule was made from. */
export async function readMeasuring(root: string): Promise<Labelled[]> {
  return (await readFolder(root))
    .filter(({ file, answer }) => !mayLearn(file, answer))
    .map(({ answer }) => answer);
}

/** Reads labelled answers; @throws TerugblikError `labels_unreadable` with file and line. */
export async function readLabelled(path: string): Promise<Labelled[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TerugblikError('labels_unreadable', `${path} cannot be read`, { cause });
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [labelledSchema.parse(JSON.parse(line))];
    } catch (cause) {
      const where = `${path}:${index + 1}`;
      throw new TerugblikError('labels_unreadable', `${where}: does not fit the format`, { cause });
    }
  });
}

function mayLearn(file: string, answer: Labelled): boolean {
  return file !== 'dev.jsonl' && answer.split !== 'measure';
}

async function readFolder(root: string): Promise<{ file: string; answer: Labelled }[]> {
  const folder = dataFolder(root);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl') && !labelsOnly.test(name));
  const read = await Promise.all(
    files.sort().map(async (file) => ({ file, answers: await readLabelled(join(folder, file)) })),
  );
  return read.flatMap(({ file, answers }) => answers.map((answer) => ({ file, answer })));
}

// Labels without the texts that they belong to.
const labelsOnly = /-labels\.jsonl$/;
