/** What a file is asked for with. */
export type DownloadAsk = {
  url: string;
  /** Bytes; counted as they come, whatever the answer says of its length. */
  limit: number;
  /**
   * The headers for a host, asked again for every redirect; null for a host that we do not go to. So a credential
   * never follows a redirect to somebody else.
   */
  headersFor: (url: URL) => Promise<Readonly<Record<string, string>> | null>;
};

/** What came of it. Nothing is thrown for what a server may answer. */
export type Downloaded =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'too_large' }
  /** It, or a redirect of it, leads to a host that we do not go to. */
  | { kind: 'foreign'; host: string }
  /** Another status than 200. */
  | { kind: 'status'; status: number }
  /** No whole answer: a time-out, a connection that broke. */
  | { kind: 'failed'; reason: string };

/** Fetches a file once. */
export type Download = (ask: DownloadAsk) => Promise<Downloaded>;
