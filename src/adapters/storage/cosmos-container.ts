import {
  PartitionKeyDefinitionVersion,
  type Container,
  type ContainerRequest,
  type CosmosClient,
} from '@azure/cosmos';
import { accountProblems, containerProblems } from './cosmos-checks.js';
import { statusOf } from './cosmos-errors.js';
import { TerugblikError } from '../../core/errors.js';

/**
 * Only what a query looks for in the index is in it: a body costs no request units for being looked through. A bucket
 * and a term are looked at in the few items that a query has found already; in the index each would be paid for with
 * every write.
 */
const indexed = ['kind', 'partition', 'position', 'wakeAt'];

const listed = (order: 'ascending' | 'descending') =>
  ['/partition', '/kind', '/position'].map((path) => ({ path, order }));

/** How the container is made. The default TTL of -1 keeps items for ever, unless one carries its own. */
export const containerDefinition = (id: string) =>
  ({
    id,
    partitionKey: { paths: ['/partition'], version: PartitionKeyDefinitionVersion.V2 },
    defaultTtl: -1,
    indexingPolicy: {
      indexingMode: 'consistent',
      automatic: true,
      includedPaths: indexed.map((name) => ({ path: `/${name}/?` })),
      excludedPaths: [{ path: '/*' }],
      compositeIndexes: [listed('ascending'), listed('descending')],
    },
  }) satisfies ContainerRequest;

export type ContainerName = {
  database: string;
  container: string;
  /** The most request units a second that a container which is made here may take by itself; absent: the account's way. */
  autoscale?: number;
};

/**
 * The container, made together with its database when it is not there. Looked for first: a managed identity
 * may read what exists but not create. Throws TerugblikError `store_misconfigured` for an account or a container that
 * was made otherwise, in which writes would be lost, items not found, removed too early or never.
 */
export async function openContainer(client: CosmosClient, name: ContainerName): Promise<Container> {
  const { resource: account } = await client.getDatabaseAccount();
  refuse(`the account`, account === undefined ? [] : accountProblems(account));
  const container = client.database(name.database).container(name.container);
  const found = await container.read().catch((error: unknown) => {
    if (statusOf(error) === 404) return null;
    throw error;
  });
  const wanted = containerDefinition(name.container);
  if (found === null) {
    const { database } = await client.databases.createIfNotExists({ id: name.database });
    const throughput = name.autoscale === undefined ? {} : { maxThroughput: name.autoscale };
    await database.containers.createIfNotExists({ ...wanted, ...throughput });
    return container;
  }
  refuse(`the container ${name.container}`, containerProblems(found.resource ?? { id: '' }, wanted));
  return container;
}

function refuse(what: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new TerugblikError('store_misconfigured', `${what}: ${problems.join('; ')}; see docs/cosmos.md`);
}
