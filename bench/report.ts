import type { Figure, Ratio, Results, Section } from './result.js';
import { spreadOf } from './statistics.js';

const begins = '<!-- bench: what follows is written by npm run bench -->';
const ends = '<!-- bench: end -->';

/** Puts the tables into the page; what people wrote around them stays. */
export function intoPage(page: string, results: Results): string {
  const [before = '', rest = ''] = page.split(begins);
  const after = rest.split(ends)[1] ?? '\n';
  return `${before}${begins}\n\n${tables(results)}\n${ends}${after}`;
}

/** Every measurement as Markdown: aims first, then the ratios and figures of each. */
export function tables(results: Results): string {
  const { machine, sections } = results;
  return [
    ...machine.map((line) => `- ${line}`),
    '',
    '## Where it must get',
    '',
    ...aimTable(sections.flatMap(({ ratios }) => ratios)),
    ...sections.flatMap(sectionLines),
    '',
  ].join('\n');
}

function aimTable(ratios: readonly Ratio[]): string[] {
  const rows = ratios.flatMap((ratio) => {
    const { aim } = ratio;
    if (aim === undefined) return [];
    const { median, min, max } = spreadOf(ratio.runs);
    return [
      `| ${ratio.what} | ${aim.bound} ${number(aim.value)} | ${number(median)} | ${number(min)} – ${number(max)} | ${isMet(ratio) ? 'met' : '**not met**'} |`,
    ];
  });
  return ['| What | Aim | Median | Min – max | |', '|---|---|---|---|---|', ...rows];
}

/** Whether the median is where it must be; true where nothing was promised. */
export function isMet({ aim, runs }: Ratio): boolean {
  if (aim === undefined) return true;
  const { median } = spreadOf(runs);
  return aim.bound === 'at least' ? median >= aim.value : median <= aim.value;
}

function sectionLines(section: Section): string[] {
  const { title, notes, figures, ratios, seconds, measured } = section;
  return [
    '',
    `## ${title}`,
    '',
    ...notes.flatMap((note) => [note, '']),
    ...table('What', ratios.map(ratioRow)),
    ...table('Figures of this machine', figures.map(figureRow)),
    `Measured ${measured}, in ${Math.round(seconds)} s.`,
  ];
}

function table(head: string, rows: readonly string[]): string[] {
  if (rows.length === 0) return [];
  return [`| ${head} | Median | Min – max | |`, '|---|---|---|---|', ...rows, ''];
}

function ratioRow({ what, runs, better, unit }: Ratio): string {
  const { median, min, max } = spreadOf(runs);
  return `| ${what} | ${unit === undefined ? `×${number(median)}` : `${number(median)} ${unit}`} | ${number(min)} – ${number(max)} | ${better} is better |`;
}

function figureRow({ what, unit, runs }: Figure): string {
  const { median, min, max } = spreadOf(runs);
  return `| ${what} | ${number(median)} | ${number(min)} – ${number(max)} | ${unit} |`;
}

/** Three figures that count; thousands apart. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return rounded.toLocaleString('en', { maximumFractionDigits: 6 });
}
