import type { HttpRoute } from '../../ports/http.js';

/** A text of the page, by the name behind `privacy.` in the locales. */
export type PrivacyText = (language: string, name: string) => string;

const paragraphs = ['what', 'who', 'someone_else', 'where', 'long', 'exam', 'stop', 'see', 'danger'] as const;

/**
 * `GET /privacy`: what is kept and who reads it, in every language one below the other. Teams shows a link to it
 * before anybody installs the app. The same for everybody: nobody needs to sign in, and nothing is kept of a visit.
 */
export function privacyRoutes(languages: readonly string[], text: PrivacyText): HttpRoute[] {
  return [
    {
      method: 'GET',
      path: '/privacy',
      accepts: null,
      open: true,
      handle: async () => ({ status: 200, type: 'text/html', body: pageOf(languages, text) }),
    },
  ];
}

function pageOf(languages: readonly string[], text: PrivacyText): string {
  const sections = languages.map((language) => {
    const lines = paragraphs.map((name) => `<p>${escaped(text(language, name))}</p>`);
    return `<section lang="${language}"><h1>${escaped(text(language, 'title'))}</h1>${lines.join('')}</section>`;
  });
  return `<!doctype html>
<html lang="${languages[0] ?? 'nl'}"><head><meta charset="utf-8"><title>Terugblik</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:18px/1.5 system-ui,sans-serif;max-width:38em;margin:2em auto;padding:0 1em}</style></head>
<body>${sections.join('<hr>')}</body></html>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
