import { firstName } from '../../../core/school/people.js';
import { html, plainly } from '../html.js';
import type { StaffPage } from './router.js';

/** `GET /history`: where everybody comes in. */
export const homePages = (): StaffPage[] => [
  {
    method: 'GET',
    path: '/history',
    handle: async ({ page, viewer, words }) =>
      page({
        title: words.text('home.title'),
        current: '/history',
        body: html`<h1>${plainly(words.text('home.hello', { name: firstName(viewer) }))}</h1>`,
      }),
  },
];
