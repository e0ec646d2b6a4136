import type { Agent } from 'node:https';
import { ConsistencyLevel, CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
import { second } from '../../core/time.js';
import type { Clock } from '../../ports/clock.js';

export type CosmosOptions = {
  endpoint: string;
  /** The account's key; absent where `credential` is given. */
  key?: string;
  /** A managed identity or another source of tokens. */
  credential?: NonNullable<CosmosClientOptions['aadCredentials']>;
  database: string;
  /** `items` when absent. */
  container?: string;
  /** For a container that is made here: the most request units a second. */
  autoscale?: number;
  /** The account's regions, the nearest first; none: only the account's own name is asked. */
  regions?: readonly string[];
  /** Says what has expired. */
  clock: Clock;
  /** For a certificate that the machine does not know, as an emulator's. */
  agent?: Agent;
  /** How long a method may take, in milliseconds of the machine's time; 10,000 when absent. */
  timeoutMs?: number;
};

/** A channel waits 15 seconds for its 200: a store that is slow must be given up in time to say 503. */
const longestWait = 10 * second;

/** How long a method may take: longer, and the caller is told that the store is away. */
export const waitOf = ({ timeoutMs = longestWait }: CosmosOptions): number => timeoutMs;

/** The client for an account; says nothing to it yet. */
export function clientFor(options: CosmosOptions): CosmosClient {
  const { endpoint, key, credential, agent, regions = [] } = options;
  const half = waitOf(options) / 2;
  return new CosmosClient({
    endpoint,
    ...(key === undefined ? {} : { key }),
    ...(credential === undefined ? {} : { aadCredentials: credential }),
    ...(agent === undefined ? {} : { agent }),
    // Only when it is asked for does the SDK say with each read what it knows of: its own writes, and whatever made one
    // of them conflict.
    consistencyLevel: ConsistencyLevel.Session,
    connectionPolicy: {
      // Half of what there is, so that a second region can still be asked.
      requestTimeout: half,
      ...regional(regions),
      // Writes go to one region: with two, the last writer would win and no ETag would guard anything.
      useMultipleWriteLocations: false,
      // How often and how long a request without request units is repeated, each time when the answer says.
      retryOptions: { maxRetryAttemptCount: 9, maxWaitTimeInSeconds: half / second },
    },
  });
}

/**
 * With regions the SDK looks up where the account is, reads from the first that answers, and follows a fail-over of the
 * one that writes. Without, it asks the account's own name only, which follows a fail-over by itself, later.
 */
function regional(regions: readonly string[]): CosmosClientOptions['connectionPolicy'] {
  const known = regions.length > 0;
  return {
    enableEndpointDiscovery: known,
    enableBackgroundEndpointRefreshing: known,
    ...(known ? { preferredLocations: [...regions] } : {}),
  };
}
