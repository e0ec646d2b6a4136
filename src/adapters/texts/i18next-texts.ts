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
    const names = engine.namesIn(language, text.key);
    const params: Record<string, string | number> = {};
    let filled = false;
    for (const name in text.params) {
      const value = names.has(name) ? text.params[name] : undefined;
      if (value === undefined) continue;
      params[name] = param(value);
      filled = true;
    }
    return filled ? engine.fill(text.key, language, params) : engine.plain(language, text.key);
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
};

/** More than a school's texts in all its languages; keys that are none do not fill the memory. */
const remembered = 20_000;

function createEngine(content: Content): Engine {
  const { t } = startI18next(content);
  const plain = boundedMap<string, string>(remembered);
  const names = boundedMap<string, ReadonlySet<string>>(remembered);
  return {
    fill: (key, language, params) => t(key, { ...params, lng: language }),
    plain: (language, key) => plain(`${language} ${key}`, () => t(key, { lng: language })),
    namesIn: (language, key) =>
      names(`${language} ${key}`, () => {
        const text = content.texts.get(language)?.get(key) ?? content.texts.get('nl')?.get(key) ?? '';
        return new Set([...text.matchAll(/\{\{( ?)([^{}]+?)\1\}\}/gu)].map(([, , name = '']) => name));
      }),
  };
}

function startI18next(content: Content): i18n {
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
      [...content.texts].map(([language, texts]) => [language, { translation: Object.fromEntries(texts) }]),
    ),
  });
  return engine;
}
