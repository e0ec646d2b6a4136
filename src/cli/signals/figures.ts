import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { evaluate, type Assess } from '../../core/signals/index.js';
import { dataFolder, readMeasuring } from './data.js';
import { ordinaryAlarms } from './ordinary.js';

/** The figures that may not fall, by name: higher is better, but for the two counts of false alarms. */
export type Figures = Record<FigureName, number>;

const names = [
  'worriesFound',
  'acuteFound',
  'foundOrUnread',
  'rightCategory',
  'effortF1',
  'depthSpearman',
  'falseAlarms',
  'falseAlarmsOrdinary',
] as const;

type FigureName = (typeof names)[number];

const lowerIsBetter: ReadonlySet<FigureName> = new Set(['falseAlarms', 'falseAlarmsOrdinary']);

// Rounding and nothing else: the judge is deterministic.
const slack = 0.0005;

const figuresSchema = z.record(z.enum(names), z.number());

const pathOf = (root: string): string => join(dataFolder(root), 'figures.json');

/** Measures the judge on the answers that nothing was learned from. */
export async function measureFigures(root: string, assess: Assess): Promise<Figures> {
  const { concern, effort, depth } = evaluate(await readMeasuring(root), assess);
  return {
    worriesFound: round(concern.recall.rate),
    acuteFound: round(concern.acuteRecall.rate),
    foundOrUnread: round(concern.heard.rate),
    rightCategory: round(concern.sameCategory.rate),
    effortF1: round(effort.f1),
    depthSpearman: round(depth.spearman),
    falseAlarms: round(concern.falseAlarms.rate),
    falseAlarmsOrdinary: round((await ordinaryAlarms(root, assess)).rate.rate),
  };
}

/** Writes the figures of today for the next check to compare with. */
export async function writeFigures(root: string, assess: Assess): Promise<void> {
  const figures = await measureFigures(root, assess);
  await writeFile(pathOf(root), `${JSON.stringify(figures, null, 2)}\n`);
}

/** What is worse than the committed figures, a sentence each. */
export async function checkFigures(root: string, assess: Assess): Promise<string[]> {
  const before = figuresSchema.parse(JSON.parse(await readFile(pathOf(root), 'utf8')));
  const now = await measureFigures(root, assess);
  return names
    .filter((name) => {
      const change = now[name] - before[name];
      return lowerIsBetter.has(name) ? change > slack : change < -slack;
    })
    .map((name) => `${name} was ${before[name]} and is ${now[name]}`);
}

const round = (value: number | null): number => Math.round((value ?? 0) * 1000) / 1000;
