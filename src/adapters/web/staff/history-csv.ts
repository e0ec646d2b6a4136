import type { Reflection } from '../../../core/history/reflection.js';
import type { TimelineDay } from '../../../core/history/timeline.js';
import { csvOf } from './csv.js';
import { skillName, type Words } from './words.js';

/** A time line as a file for a spreadsheet, oldest day first. */
export function historyCsv(
  { days, short }: { days: readonly TimelineDay[]; short: boolean },
  words: Words,
): string {
  const columns = [...always, ...(short ? ['short', 'unread'] : [])];
  const rows = [...days].reverse().map((day) => {
    const cells = cellsOf(day, words);
    return columns.map((column) => cells[column] ?? '');
  });
  return csvOf([columns.map((column) => words.text(`csv.${column}`)), ...rows]);
}

const always = [
  'date',
  'status',
  'assignment',
  'mood',
  'ratings',
  'moment',
  'self',
  'next',
  'kept',
  'verdict',
  'sentence',
];

function cellsOf(day: TimelineDay, words: Words): Record<string, string> {
  const { text, named } = words;
  const { date, status, assignment, reflections, judgement } = day;
  const each = (pick: (one: Reflection) => readonly string[]): string => reflections.flatMap(pick).join('\n');
  const said = (...subjects: string[]): string =>
    each((one) => one.words.filter(({ subject }) => subjects.includes(subject)).map((word) => word.text));
  const sum = (pick: (one: Reflection) => number): string =>
    String(reflections.reduce((total, one) => total + pick(one), 0));
  return {
    date,
    status: status === null ? '' : text(`day.status.${status}`),
    assignment:
      typeof assignment === 'object' && assignment !== null
        ? `${assignment.number} ${assignment.title}`
        : assignment === 'none'
          ? text('day.no_assignment')
          : '',
    mood: each(({ mood }) => (mood === null ? [] : [named(`reflectie.mood.${mood}`, mood)])),
    ratings: each(({ ratings }) =>
      ratings.map(
        ({ skill, rating }) => `${skillName(skill, words)}: ${words.other(`reflectie.rating.${rating}`)}`,
      ),
    ),
    moment: said('moment', 'skill', 'other'),
    self: said('mezelf', 'werk', 'vraag'),
    next: said('volgende'),
    kept: each(({ kept }) => (kept === null ? [] : [named(`reflectie.gelukt.${kept}`, kept)])),
    verdict: judgement === null ? '' : text(`judge.verdict.${judgement.verdict}`),
    sentence: judgement?.sentence ?? '',
    short: sum((one) => one.short),
    unread: sum((one) => one.unread),
  };
}
