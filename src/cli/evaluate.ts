import { evaluate, type Assess, type ConcernFigures, type LabelledCase } from '../core/signals/index.js';
import type { Rate } from '../core/signals/intervals.js';
import { table } from './table.js';

// Nothing is claimed for a language with fewer cases than this.
const leastCases = 50;

/** The figures as tables. The labels were written for this project and not checked by teachers. */
export function evaluationTable(cases: readonly LabelledCase[], assess: Assess): string {
  const result = evaluate(cases, assess);
  const { concern, effort, depth } = result;
  const figures: [string, string][] = [
    ['answers', String(result.cases)],
    ['worries found', share(concern.recall)],
    ['acute worries found', share(concern.acuteRecall)],
    ['found or unread', share(concern.heard)],
    ['found or unread, acute', share(concern.acuteHeard)],
    ['precision', share(concern.precision)],
    ['false alarms', share(concern.falseAlarms)],
    ['false alarms per 1,000', perThousand(concern.falseAlarms)],
    ['unread', share(concern.unread)],
    ['right category of those found', share(concern.sameCategory)],
    ['right severity of those found', share(concern.sameSeverity)],
    ['right about of those found', share(concern.sameAbout)],
    ['effort F1 (ok against the rest)', figure(effort.f1)],
    ['depth, Spearman', figure(depth.spearman)],
    ['depth, Spearman of the number of words', figure(depth.byWords)],
    ['depth, weighted kappa', figure(depth.kappa)],
  ];
  const groups: (readonly string[])[] = [
    ...result.byCategory.map(({ name, recall, named }) => [name, share(recall), share(named)]),
    ...result.bySeverity.map(({ name, recall }) => [name, share(recall)]),
    ...[...result.byHardness, ...result.byLanguage.filter(hasEnough)].map(groupRow),
  ];
  const few = result.byLanguage.filter((one) => !hasEnough(one)).map(({ name }) => name);
  const note = few.length === 0 ? '' : `too few answers to say anything: ${few.join(', ')}\n`;
  return `${table(['figure', 'value'], figures)}\n${table(groupHeads, groups)}${note}`;
}

/** Every miss and false alarm, a line each: for eyes that may see answers. */
export function missesTable(cases: readonly LabelledCase[], assess: Assess): string {
  const { misses } = evaluate(cases, assess);
  const rows = misses.map(({ id, kind, expected, got, answer }) => [kind, id, expected, got, answer]);
  return table(['what', 'id', 'label', 'judged', 'answer'], rows);
}

const groupHeads = ['group', 'worries found', 'right category or false alarms', 'found or unread'];

function groupRow({ name, recall, falseAlarms, heard }: { name: string } & ConcernFigures): string[] {
  return [name, share(recall), share(falseAlarms), share(heard)];
}

function hasEnough({ recall, falseAlarms }: ConcernFigures): boolean {
  return recall.of + falseAlarms.of >= leastCases;
}

function share({ rate, hits, of, low, high }: Rate): string {
  if (rate === null) return '–';
  return `${percent(rate)} (${hits}/${of}; ${percent(low)} to ${percent(high)})`;
}

function perThousand({ rate }: Rate): string {
  return rate === null ? '–' : (rate * 1000).toFixed(0);
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
