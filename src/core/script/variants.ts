import type { Condition } from './condition.js';
import type { Content, Variants } from './model.js';
import { promptKeys } from './model.js';

/** How many recently read keys a thread remembers. */
export const usedLimit = 120;

/** The variant that this student read longest ago, or never; the first of those. */
export function leastRecent(variants: readonly string[], used: readonly string[]): string {
  let best = variants[0] ?? '';
  let bestAt = Number.POSITIVE_INFINITY;
  for (const variant of variants) {
    const at = used.lastIndexOf(variant);
    if (at < bestAt) {
      best = variant;
      bestAt = at;
    }
  }
  return best;
}

/**
 * The variants that fit now: those for an occasion where it is there, without the one that was read last, and
 * otherwise those that fit always.
 */
export function fitting(
  { texts, only }: Variants,
  isTrue: (condition: Condition) => boolean,
  used: readonly string[],
): readonly string[] {
  if (only.size === 0) return texts;
  const last = used.findLast((key) => texts.includes(key));
  const now = texts.filter((key) => {
    const condition = only.get(key);
    return condition !== undefined && key !== last && isTrue(condition);
  });
  return now.length > 0 ? now : texts.filter((key) => !only.has(key));
}

/** The question keys of a skill's prompts. */
export function promptPool(content: Content, skill: string): string[] {
  const count = content.skills.get(skill) ?? 0;
  return Array.from({ length: count }, (_, index) => promptKeys(skill, index + 1).question);
}

/** Marks a key as read, newest last, each once, bounded. */
export function markUsed(used: readonly string[], key: string): string[] {
  return [...used.filter((one) => one !== key), key].slice(-usedLimit);
}
