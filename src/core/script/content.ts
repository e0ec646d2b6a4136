import { z } from 'zod';
import { languagesSchema, type Language } from './schema.js';
import type { Assignment, Content, ContentFile, Finding, Script, Template } from './model.js';
import { parseScript, parseYaml } from './parse.js';
import { assignmentsSchema, skillsSchema, templatesSchema } from './schema.js';

/** A parsed bundle with everything that was wrong in its files. Texts and checks across files: see check.ts. */
export type ReadContent = { content: Content; findings: Finding[] };

const places = {
  script: /^dialogs\/scripts\/[^/]+\.ya?ml$/,
  assignments: /^dialogs\/assignments\/[^/]+\.ya?ml$/,
  skills: /^dialogs\/skills\.ya?ml$/,
  templates: /^manifest\/whatsapp\/templates\.ya?ml$/,
  languages: /^locales\/languages\.yaml$/,
  texts: /^locales\/([a-z]{2})\/([a-z_]+)\.json$/,
};

/** Reads the files of a bundle: scripts, skills, assignments, templates and texts. */
export function readContent(files: readonly ContentFile[], hash: string): ReadContent {
  const scripts = new Map<string, Script>();
  const skills = new Map<string, number>();
  const assignments = new Map<string, Assignment[]>();
  const templates = new Map<string, Template>();
  const texts = new Map<string, Map<string, string>>();
  const languages = new Map<string, Language>();
  const findings: Finding[] = [];
  for (const file of files) {
    if (places.script.test(file.path)) findings.push(...readScript(file, scripts));
    else if (places.skills.test(file.path)) findings.push(...readSkills(file, skills));
    else if (places.assignments.test(file.path)) findings.push(...readAssignments(file, assignments));
    else if (places.templates.test(file.path)) findings.push(...readTemplates(file, templates));
    else if (places.languages.test(file.path)) findings.push(...readLanguages(file, languages));
    else if (places.texts.test(file.path)) findings.push(...readTexts(file, texts));
  }
  return { content: { hash, scripts, skills, assignments, templates, texts, languages }, findings };
}

/** Whether a path belongs to a bundle: what is pinned with a talk. Signal lexicons are judged live, not pinned. */
export function isContentPath(path: string): boolean {
  return Object.values(places).some((place) => place.test(path));
}

const wrong = (file: string, line: number, message: string): Finding => ({
  file,
  line,
  severity: 'error',
  message,
});

function readScript(file: ContentFile, scripts: Map<string, Script>): Finding[] {
  const { script, findings } = parseScript(file);
  if (script === null) return findings;
  const twin = scripts.get(script.id);
  if (twin)
    return [...findings, wrong(file.path, script.line, `script ${script.id} stands in ${twin.file} too`)];
  scripts.set(script.id, script);
  return findings;
}

function readSkills(file: ContentFile, skills: Map<string, number>): Finding[] {
  const read = parseYaml(file, skillsSchema);
  if (!read.ok) return read.findings;
  for (const skill of read.value.skills) skills.set(skill.id, skill.prompts);
  return [];
}

function readAssignments(file: ContentFile, assignments: Map<string, Assignment[]>): Finding[] {
  const read = parseYaml(file, assignmentsSchema);
  if (!read.ok) return read.findings;
  const numbers = new Set<number>();
  const findings: Finding[] = [];
  read.value.assignments.forEach((one, index) => {
    if (numbers.has(one.number)) {
      const line = read.lineOf(['assignments', index, 'number']);
      findings.push(wrong(file.path, line, `assignment ${one.number} stands twice`));
    }
    numbers.add(one.number);
  });
  if (assignments.has(read.value.sector))
    return [
      ...findings,
      wrong(file.path, read.lineOf(['sector']), `sector ${read.value.sector} stands in another file too`),
    ];
  assignments.set(read.value.sector, read.value.assignments);
  return findings;
}

function readTemplates(file: ContentFile, templates: Map<string, Template>): Finding[] {
  const read = parseYaml(file, templatesSchema);
  if (!read.ok) return read.findings;
  const findings: Finding[] = [];
  read.value.templates.forEach((template, index) => {
    const line = read.lineOf(['templates', index, 'name']);
    if (templates.has(template.name))
      findings.push(wrong(file.path, line, `template ${template.name} stands twice`));
    templates.set(template.name, { ...template, file: file.path, line });
  });
  return findings;
}

function readLanguages(file: ContentFile, languages: Map<string, Language>): Finding[] {
  const read = parseYaml(file, languagesSchema);
  if (!read.ok) return read.findings;
  for (const [id, language] of Object.entries(read.value.languages)) languages.set(id, language);
  return [];
}

type Tree = { [name: string]: string | Tree };
const treeSchema: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), treeSchema])));

function readTexts(file: ContentFile, texts: Map<string, Map<string, string>>): Finding[] {
  const [, language = '', name = ''] = places.texts.exec(file.path) ?? [];
  const plain = treeSchema.safeParse(plainJson(file.text));
  const read = plain.success ? { ok: true as const, value: plain.data } : parseYaml(file, treeSchema);
  if (!read.ok) return read.findings;
  const flat = texts.get(language) ?? new Map<string, string>();
  flatten(read.value, name, flat);
  texts.set(language, flat);
  return [];
}

/**
 * A file that is written as JSON is written by every program, letter by letter, has no name twice and no mistake in it:
 * it needs no reader that knows lines, which takes far longer. Undefined for every other text.
 */
function plainJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return `${JSON.stringify(value, null, 2)}\n` === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function flatten(tree: Tree, prefix: string, into: Map<string, string>): void {
  for (const [name, value] of Object.entries(tree)) {
    const key = `${prefix}.${name}`;
    if (typeof value === 'string') into.set(key, value);
    else flatten(value, key, into);
  }
}
