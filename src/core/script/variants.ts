import type { Content } from './model.js';
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

/** The question keys of a skill's prompts. */
export function promptPool(content: Content, skill: string): string[] {
  const count = content.skills.get(skill) ?? 0;
  return Array.from({ length: count }, (_, index) => promptKeys(skill, index + 1).question);
}

/** Marks a key as read, newest last, each once, bounded. */
export function markUsed(used: readonly string[], key: string): string[] {
  return [...used.filter((one) => one !== key), key].slice(-usedLimit);
}
