/** What a server is told: where the double is, and what of its own it needs. */
export type ServerSettings = {
  /** The double of the Bot Framework, Teams and Twilio. */
  doubleUrl: string;
  /** The store: a file, or null for memory. */
  database: string | null;
  /** What time it is for the server when it starts. */
  at: number;
  /** How many times the usual rates of the channels may leave. */
  rates: number;
  /** For the waterfall: its state lies there. */
  cosmos?: { endpoint: string; key: string };
};

export const freshToken = 'the-token-that-was-fetched-before';
