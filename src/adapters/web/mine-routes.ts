import type { HttpRoute } from '../../ports/http.js';
import { fileReply, type WebFile } from './file-reply.js';
import { html } from './html.js';
import { pageOf, pageReply } from './page.js';

/** What the page of one's own data needs of the rest of the program. */
export type MineOptions = {
  /** The page of whoever this link was made for; null when there is none, or none any more. */
  pageFor: (token: string) => Promise<string | null>;
  /** A file of whoever this link was made for, by the last part of its id. */
  fileFor: (token: string, file: string) => Promise<WebFile | null>;
  /** "This link does not work any more", in every language: title and text. */
  gone: () => { title: string; text: string }[];
};

const path = '/history/mine/';

/** `GET /history/mine/<token>`: what is kept about a student, for whoever has the link that he was sent. */
export function mineRoutes({ pageFor, fileFor, gone }: MineOptions): HttpRoute[] {
  return [
    {
      method: 'GET',
      path: `${path}:token/file/:file`,
      accepts: null,
      open: true,
      handle: async ({ url, headers }) => {
        const asked = fileIn(url);
        const found = asked === null ? null : await fileFor(asked.token, asked.file);
        return found === null ? pageReply(404, gonePage(gone())) : fileReply(found, headers['range'] ?? null);
      },
    },
    {
      method: 'GET',
      path: `${path}:token`,
      accepts: null,
      open: true,
      handle: async (request) => {
        const token = tokenIn(request.url);
        const page = token === null ? null : await pageFor(token);
        return page === null ? pageReply(404, gonePage(gone())) : pageReply(200, page);
      },
    },
  ];
}

/** 32 bytes as base64url; anything else was never a link of ours, and nothing is looked up. */
const tokenIn = (url: string): string | null =>
  /^\/history\/mine\/([A-Za-z0-9_-]{43})\/?(?:\?.*)?$/.exec(url)?.[1] ?? null;

function fileIn(url: string): { token: string; file: string } | null {
  const [, token, file] = /^\/history\/mine\/([A-Za-z0-9_-]{43})\/file\/([^/?]{1,300})$/.exec(url) ?? [];
  if (token === undefined || file === undefined) return null;
  try {
    return { token, file: decodeURIComponent(file) };
  } catch {
    return null;
  }
}

function gonePage(texts: { title: string; text: string }[]): string {
  const body = html`${texts.map(
    ({ title, text }) =>
      html`<h1>${title}</h1>
        <p>${text}</p>`,
  )}`;
  return pageOf('nl', texts[0]?.title ?? '', body);
}
