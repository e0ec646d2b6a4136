import { stringify } from 'csv-stringify/sync';
import type { YearFigures } from '../app/history/figures.js';
import { ownRatings } from '../core/history/reflection.js';

const tooFew = 'fewer than 5 students';

/** The figures for a person: a block for each assignment. */
export function figuresTable({ year, assignments }: YearFigures): string {
  if (assignments.length === 0) return `${year.name}: no assignment with five students or more\n`;
  const blocks = assignments.map(({ sector, number, days, ratings, answers }) => {
    const stood =
      days === null
        ? tooFew
        : `${days.planned} days of ${days.students} students: ${days.finished} finished, ${days.partial} partial, ${days.off} off, ${days.unanswered} unanswered`;
    const lines = [
      ...(answers === null ? [] : [`  answers in words: ${answers.all}, of which ${answers.short} short`]),
      ...ratings.map(
        (one) => `  ${one.skill}: ${ownRatings.map((rating) => `${one[rating]} ${rating}`).join(', ')}`,
      ),
    ];
    return [`${sector} ${number}: ${stood}`, ...lines].join('\n');
  });
  return `${year.name}\n${blocks.join('\n')}\n`;
}

const columns = [
  ...['year', 'sector', 'assignment', 'students', 'planned', 'finished', 'partial', 'off', 'unanswered'],
  ...['answers', 'short', 'skill', ...ownRatings],
];

/** The same for a spreadsheet: a row for each assignment, and one for each skill that was rated in it. */
export function figuresCsv({ year, assignments }: YearFigures): string {
  const rows = assignments.flatMap(({ sector, number, days, ratings, answers }) => {
    const counts = days === null ? null : [days.students, days.planned, days.finished, days.partial];
    const own = [year.name, sector, number];
    const whole = [...(counts ?? ['', '', '', '']), days?.off ?? '', days?.unanswered ?? ''];
    const said = [answers?.all ?? '', answers?.short ?? ''];
    const empty = Array.from({ length: 8 }, () => '');
    return [
      [...own, ...whole, ...said, '', '', '', ''],
      ...ratings.map((one) => [...own, ...empty, one.skill, ...ownRatings.map((rating) => one[rating])]),
    ];
  });
  return stringify([columns, ...rows], { delimiter: ';', bom: true, escape_formulas: true });
}
