import { z } from 'zod';
import { scriptGraph } from '../core/script/graph.js';
import type { Finding } from '../core/script/model.js';
import { languageStates } from '../core/script/languages.js';
import type { Readability } from '../core/script/check/readability.js';
import { scriptSchema } from '../core/script/schema.js';
import { describeFinding, loadAssessor, loadContent } from '../wire.js';
import { readability, readabilityLine } from './readability.js';
import { checkRevisions } from './revisions.js';

/** Checks scripts, texts, assignments, templates and lexicons; every finding has file and line. */
export async function checkScripts(
  root: string,
): Promise<{ findings: Finding[]; summary: string; files: Readability[] }> {
  const [loaded, judge] = await Promise.all([loadContent(root), loadAssessor(root)]);
  const { content } = loaded;
  const reads = await readability(root, content);
  const findings = [
    ...loaded.findings,
    ...judge.findings,
    ...(await checkRevisions(root, content)),
    ...reads.findings,
  ];
  const counted = `${content.scripts.size} scripts, texts: ${languageStates(content)}; ${findings.length} findings`;
  const summary = [counted, readabilityLine(reads.files)].filter((line) => line !== '').join('\n');
  return { findings, summary, files: reads.files };
}

export const findingLines = (findings: readonly Finding[]): string =>
  findings.map((finding) => `${describeFinding(finding)}\n`).join('');

/** A script as Mermaid; null when there is none of that name. */
export async function graphOf(root: string, id: string): Promise<string | null> {
  const script = (await loadContent(root)).content.scripts.get(id);
  return script ? scriptGraph(script) : null;
}

/** The JSON schema of a script, so that editors complete and check the YAML while it is written. */
export function scriptJsonSchema(): string {
  const schema = z.toJSONSchema(scriptSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title: 'Terugblik script', ...schema }, null, 2)}\n`;
}
