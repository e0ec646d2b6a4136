import type { Content, Finding } from './model.js';

export const languagesPath = 'locales/languages.yaml';

/** Texts for staff: Dutch and English are enough for them. */
const forStaff: readonly string[] = ['card', 'staf', 'pagina', 'suggest'];
export const staffLanguages: readonly string[] = ['nl', 'en'];

const isForStudents = (key: string): boolean => !forStaff.includes(key.split('.')[0] ?? '');

/** The keys that a language must have: all of the source's, without those for staff where it is for students only. */
function keysFor(content: Content, language: string): string[] {
  const source = [...(content.texts.get(sourceOf(content)) ?? new Map<string, string>()).keys()];
  if (staffLanguages.includes(language)) return source;
  return source.filter(isForStudents);
}

/** The texts of a language that students read. */
export const forStudents = (content: Content, language: string): [string, string][] =>
  [...(content.texts.get(language) ?? new Map<string, string>())].filter(([key]) => isForStudents(key));

const sourceOf = ({ languages }: Content): string =>
  [...languages].find(([, { state }]) => state === 'source')?.[0] ?? 'nl';

/** The most missing keys of a language that are named one by one. */
const namedLimit = 20;

/**
 * Languages without a line in the list, lines without texts, and what each language lacks. Students would read those
 * texts in Dutch.
 */
export function checkLanguages(content: Content): Finding[] {
  const at = (message: string): Finding => ({ file: languagesPath, line: 1, severity: 'error', message });
  // Content without a list, such as a school's from before there was one, says nothing of its languages.
  const listed = content.languages.size > 0;
  const unlisted = [...content.texts.keys()].filter((one) => listed && !content.languages.has(one));
  return [
    ...unlisted.map((one) => at(`locales/${one} is not in the list: say what was done with it`)),
    ...[...content.languages.keys()].flatMap((one) => {
      const texts = content.texts.get(one);
      if (texts === undefined) return [at(`${one} has no texts: there is no folder locales/${one}`)];
      const missing = keysFor(content, one).filter((key) => !texts.has(key));
      const more = missing.length > namedLimit ? ` and ${missing.length - namedLimit} more` : '';
      return missing.length === 0
        ? []
        : [at(`${one} lacks ${missing.length}: ${missing.slice(0, namedLimit).join(', ')}${more}`)];
    }),
  ];
}

/** One word for each language and what was done with it, for people who look after the content. */
export const languageStates = (content: Content): string =>
  [...content.texts]
    .map(([id, texts]) => `${id} ${texts.size} (${content.languages.get(id)?.state ?? 'not listed'})`)
    .join(', ');
