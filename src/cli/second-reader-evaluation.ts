import { openSecondReader } from '../adapters/second-reader/from-config.js';
import { readSecondReader } from '../config-groups.js';
import { TerugblikError } from '../core/errors.js';
import type { Assess, LabelledCase } from '../core/signals/index.js';
import { secondOpinion, withoutNames } from '../core/signals/second-reading.js';
import type { SecondReader, SecondReading } from '../ports/second-reader.js';

/** Answers that are with the reader at the same time. */
const atOnce = 4;

/** The judge with a second reader behind it, and how often that read, or why not. */
export type ReadTwice = { assess: Assess; outcomes: ReadonlyMap<string, number> };

/** Lets a second reader read labelled answers, so that both together can be measured like the judge alone. */
export async function readTwice(
  cases: readonly LabelledCase[],
  assess: Assess,
  reader: SecondReader,
  progress: (done: number, of: number) => void,
): Promise<ReadTwice> {
  const readings = new Map<string, SecondReading>();
  const outcomes = new Map<string, number>();
  const waiting = [...cases];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { prompt: question, answer } = next;
      const reading = await reader.read({ question, answer: withoutNames(answer, []) });
      readings.set(keyOf(question, answer), reading);
      const outcome = reading.kind === 'read' ? 'read' : reading.why;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      progress(readings.size, cases.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return {
    outcomes,
    assess: (input) => together(assess(input), readings.get(keyOf(input.prompt, input.answer))),
  };
}

const keyOf = (question: string, answer: string): string => JSON.stringify([question, answer]);

function together(first: ReturnType<Assess>, reading: SecondReading | undefined): ReturnType<Assess> {
  if (reading?.kind !== 'read') return first;
  const opinion = secondOpinion(first, reading);
  switch (opinion.kind) {
    case 'nothing':
      return first;
    case 'raises':
      return { ...first, severity: opinion.severity };
    case 'adds': {
      const { concern, severity, about } = opinion;
      return { ...first, concern, severity, about, confidence: reading.confidence };
    }
  }
}

/**
 * The second reader that the environment names.
 * @throws TerugblikError `config_incomplete` when it names none, or half of one.
 */
export async function secondReaderOf(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): Promise<SecondReader> {
  const missing: string[] = [];
  const resource = readSecondReader((name) => env[name]?.trim() || null, missing);
  if (resource === null) missing.push('AZURE_OPENAI_ENDPOINT: there is no second reader to measure');
  if (resource === null || missing.length > 0)
    throw new TerugblikError('config_incomplete', `\n${missing.join('\n')}`);
  return openSecondReader(root, resource);
}
