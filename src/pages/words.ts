import type { Words } from '../adapters/web/staff/words.js';
import type { Deps } from '../app/deps.js';
import { local, noonOf } from '../core/school/calendar.js';
import type { TextRef } from '../core/script/effect.js';

/** The texts of the staff's pages in a language, with moments on the school's clock. */
export function pageWords(
  { texts, contents, school }: Pick<Deps, 'texts' | 'contents' | 'school'>,
  language: string,
): Words {
  const other = (key: string, params: TextRef['params'] = {}): string =>
    texts.render(contents.current, language, { key, params });
  return {
    language,
    other,
    named: (key, otherwise) => (contents.current.texts.get('nl')?.has(key) === true ? other(key) : otherwise),
    text: (name, params) => other(`pagina.${name}`, params),
    moment: (at) => local(school, at).toFormat('d-M-yyyy HH:mm'),
    day: (date) => {
      const noon = local(school, noonOf(school, date));
      return `${other(`common.weekday.${noon.weekday}`)} ${noon.toFormat('d-M-yyyy')}`;
    },
  };
}
