import type { Element, Pattern, Sequence } from './pattern.js';
import { holds, type Tagged, type Vocabulary } from './vocabulary.js';

/** Where a pattern was found: the tokens it names, not those in its gaps. */
export type Hit = { at: readonly number[]; first: number; last: number };

/** A pattern whose words are class numbers. */
export type Compiled = {
  head: Part;
  /** What must be found near the head, for a pattern with `&`. */
  others: readonly Part[];
  /** Classes without which it cannot hold, the rarest first. */
  needs: readonly number[];
};

type Part = readonly Place[];

type Place = { kind: 'class'; id: number; optional: boolean } | Exclude<Element, { kind: 'words' }>;

// Parts joined by & must lie this near: a student's thought runs on without full stops, but not for ever.
const nearby = 14;

/** Turns the words of a pattern into classes of the vocabulary. */
export function compile(pattern: Pattern, vocabulary: Vocabulary): Compiled {
  const [head = [], ...others] = pattern.parts.map((part: Sequence) =>
    part.map((element): Place =>
      element.kind === 'words'
        ? { kind: 'class', id: vocabulary.classOf(element.items), optional: element.optional }
        : element,
    ),
  );
  const needs = [head, ...others]
    .flat()
    .flatMap((place) => (place.kind === 'class' && !place.optional ? [place.id] : []));
  // Long words are rare: asked first, they rule most patterns out at once.
  return {
    head,
    others,
    needs: [...new Set(needs)].sort((a, b) => vocabulary.shortest(b) - vocabulary.shortest(a)),
  };
}

/** Whether a text has all the words that a pattern cannot do without. */
export function mayHold({ needs }: Compiled, { present }: Tagged): boolean {
  for (const id of needs) if (!holds(present, id)) return false;
  return true;
}

const always = (): boolean => true;

/** The first place where the pattern holds and `accept` agrees, or null. Work is bounded by text × pattern. */
export function find(compiled: Compiled, tagged: Tagged, accept: (hit: Hit) => boolean = always): Hit | null {
  if (!mayHold(compiled, tagged)) return null;
  return firstHit(compiled.head, tagged, (hit) => {
    const whole = compiled.others.length === 0 ? hit : together(hit, compiled.others, tagged);
    return whole && accept(whole) ? whole : null;
  });
}

function together(head: Hit, others: readonly Part[], tagged: Tagged): Hit | null {
  const at = [...head.at];
  for (const part of others) {
    const near = firstHit(part, tagged, (hit) => (isNear(hit, head) ? hit : null));
    if (!near) return null;
    at.push(...near.at);
  }
  return hitAt(at.sort((a, b) => a - b));
}

function isNear(hit: Hit, head: Hit): boolean {
  return (
    hit.first <= head.last + nearby &&
    hit.last >= head.first - nearby &&
    !hit.at.some((at) => head.at.includes(at))
  );
}

// The first answer that is not null, over all places where the part begins.
function firstHit(part: Part, tagged: Tagged, take: (hit: Hit) => Hit | null): Hit | null {
  const lead = part[0];
  const ends = lead?.kind === 'start' ? 1 : tagged.tokens.length;
  for (let start = 0; start < ends; start += 1) {
    if (lead?.kind === 'class' && !lead.optional && !holds(tagged.classes[start], lead.id)) continue;
    const at: number[] = [];
    const taken = follow(part, 0, start, tagged, at) ? take(hitAt(at)) : null;
    if (taken) return taken;
  }
  return null;
}

function hitAt(at: readonly number[]): Hit {
  return { at, first: at[0] ?? 0, last: at.at(-1) ?? 0 };
}

// Leaves the places it went by in `at`; what did not lead on is taken off again.
function follow(part: Part, index: number, position: number, tagged: Tagged, at: number[]): boolean {
  const place = part[index];
  if (!place) return true;
  switch (place.kind) {
    case 'start':
      return position === 0 && follow(part, index + 1, position, tagged, at);
    case 'end':
      return position >= tagged.end && follow(part, index + 1, position, tagged, at);
    case 'gap': {
      const last = Math.min(position + place.max, tagged.tokens.length);
      for (let next = position; next <= last; next += 1)
        if (follow(part, index + 1, next, tagged, at)) return true;
      return false;
    }
    case 'class': {
      if (holds(tagged.classes[position], place.id) && sameSentence(tagged, at.at(-1), position)) {
        at.push(position);
        if (follow(part, index + 1, position + 1, tagged, at)) return true;
        at.pop();
      }
      return place.optional && follow(part, index + 1, position, tagged, at);
    }
  }
}

function sameSentence(tagged: Tagged, before: number | undefined, position: number): boolean {
  return before === undefined || tagged.tokens[before]?.sentence === tagged.tokens[position]?.sentence;
}
