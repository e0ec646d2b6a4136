import i18next, { type i18n } from 'i18next';
import { boundedMap } from '../../core/bounded-map.js';
import type { TextParam, TextRef } from '../../core/script/effect.js';
import type { Content } from '../../core/script/model.js';
import type { Texts } from '../../ports/texts.js';

/** Renders with i18next. A language without a text falls back to Dutch; the check finds what is missing. */
export function createTexts(): Texts {
  const known = new WeakMap<Content, Engine>();
  const render = (content: Content, language: string, text: TextRef): string => {
    const engine = known.get(content) ?? createEngine(content);
    known.set(content, engine);
    const key = text.anew === true ? engine.anew(language, text.key) : text.key;
    const names = engine.namesIn(language, key);
    const params: Record<string, string | number> = {};
    let filled = false;
    for (const name in text.params) {
      const value = names.has(name) ? text.params[name] : undefined;
      if (value === undefined) continue;
      params[name] = param(value);
      filled = true;
    }
    return filled ? engine.fill(key, language, params) : engine.plain(language, key);
    function param(value: TextParam): string | number {
      if (typeof value !== 'object') return value;
      if ('key' in value) return render(content, language, value);
      return value.lines.map((line) => `${render(content, language, line.label)}: ${line.text}`).join('\n');
    }
  };
  return { render };
}

/** How the texts of one content are rendered. */
type Engine = {
  fill: (key: string, language: string, params: Record<string, string | number>) => string;
  /** A text into which nothing is filled in is the same every time. */
  plain: (language: string, key: string) => string;
  /** The names that a text mentions. Only these are rendered: most turns carry many values and show one or two. */
  namesIn: (language: string, key: string) => ReadonlySet<string>;
  /** The key under which a text stands without its opener; the same key where it has none. */
  anew: (language: string, key: string) => string;
};

/** More than a school's texts in all its languages; keys that are none do not fill the memory. */
const remembered = 20_000;

function createEngine(content: Content): Engine {
  const texts = withoutOpeners(content.texts);
  const { t } = startI18next(texts);
  const plain = boundedMap<string, string>(remembered);
  const names = boundedMap<string, ReadonlySet<string>>(remembered);
  return {
    fill: (key, language, params) => t(key, { ...params, lng: language }),
    plain: (language, key) => plain(`${language} ${key}`, () => t(key, { lng: language })),
    namesIn: (language, key) =>
      names(`${language} ${key}`, () => {
        const text = texts.get(language)?.get(key) ?? texts.get('nl')?.get(key) ?? '';
        return new Set([...text.matchAll(/\{\{( ?)([^{}]+?)\1\}\}/gu)].map(([, , name = '']) => name));
      }),
    anew: (language, key) => {
      const own = texts.get(language)?.has(key) === true ? language : 'nl';
      return texts.get(own)?.has(`${key}${anewEnding}`) === true ? `${key}${anewEnding}` : key;
    },
  };
}

type LanguageTexts = Content['texts'];

/** Behind the key of a text without its opener; no key of an author has a space. */
const anewEnding = ' anew';

/** The texts, with each that begins with an opener (`common.openers`, one a line) a second time without it. */
function withoutOpeners(texts: LanguageTexts): LanguageTexts {
  return new Map(
    [...texts].map(([language, own]) => {
      const openers = (own.get('common.openers') ?? '').split('\n').filter((line) => line !== '');
      const bare = [...own].flatMap(([key, text]): [string, string][] => {
        const rest = withoutOpener(text, openers);
        return rest === text ? [] : [[`${key}${anewEnding}`, rest]];
      });
      return [language, new Map([...own, ...bare])];
    }),
  );
}

/** Each of its lines may begin with one: the first question of all stands there in two languages. */
function withoutOpener(text: string, openers: readonly string[]): string {
  const bare = (line: string): string => {
    const opener = openers.find((one) => line.startsWith(`${one} `));
    return opener === undefined ? line : bare(line.slice(opener.length + 1));
  };
  // An opener may also have a line to itself, before an empty one.
  const lines = text.split('\n').map(bare);
  const first = lines.findIndex((line) => line !== '' && !openers.includes(line));
  return first === -1 ? text : lines.slice(first).join('\n');
}

function startI18next(texts: LanguageTexts): i18n {
  const engine = i18next.createInstance();
  void engine.init({
    lng: 'nl',
    fallbackLng: 'nl',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    returnEmptyString: false,
    // Texts go to chats as plain text: each channel escapes for itself. A student's words are never read as
    // keys or as names to fill in (skipOnVariables is i18next's default and is what this rests on).
    interpolation: { escapeValue: false, skipOnVariables: true },
    // A name without a value is left out: a student never reads {{…}}.
    missingInterpolationHandler: () => '',
    resources: Object.fromEntries(
      [...texts].map(([language, own]) => [language, { translation: Object.fromEntries(own) }]),
    ),
  });
  return engine;
}
