/** One page of a list, newest first, and the token of the next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly number: number;
  readonly size: number;
  readonly start: number;
  readonly nextToken: string | null;
}

/**
 * Cuts a page. The token names the last item of the page before, as Twilio's does, so that items which
 * arrive between two pages neither repeat nor hide another one.
 */
export function pageOf<T extends { readonly sid: string }>(
  newestFirst: readonly T[],
  query: URLSearchParams,
): Page<T> {
  const size = Math.min(1000, Math.max(1, Number(query.get('PageSize') ?? 50) || 50));
  const number = Math.max(0, Number(query.get('Page') ?? 0) || 0);
  const token = query.get('PageToken')?.replace(/^PA/, '');
  const after = token === undefined ? -1 : newestFirst.findIndex((item) => item.sid === token);
  const start = token === undefined ? number * size : after + 1;
  const items = newestFirst.slice(start, start + size);
  const last = items.at(-1);
  const more = last !== undefined && start + size < newestFirst.length;
  return { items, number, size, start, nextToken: more ? `PA${last.sid}` : null };
}

/** The path and query of a page, with the filters of the request kept. */
export function pageLink(url: URL, size: number, number: number, token?: string): string {
  const query = new URLSearchParams(url.search);
  query.set('PageSize', String(size));
  query.set('Page', String(number));
  query.delete('PageToken');
  if (token !== undefined) query.set('PageToken', token);
  return `${url.pathname}?${query.toString()}`;
}
