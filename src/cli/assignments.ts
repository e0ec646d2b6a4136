import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { readCatalogueTable, readCatalogueText } from '../adapters/files/catalogue-file.js';
import { writeTogether } from '../adapters/files/write-together.js';
import { TerugblikError } from '../core/errors.js';
import { catalogueChanges, type CatalogueChange } from '../core/catalogue/changes.js';
import { catalogueText, readCatalogueYaml } from '../core/catalogue/yaml.js';
import { readCatalogues, skillWords, type Catalogue, type SkillWords } from '../core/catalogue/catalogue.js';
import type { Assignment, ContentFile } from '../core/script/model.js';
import { parseYaml } from '../core/script/parse.js';
import { assignmentsSchema } from '../core/script/schema.js';
import { describeFinding, loadContent } from '../wire.js';

/** What an import came to, with the lines that tell of it. Refused: every mistake is a line, nothing was written. */
export type AssignmentsImport =
  { kind: 'refused'; lines: string[] } | { kind: 'imported'; lines: string[]; written: string[] };

/**
 * Puts the catalogues of a file (CSV, or YAML) in place of those that stand below a folder for the same sectors;
 * other sectors stay. A catalogue that is the same stays as it is, to the byte.
 * @throws TerugblikError `assignments_unreadable`, or `content_broken` when what stands there cannot be read.
 */
export async function importAssignments(
  root: string,
  file: string,
  { dryRun }: { dryRun: boolean },
): Promise<AssignmentsImport> {
  const { content, files } = await loadContent(root);
  const standing = standingCatalogues(files);
  const { catalogues, mistakes } = await readOffered(file, skillWords(content));
  if (mistakes.length > 0) return { kind: 'refused', lines: mistakes };
  const plans = catalogues.map((catalogue) => {
    const before = standing.get(catalogue.sector);
    const changes = catalogueChanges(before?.assignments ?? [], catalogue);
    const path = before?.path ?? `dialogs/assignments/${catalogue.sector}.yaml`;
    return { catalogue, before, changes, path };
  });
  const changed = plans.filter(({ changes }) => changes.some(({ kind }) => kind !== 'same'));
  const texts = changed.map(({ catalogue, before, path }) => ({
    path: join(root, path),
    text: catalogueText(before?.text ?? null, catalogue),
  }));
  if (!dryRun) await writeTogether(texts);
  const lines = plans.flatMap(({ catalogue, changes }) => changeLines(catalogue.sector, changes));
  return { kind: 'imported', lines, written: dryRun ? [] : changed.map(({ path }) => path) };
}

type Standing = ContentFile & { assignments: readonly Assignment[] };

function standingCatalogues(files: readonly ContentFile[]): Map<string, Standing> {
  const standing = new Map<string, Standing>();
  for (const file of files.filter(({ path }) => path.startsWith('dialogs/assignments/'))) {
    const read = parseYaml(file, assignmentsSchema);
    if (!read.ok)
      throw new TerugblikError('content_broken', `\n${read.findings.map(describeFinding).join('\n')}`);
    const { sector, assignments } = read.value;
    const twin = standing.get(sector);
    if (twin !== undefined)
      throw new TerugblikError('content_broken', `${twin.path} and ${file.path} are both of ${sector}`);
    standing.set(sector, { ...file, assignments });
  }
  return standing;
}

async function readOffered(
  file: string,
  words: SkillWords,
): Promise<{ catalogues: Catalogue[]; mistakes: string[] }> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new TerugblikError('assignments_unreadable', `${file} cannot be read`, { cause });
  });
  if (['.yaml', '.yml'].includes(extname(file).toLowerCase())) {
    const read = readCatalogueYaml({ path: file, text: readCatalogueText(bytes) }, words);
    return {
      catalogues: read.catalogue === null ? [] : [read.catalogue],
      mistakes: read.findings.map(describeFinding),
    };
  }
  const read = readCatalogues(readCatalogueTable(bytes), words);
  const mistakes = read.findings.map(
    ({ row, column, message }) => `${file}: row ${row}, ${column}: ${message}`,
  );
  return { catalogues: read.catalogues, mistakes };
}

function changeLines(sector: string, changes: readonly CatalogueChange[]): string[] {
  const count = (kind: CatalogueChange['kind']): number => changes.filter((one) => one.kind === kind).length;
  const sum = `${sector}: ${count('new')} new, ${count('changed')} changed, ${count('gone')} gone, ${count('same')} the same`;
  return [...changes.flatMap((change) => changeLine(sector, change) ?? []), sum];
}

function changeLine(sector: string, change: CatalogueChange): string | null {
  const { number, title } = change.assignment;
  const what = `${sector} ${number} ${title}`;
  switch (change.kind) {
    case 'new':
      return `+ ${what}: new`;
    case 'gone':
      return `- ${what}: gone`;
    case 'changed':
      return `~ ${what}: ${change.fields.join(', ')} changed`;
    case 'same':
      return null;
  }
}
