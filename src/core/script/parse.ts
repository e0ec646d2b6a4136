import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { parseCondition, type Condition } from './condition.js';
import type { BranchRow, ContentFile, Finding, Script, Step, Variants } from './model.js';
import { scriptSchema, type AskSource, type ScriptSource, type StepSource } from './schema.js';

/** A value read from YAML, with a way back to its lines; or what is wrong with the file. */
export type Located<T> =
  | { ok: true; value: T; lineOf: (path: readonly PropertyKey[]) => number }
  | { ok: false; findings: Finding[] };

/** Reads YAML against a zod schema; every finding carries the line of the value that is wrong. */
export function parseYaml<T>(file: ContentFile, schema: z.ZodType<T>): Located<T> {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines });
  const syntax = document.errors.map((error) =>
    finding(file.path, lines.linePos(error.pos[0]).line, error.message.split('\n')[0] ?? error.message),
  );
  if (syntax.length > 0) return { ok: false, findings: syntax };
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true) as
        { range?: [number, number, number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { ok: true, value: parsed.data, lineOf };
  const findings = parsed.error.issues
    .flatMap((issue) => explain(issue, []))
    .map(({ path, message }) =>
      finding(file.path, lineOf(path), `${path.map(String).join('.') || 'file'}: ${message}`),
    );
  return { ok: false, findings };
}

/** Reads one script file into a script that is ready to run. */
export function parseScript(file: ContentFile): { script: Script | null; findings: Finding[] } {
  const read = parseYaml<ScriptSource>(file, scriptSchema);
  if (!read.ok) return { script: null, findings: read.findings };
  const source = read.value;
  const builder: Builder = { file: file.path, lineOf: read.lineOf, steps: new Map(), findings: [] };
  const first = addSteps(builder, source.steps, ['steps']);
  const script: Script = {
    id: source.id,
    file: file.path,
    line: read.lineOf(['id']),
    revision: source.revision,
    title: source.title,
    proactive: source.proactive ?? false,
    expiresAfter: source.expires === undefined ? null : milliseconds(source.expires),
    givesWayAfter: source.gives_way === undefined ? null : milliseconds(source.gives_way),
    nudges: source.nudges ?? 3,
    short: source.short ?? null,
    first,
    steps: builder.steps,
  };
  return { script, findings: builder.findings };
}

/** Milliseconds of a duration such as 20h or 2d. */
export function milliseconds(duration: string): number {
  return Number.parseInt(duration, 10) * (duration.endsWith('d') ? 24 : 1) * 3_600_000;
}

type Builder = {
  file: string;
  lineOf: (path: readonly PropertyKey[]) => number;
  steps: Map<string, Step>;
  findings: Finding[];
};

const finding = (file: string, line: number, message: string): Finding => ({
  file,
  line,
  severity: 'error',
  message,
});

function addSteps(builder: Builder, sources: readonly StepSource[], path: PropertyKey[]): string {
  sources.forEach((source, index) => {
    const at = [...path, index];
    const next = source.next ?? sources[index + 1]?.id ?? null;
    const step = compile(builder, source, at, next);
    if (builder.steps.has(source.id)) {
      builder.findings.push(
        finding(builder.file, builder.lineOf([...at, 'id']), `step ${source.id} stands twice`),
      );
    }
    builder.steps.set(source.id, step);
  });
  return sources[0]?.id ?? '';
}

function compile(builder: Builder, source: StepSource, at: PropertyKey[], next: string | null): Step {
  const line = builder.lineOf([...at, 'id']);
  const when = source.when === undefined ? null : condition(builder, source.when, [...at, 'when']);
  const base = { id: source.id, line, when, next };
  if ('say' in source) return { ...base, kind: 'say', ...variants(builder, source.say, [...at, 'say']) };
  if ('ask' in source) {
    const { text } = source.ask;
    return { ...base, kind: 'ask', ask: source.ask, ...variants(builder, text, [...at, 'ask', 'text']) };
  }
  if ('set' in source) return { ...base, kind: 'set', values: source.set };
  if ('call' in source) return { ...base, kind: 'call', script: source.call };
  if ('end' in source) return { ...base, kind: 'end', outcome: source.end };
  if ('branch' in source) {
    const rows: BranchRow[] = source.branch.map((row, index) => ({
      when: row.when === undefined ? null : condition(builder, row.when, [...at, 'branch', index, 'when']),
      to: row.to,
    }));
    return { ...base, kind: 'branch', rows };
  }
  const first = addSteps(builder, source.repeat.steps, [...at, 'repeat', 'steps']);
  return { ...base, kind: 'repeat', first, limit: source.repeat.limit ?? 2 };
}

/** The keys of a text in their order, and the conditions of those for an occasion. */
function variants(builder: Builder, text: AskSource['text'], path: PropertyKey[]): Variants {
  if (typeof text === 'string') return { texts: [text], only: new Map() };
  if (!Array.isArray(text)) return { texts: [], only: new Map() };
  const only = text.flatMap((one, index): [string, Condition][] =>
    typeof one === 'string' ? [] : [[one.key, condition(builder, one.when, [...path, index, 'when'])]],
  );
  return { texts: text.map((one) => (typeof one === 'string' ? one : one.key)), only: new Map(only) };
}

/** Stands in for a condition that could not be read: it holds for nobody, and the finding stops the script. */
const never: Condition = { op: 'in', name: 'language', values: [] };

function condition(builder: Builder, source: string, path: PropertyKey[]): Condition {
  const parsed = parseCondition(source);
  if (parsed.ok) return parsed.condition;
  builder.findings.push(finding(builder.file, builder.lineOf(path), parsed.message));
  return never;
}

type Issue = z.core.$ZodIssue;

/** A union says only "invalid input": what is wrong is said by the member that came furthest. */
function explain(issue: Issue, parent: PropertyKey[]): { path: PropertyKey[]; message: string }[] {
  const path = [...parent, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issue.message }];
  const depth = (issues: Issue[]): number => Math.max(...issues.map((one) => one.path.length));
  const unknownKeys = (issues: Issue[]): number =>
    issues.filter((one) => one.code === 'unrecognized_keys').length;
  const best = [...issue.errors].sort(
    (a, b) => unknownKeys(a) - unknownKeys(b) || depth(b) - depth(a) || a.length - b.length,
  )[0];
  return (best ?? []).flatMap((inner) => explain(inner, path));
}
