/** What came of it; `retry`: not now, or nobody knows whether it left. */
export type Paged =
  { status: 'sent' } | { status: 'failed'; reason: string } | { status: 'retry'; reason: string };

/** Calls somebody of the staff to look: a short text on his telephone, without a name or a word of a student. */
export type Pager = {
  /** @param to The number, as +31612345678. */
  page: (to: string, text: string) => Promise<Paged>;
};
