import { goTo } from './headers.js';
import { looksPage } from './looks-page.js';
import type { StaffPage } from './router.js';
import type { StaffUse } from './use.js';

/** Who looked at a student's data. */
export const looksRoutes = (use: StaffUse): StaffPage[] => [
  {
    method: 'GET',
    path: '/history/looks',
    handle: async ({ query }) =>
      goTo(`/history/looks/${encodeURIComponent(query.get('student')?.trim() ?? '')}`),
  },
  {
    method: 'GET',
    path: '/history/looks/:student',
    handle: async (visit) => {
      const found = await use.looks(visit.viewer.id, visit.params['student'] ?? '');
      return found === null ? visit.refused() : visit.page(looksPage(found.name, found.looks, visit));
    },
  },
];
