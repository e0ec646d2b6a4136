import { exportPage } from './adapters/web/export-page.js';
import { mineRoutes } from './adapters/web/mine-routes.js';
import type { ExportWords } from './adapters/web/page-words.js';
import type { Deps } from './app/deps.js';
import { exportOf } from './app/rights/export.js';
import { readFile } from './app/media/files.js';
import { personOfLink } from './app/rights/rights.js';
import type { PersonExport } from './core/rights/person-export.js';
import { local, noonOf } from './core/school/calendar.js';
import { threadId } from './core/thread/thread.js';
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
      if (person === null || data === null) return null;
      const begins = `${threadId(deps.school.id, person)}:file:`;
      const fileUrl = (file: string): string =>
        `/history/mine/${token}/file/${encodeURIComponent(file.slice(begins.length))}`;
      return drawExport(deps, data, fileUrl);
    },
    fileFor: async (token, file) => {
      const person = await personOfLink(deps, token);
      if (person === null) return null;
      const thread = threadId(deps.school.id, person);
      const found = await readFile(deps.store, thread, `${thread}:file:${file}`);
      return found === null ? null : { type: found.head.type, bytes: found.bytes };
    },
    gone: () =>
      [...contents.current.texts.keys()].map((language) => ({
        title: said(language, 'title'),
        text: said(language, 'text'),
      })),
  });
}

/**
 * An export as a page, in the student's language and on the school's clock. `fileUrl`: where it shows the way to files;
 * a page that is kept as a file itself has none.
 */
export function drawExport(
  deps: Pick<Deps, 'texts' | 'contents' | 'school'>,
  data: PersonExport,
  fileUrl: ExportWords['fileUrl'] = () => null,
): string {
  // Where a language has no texts, they are Dutch, and a reader's screen reader should know.
  const language = deps.contents.current.texts.has(data.language) ? data.language : 'nl';
  return exportPage({ ...data, language }, { ...wordsFor(deps, language), fileUrl });
}

function wordsFor(
  { texts, contents, school }: Pick<Deps, 'texts' | 'contents' | 'school'>,
  language: string,
): Omit<ExportWords, 'fileUrl'> {
  const other = (key: string, params: TextRef['params'] = {}): string =>
    texts.render(contents.current, language, { key, params });
  return {
    other,
    text: (name, params) => other(`rechten.export.${name}`, params),
    moment: (at) => local(school, at).toFormat('d-M-yyyy HH:mm'),
    day: (date) => local(school, noonOf(school, date)).toFormat('d-M-yyyy'),
  };
}
