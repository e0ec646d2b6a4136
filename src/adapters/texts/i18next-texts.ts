import i18next, { type i18n } from 'i18next';
import type { TextParam, TextRef } from '../../core/script/effect.js';
import type { Content } from '../../core/script/model.js';
import type { Texts } from '../../ports/texts.js';

/** Renders with i18next. A language without a text falls back to Dutch; the check finds what is missing. */
export function createTexts(): Texts {
  const engines = new WeakMap<Content, i18n>();
  const render = (content: Content, language: string, text: TextRef): string => {
    const engine = engines.get(content) ?? createEngine(content);
    engines.set(content, engine);
    const params: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(text.params)) {
      if (mentions(content, language, text.key, name)) params[name] = param(value);
    }
    return engine.t(text.key, { ...params, lng: language });
    function param(value: TextParam): string | number {
      if (typeof value !== 'object') return value;
      if ('key' in value) return render(content, language, value);
      return value.lines.map((line) => `${render(content, language, line.label)}: ${line.text}`).join('\n');
    }
  };
  return { render };
}

/** Only what the text names is rendered: most turns carry many values and show one or two. */
function mentions(content: Content, language: string, key: string, name: string): boolean {
  const text = content.texts.get(language)?.get(key) ?? content.texts.get('nl')?.get(key) ?? '';
  return text.includes(`{{${name}}}`) || text.includes(`{{ ${name} }}`);
}

function createEngine(content: Content): i18n {
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
