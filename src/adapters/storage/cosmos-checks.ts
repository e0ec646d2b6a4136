import {
  PartitionKeyDefinitionVersion,
  type ContainerDefinition,
  type DatabaseAccount,
  type IndexingPolicy,
} from '@azure/cosmos';

/**
 * What is wrong with an account: each is something under which a guarded write could be lost, or a conflict never end.
 */
export function accountProblems(
  account: Pick<DatabaseAccount, 'consistencyPolicy' | 'enableMultipleWritableLocations'>,
): string[] {
  const problems: string[] = [];
  // Two regions that both write settle it afterwards, the last writer wins: no ETag guards anything then.
  if (account.enableMultipleWritableLocations === true)
    problems.push('it is written in several regions: switch multi-region writes off');
  const level = String(account.consistencyPolicy);
  if (level === 'Eventual' || level === 'ConsistentPrefix')
    problems.push(`its default consistency is ${level}: set it to Session`);
  return problems;
}

/** In what a container differs from what was asked for, each with what to do. */
export function containerProblems(found: ContainerDefinition, wanted: ContainerDefinition): string[] {
  const [path] = wanted.partitionKey?.paths ?? [];
  const { paths = [], version } = found.partitionKey ?? {};
  const problems: string[] = [];
  if (paths.length !== 1 || paths[0] !== path)
    problems.push(
      `it is partitioned by ${paths.join(', ') || 'nothing'} and not by ${path}: make another one`,
    );
  else if (version !== PartitionKeyDefinitionVersion.V2)
    problems.push('its partition key is of version 1, in which only 100 bytes count: make another one');
  if (found.defaultTtl !== wanted.defaultTtl) problems.push(ttlProblem(found.defaultTtl));
  if ((found.uniqueKeyPolicy?.uniqueKeys ?? []).length > 0)
    problems.push('it has unique keys, which refuse items that are none the less right: make another one');
  return [...problems, ...indexProblems(found.indexingPolicy, wanted.indexingPolicy)];
}

const ttlProblem = (ttl: number | undefined): string =>
  ttl === undefined
    ? 'its time to live is switched off, so that nothing would ever be removed: set it to -1 (on, no default)'
    : `its time to live removes items after ${ttl} seconds that must stay: set it to -1 (on, no default)`;

function indexProblems(found: IndexingPolicy | undefined, wanted: IndexingPolicy | undefined): string[] {
  const problems: string[] = [];
  if (
    String(found?.indexingMode ?? 'consistent').toLowerCase() !== 'consistent' ||
    found?.automatic === false
  )
    problems.push('its index does not follow each write: set the mode to consistent and automatic');
  const has = new Set(partsOf(found));
  const wants = new Set(partsOf(wanted));
  const missing = [...wants].filter((part) => !has.has(part));
  const spare = [...has].filter((part) => !wants.has(part));
  if (missing.length > 0) problems.push(`its indexing policy lacks ${missing.join(', ')}`);
  if (spare.length > 0)
    problems.push(`its indexing policy has ${spare.join(', ')}, which every write would pay for`);
  return problems;
}

/** Cosmos DB adds this one by itself. */
const ofTheService = '/"_etag"/?';

/** A policy as words that can be compared: order and what the service adds do not count. */
function partsOf(policy: IndexingPolicy | undefined): string[] {
  const { includedPaths = [], excludedPaths = [], compositeIndexes = [], spatialIndexes = [] } = policy ?? {};
  return [
    ...includedPaths.map(({ path }) => `included ${path}`),
    ...excludedPaths.filter(({ path }) => path !== ofTheService).map(({ path }) => `excluded ${path}`),
    ...compositeIndexes.map(
      (paths) => `composite ${paths.map(({ path, order }) => `${path} ${order ?? 'ascending'}`).join(' + ')}`,
    ),
    ...spatialIndexes.map(({ path }) => `spatial ${path}`),
  ];
}
