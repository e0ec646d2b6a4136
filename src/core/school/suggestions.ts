import type { TextRef } from '../script/effect.js';
import { concernCategories } from '../signals/types.js';
import type { AlertCategory } from '../alerts/route.js';

/**
 * A first sentence for an answer to a worry, to be made one's own: heard and believed, thanks, no advice (domain.md).
 * Null where ordinary words will do: a message that no program could judge, words for the confidant.
 */
export const suggestionFor = (category: AlertCategory): TextRef | null =>
  concernCategories.some((one) => one === category) ? { key: `suggest.${category}`, params: {} } : null;
