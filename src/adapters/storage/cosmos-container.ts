import {
  PartitionKeyDefinitionVersion,
  type Container,
  type ContainerRequest,
  type CosmosClient,
} from '@azure/cosmos';
import { statusOf } from './cosmos-errors.js';
import { TerugblikError } from '../../core/errors.js';

const partitionPath = '/partition';

/** Only what is filtered or ordered by is indexed: a body costs no request units for being looked through. */
const indexed = ['kind', 'partition', 'position', 'wakeAt', 'bucket', 'expiresAt'];

const listed = (order: 'ascending' | 'descending') =>
  ['/partition', '/kind', '/position'].map((path) => ({ path, order }));

/** How the container is made. The default TTL of -1 keeps items for ever, unless one carries its own. */
export const containerDefinition = (id: string): ContainerRequest => ({
  id,
  partitionKey: { paths: [partitionPath], version: PartitionKeyDefinitionVersion.V2 },
  defaultTtl: -1,
  indexingPolicy: {
    indexingMode: 'consistent',
    automatic: true,
    includedPaths: indexed.map((name) => ({ path: `/${name}/?` })),
    excludedPaths: [{ path: '/*' }],
    compositeIndexes: [listed('ascending'), listed('descending')],
  },
});

/**
 * The container, made together with its database when it is not there. Looked for first: a managed identity
 * may read what exists but not create. Throws TerugblikError `store_misconfigured` for a container that was
 * made otherwise, in which items would not be found or would never be removed.
 */
export async function openContainer(
  client: CosmosClient,
  name: { database: string; container: string },
): Promise<Container> {
  const container = client.database(name.database).container(name.container);
  const found = await container.read().catch((error: unknown) => {
    if (statusOf(error) === 404) return null;
    throw error;
  });
  if (found === null) {
    const { database } = await client.databases.createIfNotExists({ id: name.database });
    await database.containers.createIfNotExists(containerDefinition(name.container));
    return container;
  }
  const paths = found.resource?.partitionKey?.paths ?? [];
  if (paths.length !== 1 || paths[0] !== partitionPath) {
    throw misconfigured(`the container ${name.container} is not partitioned by ${partitionPath}`);
  }
  if (found.resource?.defaultTtl === undefined) {
    throw misconfigured(`the container ${name.container} has its time to live switched off: set it to -1`);
  }
  return container;
}

const misconfigured = (message: string): TerugblikError => new TerugblikError('store_misconfigured', message);
