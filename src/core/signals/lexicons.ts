import { isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { compiledName, readyContent, writeCompiled, type Compiled } from './compiled.js';
import {
  depthCues,
  fileSchema,
  usualThresholds,
  type DepthCue,
  type Entry,
  type LanguageEntry,
  type LexiconFile,
  type Thresholds,
} from './lexicon-schema.js';
import { modelSchema, type ModelFile } from './model/model-schema.js';
import { canonical } from './normalise.js';
import { parsePattern, wordProblem, type Pattern } from './pattern.js';

/** Something wrong in a lexicon file, for its author. */
export type Finding = { file: string; line: number; message: string };

/** A rule with its patterns read. */
export type Rule = Omit<Entry, 'patterns' | 'unless' | 'prompt'> & {
  patterns: Pattern[];
  unless: Pattern[];
  prompt: Pattern[];
};

/** All content that judging needs. */
export type Lexicons = {
  rules: readonly Rule[];
  harmless: readonly Pattern[];
  depth: Readonly<Record<DepthCue, readonly Pattern[]>>;
  families: ReadonlyMap<string, readonly string[]>;
  spelling: ReadonlyMap<string, string>;
  /** Words by meaning, for the model. */
  classes: ReadonlyMap<string, readonly string[]>;
  /** What the alarm is set to. */
  thresholds: Thresholds;
  /** The trained model (`model.json`), or null where there is none: then the rules judge alone. */
  model: ModelFile | null;
  languages: readonly LanguageEntry[];
  /** Word lists by language code, as canonical forms. */
  words: ReadonlyMap<string, ReadonlySet<string>>;
};

type Source = { name: string; content: LexiconFile; lineOf: (path: readonly PropertyKey[]) => number };

/**
 * Reads the files of dialogs/signals: YAML with rules, families and languages, and `words-<language>.txt`.
 * Never throws on content: what is wrong comes back as findings, and what is right is still used.
 */
export function parseLexicons(files: readonly { name: string; text: string }[]): {
  lexicons: Lexicons;
  findings: Finding[];
} {
  const findings: Finding[] = [];
  const words = new Map<string, Set<string>>();
  const sources: Source[] = [];
  const compiled = readyFiles(files);
  let model: ModelFile | null = null;
  for (const file of files) {
    const list = /words-([a-z]{2})\.txt$/.exec(file.name);
    if (list?.[1]) words.set(list[1], parseWords(file.text, words.get(list[1])));
    else if (/model\.json$/.test(file.name)) model = parseModel(file, findings);
    else if (/\.ya?ml$/.test(file.name)) {
      const source = readySource(file, compiled) ?? parseFile(file, findings);
      if (source) sources.push(source);
    }
  }
  const families = collectFamilies(sources, findings);
  const spelling = new Map<string, string>();
  for (const { content } of sources)
    for (const [word, variants] of Object.entries(content.spelling))
      for (const variant of split(variants)) spelling.set(variant, word);
  const rules = sources.flatMap((source) => readRules(source, families, findings));
  const harmless = sources.flatMap((source) =>
    source.content.harmless.flatMap((text, at) =>
      readPattern(text, source, ['harmless', at], families, findings),
    ),
  );
  const cues = (cue: DepthCue): Pattern[] =>
    sources.flatMap((source) =>
      (source.content.depth[cue] ?? []).flatMap((text, at) =>
        readPattern(text, source, ['depth', cue, at], families, findings),
      ),
    );
  const depth = Object.fromEntries(depthCues.map((cue) => [cue, cues(cue)])) as Record<DepthCue, Pattern[]>;
  reportDoubles(sources, findings);
  const languages = sources.flatMap(({ content }) =>
    content.language ? [readLanguage(content.language, content)] : [],
  );
  const thresholds = sources.find(({ content }) => content.thresholds)?.content.thresholds ?? usualThresholds;
  const classes = collectClasses(sources);
  return {
    lexicons: { rules, harmless, depth, families, spelling, classes, thresholds, model, languages, words },
    findings,
  };
}

// The words of a language's own classes are words that we know.
function readLanguage(language: LanguageEntry, { classes }: LexiconFile): LanguageEntry {
  const meant = Object.values(classes).join(' ').replaceAll('_', ' ');
  return { ...language, known: `${language.known} ${meant}` };
}

/** The compiled file for these YAML files, or null while one of them has a finding. */
export function compileLexicons(files: readonly { name: string; text: string }[]): string | null {
  const findings: Finding[] = [];
  const sources = files
    .filter(({ name }) => /\.ya?ml$/.test(name))
    .flatMap((file) => {
      const source = parseFile(file, findings);
      return source ? [{ ...file, content: source.content }] : [];
    });
  return findings.length === 0 ? writeCompiled(sources) : null;
}

// Made by us from checked files: a broken one is the same as none.
function readyFiles(files: readonly { name: string; text: string }[]): Compiled {
  const file = files.find(({ name }) => compiledName.test(name));
  try {
    return file ? (JSON.parse(file.text) as Compiled) : {};
  } catch {
    return {};
  }
}

// Compiled files had no findings when they were compiled; the first line will do for one between files.
function readySource(file: { name: string; text: string }, compiled: Compiled): Source | null {
  const content = readyContent(compiled, file);
  return content ? { name: file.name, content, lineOf: () => 1 } : null;
}

function parseFile(file: { name: string; text: string }, findings: Finding[]): Source | null {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines });
  for (const error of document.errors)
    findings.push({ file: file.name, line: lines.linePos(error.pos[0]).line, message: error.message });
  if (document.errors.length > 0) return null;
  const lineOf = (path: readonly PropertyKey[]): number => lineAt(document, lines, path);
  const checked = fileSchema.safeParse(document.toJS());
  if (checked.success) return { name: file.name, content: checked.data, lineOf };
  for (const issue of checked.error.issues)
    findings.push({ file: file.name, line: lineOf(issue.path), message: sayIssue(issue) });
  return null;
}

