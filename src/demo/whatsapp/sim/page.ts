import { readFileSync } from 'node:fs';
import type { Route } from '../http/exchange.js';

const files = [
  { path: /^\/$/, file: 'index.html', contentType: 'text/html; charset=utf-8' },
  { path: /^\/page\/style\.css$/, file: 'style.css', contentType: 'text/css; charset=utf-8' },
  { path: /^\/page\/panel\.css$/, file: 'panel.css', contentType: 'text/css; charset=utf-8' },
  { path: /^\/page\/app\.js$/, file: 'app.js', contentType: 'text/javascript; charset=utf-8' },
  { path: /^\/page\/bubbles\.js$/, file: 'bubbles.js', contentType: 'text/javascript; charset=utf-8' },
  { path: /^\/page\/drawings\.js$/, file: 'drawings.js', contentType: 'text/javascript; charset=utf-8' },
  { path: /^\/page\/sheet\.js$/, file: 'sheet.js', contentType: 'text/javascript; charset=utf-8' },
];

/** The simulator's files, read once. A fixed list: no path from a request ever reaches the disk. */
export function pageRoutes(): readonly Route[] {
  const icon: Route = {
    area: 'page',
    method: 'GET',
    path: /^\/favicon\.ico$/,
    handle: () => ({ kind: 'empty', status: 204 }),
  };
  const assets = files.map(({ path, file, contentType }): Route => {
    const data = readFileSync(new URL(`../page/${file}`, import.meta.url));
    return { area: 'page', method: 'GET', path, handle: () => ({ kind: 'bytes', contentType, data }) };
  });
  return [...assets, icon];
}
