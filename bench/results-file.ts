import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/wire.js';
import { measurements } from './measurements.js';
import { intoPage } from './report.js';
import type { Results } from './result.js';

const jsonFile = join(projectRoot, 'docs', 'performance.json');
const pageFile = join(projectRoot, 'docs', 'performance.md');

/** What was measured last and kept; null where nothing was. */
export const keptResults = (): Results | null =>
  existsSync(jsonFile) ? (JSON.parse(readFileSync(jsonFile, 'utf8')) as Results) : null;

/** Writes the table and the JSON beside it. Measurements that were not asked for stay as they were. */
export function keepResults(now: Results): void {
  const asked = new Set(now.sections.map(({ id }) => id));
  const others = (keptResults()?.sections ?? []).filter(({ id }) => !asked.has(id));
  const place = ({ id }: { id: string }): number => measurements.findIndex((one) => one.id === id);
  const sections = [...now.sections, ...others].sort((a, b) => place(a) - place(b));
  const results = { ...now, sections };
  mkdirSync(join(projectRoot, 'docs'), { recursive: true });
  whole(jsonFile, `${JSON.stringify(results, rounded, 2)}\n`);
  whole(pageFile, intoPage(existsSync(pageFile) ? readFileSync(pageFile, 'utf8') : '', results));
}

/** More figures than that are noise, and would make every commit of the file a long one. */
const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;

/** A command that is interrupted leaves the old file or the new one. */
function whole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
