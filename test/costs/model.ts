/**
 * What Cosmos DB charges, as far as it is published. Reads and writes: Microsoft's table of request units by size
 * (learn.microsoft.com/azure/cosmos-db/understand-request-unit-consumption), at session consistency, between its lines
 * in proportion. What it does not publish is assumed, and said to be.
 */
const bySize: readonly (readonly [kilobytes: number, read: number, write: number])[] = [
  [1, 1, 4.95],
  [2, 1.04, 6.29],
  [4, 1.14, 6.67],
  [8, 1.33, 7.04],
  [16, 1.67, 9.52],
  [32, 2.19, 11.23],
  [64, 4.76, 22.67],
  [128, 9.95, 48.19],
  [256, 20.28, 98.29],
  [512, 40.95, 184.57],
  [1024, 145.9, 625],
  [2048, 291.8, 1250],
];

export const assumed = {
  /** Added to each write for the few paths that are indexed. */
  indexing: 1,
  /** A query, for each physical partition that it is asked of, before it loads anything. */
  query: 3,
  /** Each item that a query loads, as a part of what reading it by its id would cost. */
  loaded: 1,
} as const;

/** Prices in euros; look up those of your own region and contract. */
export const prices = {
  /** For a million request units, serverless. */
  million: 0.25,
  /** For an hour of 100 request units a second, autoscale. */
  autoscaleHour: 0.012,
  /** For a gigabyte in a month. */
  gigabyteMonth: 0.25,
} as const;

function ofSize(bytes: number, column: 1 | 2): number {
  const size = Math.max(1, bytes / 1024);
  const above = bySize.findIndex(([line]) => line >= size);
  const high = bySize[above] ?? bySize.at(-1);
  const low = bySize[Math.max(0, above - 1)] ?? high;
  if (high === undefined || low === undefined || high === low) return high?.[column] ?? 0;
  const part = (size - low[0]) / (high[0] - low[0]);
  return low[column] + part * (high[column] - low[column]);
}

/** Reading one item of that size by its id. */
export const readUnits = (bytes: number): number => ofSize(bytes, 1);

/** Writing, or removing, one item of that size. */
export const writeUnits = (bytes: number): number => ofSize(bytes, 2) + assumed.indexing;

/** A query that loads items of these sizes from so many physical partitions. */
export const queryUnits = (sizes: readonly number[], partitions = 1): number =>
  assumed.query * partitions + sizes.reduce((sum, size) => sum + readUnits(size) * assumed.loaded, 0);
