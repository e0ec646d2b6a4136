/** A request whose body was read within its limits and parsed by its content type. */
export type HttpRequest = {
  method: string;
  /** Path with query, as it was asked for. */
  url: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: unknown;
};

export type HttpReply = {
  status: number;
  type?: string;
  body?: string;
  headers?: Readonly<Record<string, string>>;
};

/** One route. What it throws becomes a 500 without a word of it; `store_unavailable` becomes a 503. */
export type HttpRoute = {
  method: 'GET' | 'POST';
  path: string;
  accepts: 'json' | 'form' | null;
  handle: (request: HttpRequest) => Promise<HttpReply>;
};

/** A JSON answer with a reason that helps whoever sent the request. */
export const refusal = (status: number, code: string, message: string): HttpReply => ({
  status,
  type: 'application/json',
  body: JSON.stringify({ error: { code, message } }),
});
