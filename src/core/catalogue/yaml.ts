import { isMap, isSeq, parseDocument, YAMLMap, YAMLSeq, type Document, type Node } from 'yaml';
import { z } from 'zod';
import type { Assignment, ContentFile, Finding } from '../script/model.js';
import { parseYaml } from '../script/parse.js';
import { currentSpec } from '../script/schema.js';
import {
  catalogueLimits,
  catalogueRules,
  readSkills,
  sectorShape,
  type Catalogue,
  type SkillWords,
} from './catalogue.js';

const text = (limit: number, rule: string) => z.string(rule).trim().min(1, rule).max(limit, rule);

/** A catalogue that is offered for import: stricter than what may stand in dialogs/, which older schools have. */
const offered = z.strictObject({
  spec: z.literal(currentSpec),
  sector: z.string(catalogueRules.sector).regex(sectorShape, catalogueRules.sector),
  assignments: z
    .array(
      z.strictObject({
        number: z
          .int(catalogueRules.number)
          .min(1, catalogueRules.number)
          .max(catalogueLimits.numbers, catalogueRules.number),
        title: text(catalogueLimits.title, catalogueRules.title),
        task: text(catalogueLimits.task, catalogueRules.task),
        skills: z.array(z.string(), catalogueRules.skills).min(1, catalogueRules.skills),
      }),
    )
    .min(1, 'name at least one assignment'),
});

/** Reads a catalogue from YAML, in the form of dialogs/assignments; every mistake is named with its line. */
export function readCatalogueYaml(
  file: ContentFile,
  words: SkillWords,
): { catalogue: Catalogue | null; findings: Finding[] } {
  const read = parseYaml(file, offered);
  if (!read.ok) return { catalogue: null, findings: read.findings };
  const findings: Finding[] = [];
  const { sector, assignments } = read.value;
  const checked = assignments.map((one, index): Assignment => {
    const wrong = (name: string, message: string): void => {
      const line = read.lineOf(['assignments', index, name]);
      findings.push({ file: file.path, line, severity: 'error', message: `${name}: ${message}` });
    };
    const earlier = assignments.slice(0, index);
    if (earlier.some(({ number }) => number === one.number)) wrong('number', `${one.number} stands twice`);
    if (earlier.some(({ title }) => title.toLowerCase() === one.title.toLowerCase()))
      wrong('title', 'stands twice');
    const skills = readSkills(words, one.skills);
    if (skills.wrong !== null) wrong('skills', skills.wrong);
    return { ...one, skills: skills.skills };
  });
  if (findings.length > 0) return { catalogue: null, findings };
  return { catalogue: { sector, assignments: checked.sort((a, b) => a.number - b.number) }, findings };
}

/**
 * The text of a catalogue's file. Where one stands already (`before`, which can be read), what stays the same keeps
 * its comments and its form.
 */
export function catalogueText(before: string | null, { sector, assignments }: Catalogue): string {
  const document = parseDocument(before ?? `spec: ${currentSpec}\nsector: ${sector}\n`);
  const listed = document.get('assignments');
  const list = isSeq(listed) ? listed : new YAMLSeq();
  const standing = (number: number): unknown =>
    list.items.find((item) => isMap(item) && item.get('number') === number);
  list.items = assignments.map((one) => itemOf(document, standing(one.number), one));
  document.set('assignments', list);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: true });
}

function itemOf(document: Document, standing: unknown, assignment: Assignment): Node {
  const item = isMap(standing) ? standing : new YAMLMap();
  for (const field of ['number', 'title', 'task'] as const)
    if (item.get(field) !== assignment[field]) item.set(field, assignment[field]);
  const skills = document.createNode(assignment.skills, { flow: true });
  const listed = item.get('skills');
  const same = isSeq(listed) && JSON.stringify(listed.toJSON()) === JSON.stringify(skills.toJSON());
  if (!same) item.set('skills', skills);
  return item;
}
