import type { Container, QueryIterator, SqlParameter } from '@azure/cosmos';
import type { Instant } from '../../core/time.js';
import type { DueItem, Kind, ListQuery } from '../../ports/store.js';
import type { ReadDocument } from './cosmos-documents.js';
import { partitionKey, positionOf } from './cosmos-names.js';
import type { Place } from './cursor.js';

const alive = '(NOT IS_DEFINED(c.expiresAt) OR c.expiresAt >= @now)';

type Times = { now: Instant; signal: AbortSignal };

/**
 * One page of a list, within one partition. A page begins after a place rather than at a continuation token:
 * a place stays right while items are added, and does not grow. The order by partition and kind is what lets
 * the composite index serve it.
 */
export function readList(
  container: Container,
  query: Omit<ListQuery, 'after'> & { after: Place | null },
  { now, signal }: Times,
): Promise<ReadDocument[]> {
  const partition = partitionKey(query.partition);
  const direction = query.order === 'asc' ? 'ASC' : 'DESC';
  const after = query.after ? `AND c.position ${query.order === 'asc' ? '>' : '<'} @position` : '';
  const iterator = container.items.query<ReadDocument>(
    {
      query: `SELECT TOP ${query.limit} * FROM c WHERE c.partition = @partition AND c.kind = @kind ${after} AND ${alive}
        ORDER BY c.partition ${direction}, c.kind ${direction}, c.position ${direction}`,
      parameters: [
        { name: '@partition', value: partition },
        { name: '@kind', value: query.kind },
        { name: '@now', value: now },
        ...(query.after ? [{ name: '@position', value: positionOf(query.after) }] : []),
      ],
    },
    { partitionKey: partition, maxItemCount: query.limit, abortSignal: signal },
  );
  return take(iterator, query.limit);
}

type DueDocument = { kind: Kind; home: string; key: string; wakeAt: Instant };

/** What is due over all partitions, earliest first; only as much of each item as names it is read. */
export async function readDue(
  container: Container,
  query: { buckets: readonly number[]; until: Instant; limit: number },
  { now, signal }: Times,
): Promise<DueItem[]> {
  const { filter, parameters } = bucketFilter(query.buckets);
  const iterator = container.items.query<DueDocument>(
    {
      query: `SELECT TOP ${query.limit} c.kind, c.home, c.key, c.wakeAt FROM c
        WHERE c.wakeAt <= @until ${filter} AND ${alive} ORDER BY c.wakeAt ASC`,
      parameters: [...parameters, { name: '@until', value: query.until }, { name: '@now', value: now }],
    },
    { maxItemCount: query.limit, abortSignal: signal },
  );
  const found = await take(iterator, query.limit);
  return found.map(({ kind, home, key, wakeAt }) => ({ kind, partition: home, id: key, wakeAt }));
}

const bucketCount = 256;

/**
 * Which buckets: nothing to say for all of them, else the runs that they form. Only what is due already is looked at
 * for it, so that it costs nothing while nothing is due.
 */
function bucketFilter(buckets: readonly number[]): { filter: string; parameters: SqlParameter[] } {
  const sorted = [...new Set(buckets)].sort((a, b) => a - b);
  if (sorted.length === bucketCount) return { filter: '', parameters: [] };
  const runs: [from: number, to: number][] = [];
  for (const bucket of sorted) {
    const last = runs.at(-1);
    if (last?.[1] === bucket - 1) last[1] = bucket;
    else runs.push([bucket, bucket]);
  }
  const parameters = runs.flatMap(([from, to], index) => [
    { name: `@from${index}`, value: from },
    { name: `@to${index}`, value: to },
  ]);
  const ranges = runs.map((_, index) => `(c.bucket >= @from${index} AND c.bucket <= @to${index})`);
  return { filter: `AND (${ranges.join(' OR ')})`, parameters };
}

/** A page of Cosmos DB may hold fewer than asked for, or none, and still not be the last. */
async function take<T>(iterator: QueryIterator<T>, limit: number): Promise<T[]> {
  const found: T[] = [];
  while (found.length < limit && iterator.hasMoreResults()) {
    const { resources } = await iterator.fetchNext();
    found.push(...(resources ?? []));
  }
  return found.slice(0, limit);
}
