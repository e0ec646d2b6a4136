import type { TextRef } from '../script/effect.js';
import type { AlertCategory } from './route.js';

/** Subjects for which a first sentence is at hand: heard and believed, thanks, no advice (domain.md). */
const hardTopics: readonly AlertCategory[] = [
  'self_harm',
  'violence',
  'sexual_harassment',
  'discrimination',
  'bullying',
  'unsafe_work',
  'home',
  'money',
  'substance',
  'mental_health',
  'dropout',
  'help_request',
];

/** A first sentence for an answer to a worry, to be made one's own; null where ordinary words will do. */
export const suggestionFor = (category: AlertCategory): TextRef | null =>
  hardTopics.includes(category) ? { key: `suggest.${category}`, params: {} } : null;
