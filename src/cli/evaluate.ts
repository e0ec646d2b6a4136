import { readFile } from 'node:fs/promises';
import { TerugblikError } from '../core/errors.js';
import { evaluate, type Assess, type LabelledCase } from '../core/signals/index.js';
import { concernCategories } from '../core/signals/types.js';
import { z } from 'zod';

const labelled = z.object({
  id: z.string(),
  lang: z.string(),
  prompt: z.string(),
  earlier: z.array(z.string()).default([]),
  answer: z.string(),
  effort: z.enum(['none', 'thin', 'ok']),
  depth: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  concern: z.enum(concernCategories).nullable(),
  severity: z.enum(['acute', 'high', 'medium']).nullable(),
});

/** Reads labelled answers; @throws TerugblikError `labels_unreadable` with file and line. */
export async function readLabelled(path: string): Promise<LabelledCase[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TerugblikError('labels_unreadable', `${path} cannot be read`, { cause });
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [labelled.parse(JSON.parse(line))];
    } catch (cause) {
      throw new TerugblikError('labels_unreadable', `${path}:${index + 1}: does not fit the format`, {
        cause,
      });
    }
  });
}

/** The figures as a table. The labels were written for this project and not checked by teachers. */
export function evaluationTable(cases: readonly LabelledCase[], assess: Assess): string {
  const result = evaluate(cases, assess);
  const { concern, effort, depth } = result;
  const percent = (rate: { hits: number; of: number; rate: number | null }): string =>
    rate.rate === null ? '–' : `${(rate.rate * 100).toFixed(1)} % (${rate.hits}/${rate.of})`;
  const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
  const rows: [string, string][] = [
    ['answers', String(result.cases)],
    ['concern recall', percent(concern.recall)],
    ['concern recall, acute', percent(concern.acuteRecall)],
    ['found or unread', percent(concern.heard)],
    ['found or unread, acute', percent(concern.acuteHeard)],
    ['false alarms', percent(concern.falseAlarms)],
    ['unread', percent(concern.unread)],
    ['right category of those found', percent(concern.sameCategory)],
    ['effort F1 (ok against the rest)', figure(effort.f1)],
    ['depth, Spearman', figure(depth.spearman)],
    ...result.byCategory.map(({ category, recall }): [string, string] => [`  ${category}`, percent(recall)]),
    ...result.byLanguage.map((one): [string, string] => [`  ${one.language}: recall`, percent(one.recall)]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
