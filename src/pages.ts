import { exportPage } from './adapters/web/export-page.js';
import { mineRoutes } from './adapters/web/mine-routes.js';
import type { ExportWords } from './adapters/web/page-words.js';
import type { Deps } from './app/deps.js';
import { exportOf } from './app/rights/export.js';
import { personOfLink } from './app/rights/rights.js';
import type { PersonExport } from './core/rights/person-export.js';
import { local, noonOf } from './core/school/calendar.js';
import type { TextRef } from './core/script/effect.js';
import type { HttpRoute } from './ports/http.js';

/** The page that a student opens with the link he was sent. */
export function mineFor(deps: Deps): HttpRoute[] {
  const { texts, contents } = deps;
  const said = (language: string, name: string): string =>
    texts.render(contents.current, language, { key: `rechten.export.gone.${name}`, params: {} });
  return mineRoutes({
    pageFor: async (token) => {
      const person = await personOfLink(deps, token);
      const data = person === null ? null : await exportOf(deps, person);
      return data === null ? null : drawExport(deps, data);
    },
    gone: () =>
      [...contents.current.texts.keys()].map((language) => ({
        title: said(language, 'title'),
        text: said(language, 'text'),
      })),
  });
}

/** An export as a page, in the student's language and on the school's clock. */
export function drawExport(deps: Pick<Deps, 'texts' | 'contents' | 'school'>, data: PersonExport): string {
  // Where a language has no texts, they are Dutch, and a reader's screen reader should know.
  const language = deps.contents.current.texts.has(data.language) ? data.language : 'nl';
  return exportPage({ ...data, language }, wordsFor(deps, language));
}

function wordsFor(
  { texts, contents, school }: Pick<Deps, 'texts' | 'contents' | 'school'>,
  language: string,
): ExportWords {
  const other = (key: string, params: TextRef['params'] = {}): string =>
    texts.render(contents.current, language, { key, params });
  return {
    other,
    text: (name, params) => other(`rechten.export.${name}`, params),
    moment: (at) => local(school, at).toFormat('d-M-yyyy HH:mm'),
    day: (date) => local(school, noonOf(school, date)).toFormat('d-M-yyyy'),
  };
}
