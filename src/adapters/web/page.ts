import { createHash } from 'node:crypto';
import type { HttpReply } from '../../ports/http.js';
import { html, trusted, type Html } from './html.js';

const styles = `
body { font: 18px/1.5 system-ui, sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff }
h1 { font-size: 1.5em; line-height: 1.2 } h2 { font-size: 1.2em; margin-top: 2em } h3 { font-size: 1em; margin-bottom: 0 }
table { border-collapse: collapse } th, td { text-align: start; vertical-align: top; padding: .2em 1em .2em 0 }
q { white-space: pre-wrap; overflow-wrap: anywhere } .note { color: #555; font-size: .85em }
.line { margin: .4em 0 } .warning { border: 2px solid #a40000; padding: .5em 1em }
@media print { body { font-size: 11pt; margin: 0 } h2 { break-after: avoid } .line { break-inside: avoid } }
`;

const fingerprint = createHash('sha256').update(styles).digest('base64');
const styleSheet = trusted(`<style>${styles}</style>`);

/** Nothing is loaded, run or sent; the one style sheet is known by its fingerprint. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${fingerprint}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Languages of students that are written from right to left. */
const rightToLeft: readonly string[] = ['ar', 'fa', 'ur', 'he', 'ps'];

const directionOf = (language: string): 'rtl' | 'ltr' => (rightToLeft.includes(language) ? 'rtl' : 'ltr');

/** A whole page in one file: it can be kept, mailed and printed as it is. */
export const pageOf = (language: string, title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${styleSheet}
      </head>
      <body>
        ${body}
      </body>
    </html>`
    .toString()
    .trim();

/** A page as an answer: nobody keeps it, finds it, frames it or learns where it was opened from. */
export const pageReply = (status: number, body: string): HttpReply => ({
  status,
  type: 'text/html',
  body,
  headers: {
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow',
    'X-Content-Type-Options': 'nosniff',
  },
});
