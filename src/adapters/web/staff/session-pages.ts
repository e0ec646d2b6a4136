import { goTo } from './headers.js';
import { ownPath } from './origin.js';
import type { StaffPage } from './router.js';
import type { Sessions } from './sessions.js';

/** Signing out, and the pages in another language. */
export function sessionPages(sessions: Sessions, languages: readonly string[]): StaffPage[] {
  return [
    {
      method: 'POST',
      path: '/history/logout',
      handle: async () => goTo('/history/login', { cookies: sessions.end() }),
    },
    {
      method: 'POST',
      path: '/history/language',
      handle: async ({ form, session }) => {
        const to = ownPath(form.get('to'));
        const language = form.get('language') ?? '';
        if (!languages.includes(language)) return goTo(to);
        return goTo(to, { cookies: [await sessions.inLanguage(session, language)] });
      },
    },
  ];
}
