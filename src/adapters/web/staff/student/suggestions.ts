import type { ShownAlert } from '../../../../core/history/view.js';
import { suggestionFor } from '../../../../core/school/suggestions.js';
import { concernCategories } from '../../../../core/signals/types.js';
import type { Words } from '../words.js';
import type { Suggestion } from './write.js';

/** First sentences for hard subjects: those of the worries that are open and that the viewer may read come first. */
export function suggestionsFor(alerts: readonly ShownAlert[], { other }: Words): Suggestion[] {
  const open = alerts.filter(({ status }) => status !== 'handled').map(({ category }) => category);
  const ordered = [...new Set([...open, ...concernCategories])];
  return ordered.flatMap((category) => {
    const text = suggestionFor(category);
    if (text === null) return [];
    return [{ id: category, topic: other(`card.category.${category}`), text: other(text.key) }];
  });
}
