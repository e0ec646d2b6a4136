import { spearman, weightedKappa } from './agreement.js';
import type { Assess } from './assessor.js';
import { rateOf, type Rate } from './intervals.js';
import type {
  AssessInput,
  Assessment,
  ConcernAbout,
  ConcernCategory,
  Depth,
  Effort,
  Severity,
} from './types.js';

/** A message with the labels people gave it (guidelines of the evaluation data). */
export type LabelledCase = AssessInput & {
  id: string;
  effort: Effort;
  depth: Depth;
  concern: ConcernCategory | null;
  severity: Severity | null;
  about?: ConcernAbout | null | undefined;
  /** Written to be hard: a worry told sideways, alarming words that are harmless. */
  hard?: boolean | undefined;
  /** Set where effort and depth were not labelled. */
  only?: 'concern' | undefined;
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

/** What was found in one group of answers. `heard` counts a worry as caught when it was found or is unread. */
export type ConcernFigures = {
  recall: Rate;
  heard: Rate;
  acuteRecall: Rate;
  acuteHeard: Rate;
  precision: Rate;
  falseAlarms: Rate;
};

/** What a set of labelled answers says about the judge. */
export type Evaluation = {
  cases: number;
  concern: ConcernFigures & { unread: Rate; sameCategory: Rate; sameSeverity: Rate; sameAbout: Rate };
  byCategory: { name: ConcernCategory; recall: Rate; named: Rate }[];
  bySeverity: { name: Severity; recall: Rate }[];
  byLanguage: ({ name: string } & ConcernFigures)[];
  byHardness: ({ name: 'hard' | 'easy' } & ConcernFigures)[];
  effort: { precision: number | null; recall: number | null; f1: number | null; agreement: Rate };
  /** `byWords` is what the number of words alone would reach. */
  depth: { agreement: Rate; spearman: number | null; byWords: number | null; kappa: number | null };
  misses: Miss[];
};

type Judged = { label: LabelledCase; got: Assessment };

const severities: readonly Severity[] = ['acute', 'high', 'medium'];

/** Judges every case and counts. Effort is measured as ok against the rest; depth by rank correlation and kappa. */
export function evaluate(cases: readonly LabelledCase[], assess: Assess): Evaluation {
  const judged = cases.map((label): Judged => ({ label, got: assess(label) }));
  const worries = judged.filter(({ label }) => label.concern !== null);
  const found = worries.filter(isFound);
  const whole = judged.filter(({ label }) => label.only === undefined);
  const categories = unique(worries.map(({ label }) => label.concern));
  return {
    cases: cases.length,
    concern: {
      ...concernFigures(judged),
      unread: rate(judged, ({ got }) => got.unread),
      sameCategory: rate(found, ({ label, got }) => label.concern === got.concern),
      sameSeverity: rate(found, ({ label, got }) => label.severity === got.severity),
      sameAbout: rate(
        found.filter(({ label }) => label.about != null),
        ({ label, got }) => label.about === got.about,
      ),
    },
    byCategory: categories.map((name) => {
      const own = worries.filter(({ label }) => label.concern === name);
      return { name, recall: rate(own, isFound), named: rate(own, ({ got }) => got.concern === name) };
    }),
    bySeverity: severities.map((name) => ({
      name,
      recall: rate(worries.filter(({ label }) => label.severity === name), isFound),
    })), // prettier-ignore
    byLanguage: unique(judged.map(({ label }) => label.lang ?? '?')).map((name) => ({
      name,
      ...concernFigures(judged.filter(({ label }) => (label.lang ?? '?') === name)),
    })),
    byHardness: hardness(judged),
    effort: effortFigures(whole),
    depth: depthFigures(whole),
    misses: judged.flatMap(missOf),
  };
}

function concernFigures(judged: readonly Judged[]): ConcernFigures {
  const worries = judged.filter(({ label }) => label.concern !== null);
  const acute = worries.filter(({ label }) => label.severity === 'acute');
  return {
    recall: rate(worries, isFound),
    heard: rate(worries, isHeard),
    acuteRecall: rate(acute, isFound),
    acuteHeard: rate(acute, isHeard),
    precision: rate(judged.filter(isFound), ({ label }) => label.concern !== null),
    falseAlarms: rate(judged.filter(({ label }) => label.concern === null), isFound), // prettier-ignore
  };
}

function hardness(judged: readonly Judged[]): Evaluation['byHardness'] {
  const marked = judged.filter(({ label }) => label.hard !== undefined);
  return (['hard', 'easy'] as const).map((name) => ({
    name,
    ...concernFigures(marked.filter(({ label }) => label.hard === (name === 'hard'))),
  }));
}

function isFound({ got }: Judged): boolean {
  return got.concern !== null;
}

function isHeard({ got }: Judged): boolean {
  return got.concern !== null || got.unread;
}

function rate(of: readonly Judged[], test: (one: Judged) => boolean): Rate {
  return rateOf(of.filter(test).length, of.length);
}

function unique<T extends string>(names: readonly (T | null)[]): T[] {
  return [...new Set(names)].filter((name) => name !== null).sort();
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

function depthFigures(judged: readonly Judged[]): Evaluation['depth'] {
  const words = (answer: string): number => answer.trim().split(/\s+/u).length;
  return {
    agreement: rate(judged, ({ label, got }) => label.depth === got.depth),
    spearman: spearman(judged.map(({ label, got }) => [label.depth, got.depthScore])),
    byWords: spearman(judged.map(({ label }) => [label.depth, words(label.answer)])),
    kappa: weightedKappa(judged.map(({ label, got }) => [label.depth, got.depth]), 4), // prettier-ignore
  };
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
