/** A request whose body was read within its limits and parsed by its content type. */
export type HttpRequest = {
  method: string;
  /** Path with query, as it was asked for. */
  url: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: unknown;
  /** Who asked, as far as the connection tells: the last hop. Only for limits, never kept. */
  address?: string;
};

export type HttpReply = {
  status: number;
  type?: string;
  body?: string;
  /** In place of `body`: `type` is then given as it stands. */
  bytes?: Uint8Array;
  /** A list stands for a header that is given more than once, as `Set-Cookie`. */
  headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Whoever asked did not show who he is: it counts against what his address may ask, never against who did. */
  stranger?: true;
};

/** One route. What it throws becomes a 500 without a word of it; `store_unavailable` becomes a 503. */
export type HttpRoute = {
  method: 'GET' | 'POST';
  path: string;
  accepts: 'json' | 'form' | null;
  /** Anybody may ask it: an address that used up its share is refused before it runs. */
  open?: true;
  /** Bytes of a body, where less than usual is enough. */
  bodyLimit?: number;
  handle: (request: HttpRequest) => Promise<HttpReply>;
};

/** A JSON answer with a reason that helps whoever sent the request. */
export const refusal = (status: number, code: string, message: string): HttpReply => ({
  status,
  type: 'application/json',
  body: JSON.stringify({ error: { code, message } }),
});
