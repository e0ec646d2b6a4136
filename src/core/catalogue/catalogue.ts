import type { Assignment, Content } from '../script/model.js';
import { checkTable, formula, type CellFinding, type Line, type Report, type Table } from '../table.js';

/** The assignments (praktijkleeropdrachten) of one sector, by number. */
export type Catalogue = { sector: string; assignments: readonly Assignment[] };

/** The columns of a catalogue as a table; several sectors may stand in one. */
export const catalogueColumns = ['number', 'sector', 'title', 'task', 'skills'] as const;
type Column = (typeof catalogueColumns)[number];

/** What a catalogue keeps to. With its number a title stands in WhatsApp's list, which takes 24 characters. */
export const catalogueLimits = { numbers: 20, title: 20, task: 200 } as const;

/** What is said of a value that breaks a limit; the same for tables and YAML. */
export const catalogueRules = {
  number: `use a whole number from 1 to ${catalogueLimits.numbers}`,
  sector: 'use small letters, digits and _, like dienstverlening_zorg',
  title: `write 1 to ${catalogueLimits.title} characters: with its number it must fit WhatsApp's list`,
  task: `write 1 to ${catalogueLimits.task} characters`,
  skills: 'name at least one skill',
} as const;

export const sectorShape = /^[a-z][a-z0-9_]*$/u;

/** What people write for a skill, folded, to its id. */
export type SkillWords = ReadonlyMap<string, string>;

/** A skill may be written as its id, its name or its official name, in any language there is. */
export function skillWords(content: Pick<Content, 'skills' | 'texts'>): SkillWords {
  return new Map(
    [...content.skills.keys()].flatMap((id) => {
      const names = [...content.texts.values()].flatMap((texts) =>
        ['name', 'official'].flatMap((kind) => texts.get(`skills.${id}.${kind}`) ?? []),
      );
      return [id, ...names].map((word): [string, string] => [folded(word), id]);
    }),
  );
}

const folded = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .trim();

/** The ids of skills as they were written, each once, and what is wrong with those that are none. */
export function readSkills(
  words: SkillWords,
  written: readonly string[],
): { skills: string[]; wrong: string | null } {
  const skills = written.flatMap((word) => words.get(folded(word)) ?? []);
  const unknown = written.find((word) => !words.has(folded(word)));
  const known = [...new Set(words.values())].join(', ');
  return {
    skills: [...new Set(skills)],
    wrong: unknown === undefined ? null : `there is no skill ${unknown}: use ${known}`,
  };
}

/** Reads catalogues from a table. With any mistake there are none, and every one is named with row and column. */
export function readCatalogues(
  table: Table,
  words: SkillWords,
): { catalogues: Catalogue[]; findings: CellFinding[] } {
  const { lines, report, findings } = checkTable(table, catalogueColumns);
  const whole = lines.filter((line) => !line.damaged);
  const read = whole.map((line) => ({ line, ...readLine(line, words, report) }));
  checkTwice(read, report);
  const found = findings();
  if (found.length > 0) return { catalogues: [], findings: found };
  const sectors = [...new Set(read.map(({ sector }) => sector))];
  const catalogues = sectors.map((sector) => ({
    sector,
    assignments: read
      .filter((one) => one.sector === sector)
      .map(({ assignment }) => assignment)
      .sort((a, b) => a.number - b.number),
  }));
  return { catalogues, findings: [] };
}

type Read = { line: Line<Column>; sector: string; assignment: Assignment };

function readLine(line: Line<Column>, words: SkillWords, report: Report<Column>): Omit<Read, 'line'> {
  const { text } = line;
  for (const column of catalogueColumns) {
    const trouble = formula(text[column]);
    if (trouble !== null) report(line, column, trouble);
  }
  const number = /^\d{1,2}$/u.test(text.number) ? Number(text.number) : 0;
  const sector = text.sector.toLowerCase();
  const written = text.skills.split(/[+,]/u).filter((word) => word.trim() !== '');
  const { skills, wrong } = readSkills(
    words,
    written.map((word) => word.trim()),
  );
  const rules: Record<Column, string | null> = {
    number: number >= 1 && number <= catalogueLimits.numbers ? null : catalogueRules.number,
    sector: sectorShape.test(sector) ? null : catalogueRules.sector,
    title: fits(text.title, catalogueLimits.title) ? null : catalogueRules.title,
    task: fits(text.task, catalogueLimits.task) ? null : catalogueRules.task,
    skills: written.length === 0 ? catalogueRules.skills : wrong,
  };
  for (const column of catalogueColumns) {
    const broken = rules[column];
    if (broken !== null) report(line, column, broken);
  }
  return { sector, assignment: { number, title: text.title, task: text.task, skills } };
}

const fits = (text: string, limit: number): boolean => text.length >= 1 && text.length <= limit;

/** A number says which assignment it is, and so must a title: students choose by either. */
function checkTwice(read: readonly Read[], report: Report<Column>): void {
  for (const column of ['number', 'title'] as const) {
    const first = new Map<string, number>();
    for (const { line, sector, assignment } of read) {
      if (line.wrong.has('sector')) continue;
      const key = `${sector}:${folded(String(assignment[column]))}`;
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, line.row);
      else report(line, column, `stands in row ${earlier} too, for the same sector`);
    }
  }
}