function parseModel(file: { name: string; text: string }, findings: Finding[]): ModelFile | null {
  try {
    return modelSchema.parse(JSON.parse(file.text));
  } catch {
    findings.push({
      file: file.name,
      line: 1,
      message: 'no model that this version can read: make it anew with `npm run terugblik -- signals train`',
    });
    return null;
  }
}

function sayIssue(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.') || 'file'}: ${issue.message}`;
}

// The nearest node that exists: a missing field is reported where it should have stood.
function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return lines.linePos(Number(node.range[0])).line;
  }
  return isSeq(document.contents) ? lines.linePos(document.contents.range?.[0] ?? 0).line : 1;
}

function collectFamilies(sources: readonly Source[], findings: Finding[]): Map<string, readonly string[]> {
  const families = new Map<string, string[]>();
  for (const { name, content, lineOf } of sources) {
    for (const [family, list] of Object.entries(content.families)) {
      for (const word of split(list)) {
        const problem = wordProblem(word);
        if (problem)
          findings.push({
            file: name,
            line: lineOf(['families', family]),
            message: `family ${family}: ${problem}`,
          });
        else families.set(family, [...(families.get(family) ?? []), word]);
      }
    }
  }
  return families;
}

function collectClasses(sources: readonly Source[]): Map<string, string[]> {
  const classes = new Map<string, string[]>();
  for (const { content } of sources)
    for (const [name, list] of Object.entries(content.classes))
      classes.set(name, [...(classes.get(name) ?? []), ...split(list)]);
  return classes;
}

function readRules(
  source: Source,
  families: ReadonlyMap<string, readonly string[]>,
  findings: Finding[],
): Rule[] {
  return source.content.entries.map((entry, index) => {
    const read = (field: 'patterns' | 'unless' | 'prompt'): Pattern[] =>
      entry[field].flatMap((text, at) =>
        readPattern(text, source, ['entries', index, field, at], families, findings),
      );
    return { ...entry, patterns: read('patterns'), unless: read('unless'), prompt: read('prompt') };
  });
}

function readPattern(
  text: string,
  source: Source,
  path: readonly PropertyKey[],
  families: ReadonlyMap<string, readonly string[]>,
  findings: Finding[],
): Pattern[] {
  const parsed = parsePattern(text, families);
  if (parsed.ok) return [parsed.pattern];
  findings.push({ file: source.name, line: source.lineOf(path), message: parsed.message });
  return [];
}

function reportDoubles(sources: readonly Source[], findings: Finding[]): void {
  const seen = new Map<string, string>();
  for (const { name, content, lineOf } of sources) {
    for (const [index, { id }] of content.entries.entries()) {
      const before = seen.get(id);
      if (before)
        findings.push({
          file: name,
          line: lineOf(['entries', index]),
          message: `entry ${id} is already in ${before}`,
        });
      seen.set(id, name);
    }
  }
}

function parseWords(text: string, words = new Set<string>()): Set<string> {
  for (const line of text.split('\n'))
    if (line !== '' && !line.startsWith('#')) words.add(canonical(line.trim()));
  return words;
}

function split(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
