import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/wire.js';
import type { Proof } from './proof.js';
import { commit, machine } from './progress.js';

const file = join(projectRoot, 'docs', 'proofs.md');

/** Writes a proof's section of docs/proofs.md and leaves the others as they were proved. */
export function writeSection<Round extends { seed: number }>(
  proof: Proof<Round>,
  rounds: readonly Round[],
): void {
  const kept = existsSync(file) ? sectionsOf(readFileSync(file, 'utf8')) : new Map<string, string>();
  const broken = rounds.flatMap((round) =>
    proof.violations(round).map((violation) => `- round ${round.seed}: ${violation}`),
  );
  const lines = [
    `${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine()}`,
    '',
    ...proof.report(rounds),
    ...(broken.length === 0 ? [] : ['', ...broken]),
  ];
  kept.set(proof.title, lines.join('\n'));
  const sections = [...kept].map(([title, text]) => `## ${title}\n\n${text}\n`);
  writeFileSync(file, ['# Proofs\n', 'Written by `npm run prove`; do not edit.\n', ...sections].join('\n'));
}

/** The sections of the document by their heading. */
function sectionsOf(text: string): Map<string, string> {
  const [, ...sections] = text.split(/^## /m);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end).trim(), section.slice(end).trim()];
    }),
  );
}
