import { sentence, type StaffPage } from './router.js';

/** Every other address below /history. */
export const missingPage: StaffPage = {
  method: 'GET',
  path: '/history/*',
  handle: async ({ page, words }) => page(sentence(words, 'missing'), 404),
};
