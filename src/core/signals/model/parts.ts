import type { Token } from '../normalise.js';

/** A part of an answer: from its first token up to and including its last. */
export type Part = { first: number; last: number };

// Words that turn to something else: "kassa ging goed maar …".
const turns: ReadonlySet<string> = new Set('maar alleen behalve but pero mais ale але بس ama'.split(' '));

/**
 * The parts of an answer that are judged by themselves, the whole answer first, then each clause and each two
 * neighbours: most worries are one clause in an ordinary answer.
 */
export function partsOf(tokens: readonly Token[]): Part[] {
  const whole = { first: 0, last: tokens.length - 1 };
  const starts = clauseStarts(tokens);
  if (starts.length < 2) return [whole];
  const parts: Part[] = [whole];
  const endOf = (index: number): number => (starts[index + 1] ?? tokens.length) - 1;
  for (const [index, first] of starts.entries()) {
    parts.push({ first, last: endOf(index) });
    if (starts.length > 2 && index + 1 < starts.length) parts.push({ first, last: endOf(index + 1) });
  }
  return parts;
}

/** Where each clause of an answer begins: after a mark, and at a word that turns to something else. */
export function clauseStarts(tokens: readonly Token[]): number[] {
  const starts: number[] = [];
  for (const [at, token] of tokens.entries()) {
    const marked = at === 0 || tokens[at - 1]?.clause !== token.clause;
    if (marked || turns.has(token.canon)) starts.push(at);
  }
  return starts;
}
