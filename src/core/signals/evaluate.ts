import type { Assess } from './assessor.js';
import type { AssessInput, Assessment, ConcernCategory, Depth, Effort, Severity } from './types.js';

/** A message with the labels people gave it (guidelines of the evaluation data). */
export type LabelledCase = AssessInput & {
  id: string;
  effort: Effort;
  depth: Depth;
  concern: ConcernCategory | null;
  severity: Severity | null;
};

/** A judgement that differs from the label in a way that matters. */
export type Miss = {
  id: string;
  kind: 'missed' | 'false alarm' | 'severity';
  expected: string;
  got: string;
  answer: string;
  reasons: readonly string[];
};

/** Parts of a whole; `rate` is null where there is nothing to count. */
export type Rate = { hits: number; of: number; rate: number | null };

/** What a set of labelled answers says about the judge. `heard` counts a worry as caught when it was found or is unread. */
export type Evaluation = {
  cases: number;
  concern: {
    recall: Rate;
    heard: Rate;
    acuteRecall: Rate;
    acuteHeard: Rate;
    falseAlarms: Rate;
    unread: Rate;
    sameCategory: Rate;
  };
  byCategory: { category: ConcernCategory; recall: Rate }[];
  byLanguage: { language: string; recall: Rate; heard: Rate; falseAlarms: Rate }[];
  effort: { precision: number | null; recall: number | null; f1: number | null; agreement: Rate };
  depth: { agreement: Rate; spearman: number | null };
  misses: Miss[];
};

type Judged = { label: LabelledCase; got: Assessment };

/** Judges every case and counts. Effort is measured as ok against the rest; depth by rank correlation. */
export function evaluate(cases: readonly LabelledCase[], assess: Assess): Evaluation {
  const judged = cases.map((label): Judged => ({ label, got: assess(label) }));
  const worries = judged.filter(({ label }) => label.concern !== null);
  const acute = worries.filter(({ label }) => label.severity === 'acute');
  const harmless = judged.filter(({ label }) => label.concern === null);
  const categories = [...new Set(worries.map(({ label }) => label.concern))]
    .filter((category) => category !== null)
    .sort();
  return {
    cases: cases.length,
    concern: {
      recall: rate(worries, isFound),
      heard: rate(worries, isHeard),
      acuteRecall: rate(acute, isFound),
      acuteHeard: rate(acute, isHeard),
      falseAlarms: rate(harmless, isFound),
      unread: rate(judged, ({ got }) => got.unread),
      sameCategory: rate(worries.filter(isFound), ({ label, got }) => label.concern === got.concern),
    },
    byCategory: categories.map((category) => ({ category, recall: rate(worries.filter(({ label }) => label.concern === category), isFound) })), // prettier-ignore
    byLanguage: languages(judged),
    effort: effortFigures(judged),
    depth: {
      agreement: rate(judged, ({ label, got }) => label.depth === got.depth),
      spearman: spearman(judged.map(({ label, got }) => [label.depth, got.depthScore])),
    },
    misses: judged.flatMap(missOf),
  };
}

function isFound({ got }: Judged): boolean {
  return got.concern !== null;
}

function isHeard({ got }: Judged): boolean {
  return got.concern !== null || got.unread;
}

function rate(of: readonly Judged[], test: (one: Judged) => boolean): Rate {
  const hits = of.filter(test).length;
  return { hits, of: of.length, rate: of.length === 0 ? null : hits / of.length };
}

function languages(judged: readonly Judged[]): Evaluation['byLanguage'] {
  const names = [...new Set(judged.map(({ label }) => label.lang ?? '?'))].sort();
  return names.map((language) => {
    const own = judged.filter(({ label }) => (label.lang ?? '?') === language);
    const worries = own.filter(({ label }) => label.concern !== null);
    const harmless = own.filter(({ label }) => label.concern === null);
    return {
      language,
      recall: rate(worries, isFound),
      heard: rate(worries, isHeard),
      falseAlarms: rate(harmless, isFound),
    };
  });
}

function effortFigures(judged: readonly Judged[]): Evaluation['effort'] {
  const right = judged.filter(({ label, got }) => label.effort === 'ok' && got.effort === 'ok').length;
  const said = judged.filter(({ got }) => got.effort === 'ok').length;
  const meant = judged.filter(({ label }) => label.effort === 'ok').length;
  const precision = said === 0 ? null : right / said;
  const recall = meant === 0 ? null : right / meant;
  const f1 = said + meant === 0 ? null : (2 * right) / (said + meant);
  return { precision, recall, f1, agreement: rate(judged, ({ label, got }) => label.effort === got.effort) };
}

function missOf({ label, got }: Judged): Miss[] {
  const say = (concern: string | null, severity: string | null): string =>
    concern === null ? 'geen zorg' : `${concern} ${severity ?? ''}`;
  const miss = (kind: Miss['kind']): Miss[] => [
    {
      id: label.id,
      kind,
      expected: say(label.concern, label.severity),
      got: say(got.concern, got.severity),
      answer: label.answer,
      reasons: got.reasons,
    },
  ];
  if (label.concern !== null && got.concern === null) return miss('missed');
  if (label.concern === null && got.concern !== null) return miss('false alarm');
  return label.severity === 'acute' && got.severity !== 'acute' ? miss('severity') : [];
}

/** Spearman's rank correlation with shared ranks for ties, or null when one side does not vary. */
export function spearman(pairs: readonly (readonly [number, number])[]): number | null {
  const left = ranks(pairs.map(([value]) => value));
  const right = ranks(pairs.map(([, value]) => value));
  const mean = (pairs.length + 1) / 2;
  let both = 0;
  let a = 0;
  let b = 0;
  for (const [index, rank] of left.entries()) {
    const x = rank - mean;
    const y = (right[index] ?? mean) - mean;
    both += x * y;
    a += x * x;
    b += y * y;
  }
  return a === 0 || b === 0 ? null : both / Math.sqrt(a * b);
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((x, y) => x.value - y.value);
  const out = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    for (let at = start; at < end; at += 1) out[order[at]?.index ?? 0] = (start + end + 1) / 2;
    start = end;
  }
  return out;
}
