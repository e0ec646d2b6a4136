import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Assess } from '../../core/signals/index.js';
import { rateOf, type Rate } from '../../core/signals/intervals.js';
import { dataFolder } from './data.js';

const labelSchema = z.object({ line: z.number().int().positive(), label: z.enum(['harmless', 'worrying']) });

/** Alarms on ordinary lines, of film subtitles. A line that people read and found worrying is no false alarm. */
export type OrdinaryAlarms = { rate: Rate; unlabelled: readonly number[] };

/** Counts the alarms on ordinary lines that are harmless; one that nobody labelled yet counts as harmless. */
export async function ordinaryAlarms(root: string, assess: Assess): Promise<OrdinaryAlarms> {
  const folder = dataFolder(root);
  const lines = (await readFile(join(folder, 'ordinary-nl.txt'), 'utf8')).split('\n');
  const labels = await readLabels(join(folder, 'ordinary-nl-labels.jsonl'));
  const asked = lines.flatMap((answer, index) => (answer.trim() === '' ? [] : [{ answer, line: index + 1 }]));
  const hits = asked.filter(({ answer }) => assess({ prompt: '', answer }).concern !== null);
  const harmless = hits.filter(({ line }) => labels.get(line) !== 'worrying');
  return {
    rate: rateOf(harmless.length, asked.length),
    unlabelled: harmless.filter(({ line }) => !labels.has(line)).map(({ line }) => line),
  };
}

async function readLabels(path: string): Promise<ReadonlyMap<number, 'harmless' | 'worrying'>> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const { line: number, label } = labelSchema.parse(JSON.parse(line));
      return [number, label];
    }),
  );
}
