import { compile, find, mayHold, type Compiled, type Hit } from './matcher.js';
import type { Lexicons, Rule } from './lexicons.js';
import { judgeAbout, peopleClasses, type PeopleClasses } from './people.js';
import type { ConcernAbout, ConcernCategory, Severity } from './types.js';
import { bitsOf, holds, placesOf, type Tagged, type Vocabulary } from './vocabulary.js';

/** A worry that was found, and the words that showed it. */
export type Worry = {
  category: ConcernCategory;
  severity: Severity;
  confidence: number;
  about: ConcernAbout;
  words: string;
  /** The single words that weighed most, where the model saw it. */
  signs: readonly string[];
  rule: string;
};

type CompiledRule = { rule: Rule; patterns: Compiled[]; unless: Compiled[]; prompt: Compiled[] };

/** What concern matching needs besides the rules: words that turn a meaning around. */
type Context = { negation: number; unnoticed: number; fiction: number; people: PeopleClasses };

const severityRank: Readonly<Record<Severity, number>> = { acute: 3, high: 2, medium: 1 };

/** Prepares the rules once; the function it returns finds every worry in a tagged answer, worst first. */
export function createConcernFinder(
  lexicons: Lexicons,
  vocabulary: Vocabulary,
): (answer: Tagged, prompt: Tagged) => Worry[] {
  const family = (name: string): number => vocabulary.classOf(lexicons.families.get(name) ?? []);
  const context = {
    negation: family('negation'),
    unnoticed: family('unnoticed'),
    fiction: family('fiction'),
    people: peopleClasses(lexicons.families, vocabulary),
  };
  const harmless = lexicons.harmless.map((pattern) => compile(pattern, vocabulary));
  const rules = lexicons.rules.map((rule): CompiledRule => {
    const all = (patterns: Rule['patterns']): Compiled[] =>
      patterns.map((pattern) => compile(pattern, vocabulary));
    return { rule, patterns: all(rule.patterns), unless: all(rule.unless), prompt: all(rule.prompt) };
  });
  const candidates = rulesByWord(rules);
  const coverers = rulesByWord(harmless.map((pattern) => ({ patterns: [pattern] })));
  return (answer, prompt) => {
    const near = candidates(answer);
    if (near.length === 0) return [];
    const covered = coveredBy(coverers(answer).flatMap(({ patterns }) => patterns), answer); // prettier-ignore
    const worries = near.flatMap((rule) => judgeRule(rule, answer, prompt, covered, context));
    return worries.sort(
      (a, b) => severityRank[b.severity] - severityRank[a.severity] || b.confidence - a.confidence,
    );
  };
}

// Most rules have no word in common with an answer: only those are tried of which a pattern has all its words there.
function rulesByWord<R extends { patterns: readonly Compiled[] }>(
  rules: readonly R[],
): (answer: Tagged) => R[] {
  const byClass = new Map<number, { index: number; pattern: Compiled }[]>();
  for (const [index, { patterns }] of rules.entries())
    for (const pattern of patterns) {
      const rarest = pattern.needs[0] ?? -1;
      const list = byClass.get(rarest);
      if (list) list.push({ index, pattern });
      else byClass.set(rarest, [{ index, pattern }]);
    }
  const leads = bitsOf(byClass.keys(), Math.max(0, ...byClass.keys()) + 1);
  return (answer) => {
    const found = new Set<number>();
    for (let at = 0; at < leads.length; at += 1)
      for (let left = (leads[at] ?? 0) & (answer.present[at] ?? 0); left !== 0; left &= left - 1)
        for (const { index, pattern } of byClass.get(at * 32 + lowestBit(left)) ?? [])
          if (mayHold(pattern, answer)) found.add(index);
    return [...found].sort((a, b) => a - b).flatMap((index) => rules[index] ?? []);
  };
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** The worry to act on: the gravest one that is likely enough, raised a little where rules agree. */
export function chooseWorry(worries: readonly Worry[]): Worry | null {
  const likely = worries.filter((worry) => worry.confidence >= 0.4);
  const chosen = likely[0] ?? worries[0];
  if (!chosen) return null;
  const doubt = worries.reduce((product, worry) => product * (1 - worry.confidence), 1);
  return { ...chosen, confidence: Math.min(0.99, Math.max(chosen.confidence, 1 - doubt)) };
}

function judgeRule(
  compiled: CompiledRule,
  answer: Tagged,
  prompt: Tagged,
  covered: ReadonlySet<number>,
  context: Context,
): Worry[] {
  const { rule } = compiled;
  if (compiled.prompt.length > 0 && !compiled.prompt.some((pattern) => find(pattern, prompt))) return [];
  const accept = (hit: Hit): boolean =>
    !hit.at.some((at) => covered.has(at)) &&
    !(rule.negatable && isNegated(hit, answer, context)) &&
    !isFiction(hit, answer, context);
  const hit = firstHit(compiled.patterns, answer, accept);
  if (!hit || compiled.unless.some((pattern) => find(pattern, answer))) return [];
  const { category, severity, confidence, id } = rule;
  const about = rule.about ?? judgeAbout(category, hit.first, hit.last, answer, context.people);
  return [{ category, severity, confidence, about, words: wordsOf(hit, answer), signs: [], rule: id }];
}

function firstHit(patterns: readonly Compiled[], answer: Tagged, accept: (hit: Hit) => boolean): Hit | null {
  for (const pattern of patterns) {
    const hit = find(pattern, answer, accept);
    if (hit) return hit;
  }
  return null;
}

function coveredBy(harmless: readonly Compiled[], answer: Tagged): ReadonlySet<number> {
  const covered = new Set<number>();
  for (const pattern of harmless) {
    find(pattern, answer, (hit) => {
      for (const at of hit.at) covered.add(at);
      return false;
    });
  }
  return covered;
}

// "niemand slaat mij", "ik word niet gepest": a negation in a gap of the words or up to three words before them,
// but not "niemand weet dat …" and not one that the rule itself asks for.
function isNegated(hit: Hit, answer: Tagged, { negation, unnoticed }: Context): boolean {
  for (let at = Math.max(0, hit.first - 3); at < hit.last; at += 1) {
    if (hit.at.includes(at) || !has(answer, at, negation)) continue;
    if (answer.tokens[at]?.sentence !== answer.tokens[hit.first]?.sentence) continue;
    if (!has(answer, at + 1, unnoticed)) return true;
  }
  return false;
}

// A film, a game or a song told in the same sentence.
function isFiction(hit: Hit, answer: Tagged, { fiction }: Context): boolean {
  const sentence = answer.tokens[hit.first]?.sentence;
  return placesOf(answer, fiction).some(
    (at) => answer.tokens[at]?.sentence === sentence && Math.abs(at - hit.first) <= 12,
  );
}

function has(tagged: Tagged, at: number, id: number): boolean {
  return holds(tagged.classes[at], id);
}

function wordsOf(hit: Hit, answer: Tagged): string {
  const words = answer.tokens.slice(hit.first, hit.last + 1).map((token) => token.written);
  return words.length <= 12
    ? words.join(' ')
    : `${words.slice(0, 6).join(' ')} … ${words.slice(-5).join(' ')}`;
}
