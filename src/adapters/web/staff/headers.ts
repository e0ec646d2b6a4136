import type { HttpReply } from '../../../ports/http.js';

/**
 * Who may show our pages in a frame: the hosts of Teams and of the Microsoft 365 apps that Teams apps open in
 * (learn.microsoft.com, "Tab requirements", read 2026-11).
 */
const frames = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office365.com',
];

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  `frame-ancestors ${frames.join(' ')}`,
].join('; ');

/** Headers of every page of the staff. Referrers stay: without them browsers do not say where a form comes from. */
const always: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex, nofollow',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

type Extra = { cookies?: readonly string[]; headers?: Readonly<Record<string, string>> };

const withExtra = ({ cookies, headers }: Extra): Record<string, string | readonly string[]> => ({
  ...always,
  ...headers,
  ...(cookies === undefined || cookies.length === 0 ? {} : { 'Set-Cookie': cookies }),
});

/** A page as an answer. */
export const shown = (status: number, body: string, extra: Extra = {}): HttpReply => ({
  status,
  type: 'text/html',
  body,
  headers: withExtra(extra),
});

/** On to another page, which is asked for anew: going back or reloading sends nothing twice. */
export const goTo = (path: string, extra: Extra = {}): HttpReply => ({
  status: 303,
  type: 'text/html',
  body: '',
  headers: { ...withExtra(extra), Location: path },
});

/** An answer to a script of ours, without words. */
export const silent = (status: number, extra: Extra = {}): HttpReply => ({
  status,
  type: 'text/plain',
  body: '',
  headers: withExtra(extra),
});

/** A file to keep: never shown in the browser, whatever is in it. */
export const download = (name: string, type: string, body: string): HttpReply => ({
  status: 200,
  type,
  body,
  headers: withExtra({ headers: { 'Content-Disposition': `attachment; filename="${name}"` } }),
});
