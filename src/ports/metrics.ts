/** Counters for operators: how much of what happened, never to whom. */
export interface Metrics {
  count(name: string, labels?: Readonly<Record<string, string>>): void;
}
