import type { Agent } from 'node:https';
import { CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
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
  /** Says what has expired. */
  clock: Clock;
  /** For a certificate that the machine does not know, as an emulator's. */
  agent?: Agent;
  /** How long a method may take, in milliseconds of the machine's time; 10,000 when absent. */
  timeoutMs?: number;
};

const requestTimeout = 5 * second;
/** How long a request that is refused for lack of request units is repeated, as the answer says when. */
const throttledWait = 5 * second;

/** The client for an account; says nothing to it yet. */
export function clientFor({ endpoint, key, credential, agent }: CosmosOptions): CosmosClient {
  return new CosmosClient({
    endpoint,
    ...(key === undefined ? {} : { key }),
    ...(credential === undefined ? {} : { aadCredentials: credential }),
    ...(agent === undefined ? {} : { agent }),
    connectionPolicy: {
      requestTimeout,
      // With discovery on, the SDK tries an unreachable account 120 times, a second apart. The account's own
      // name follows a fail-over, and the channel or the outbox repeats what was refused meanwhile.
      enableEndpointDiscovery: false,
      enableBackgroundEndpointRefreshing: false,
      retryOptions: { maxRetryAttemptCount: 9, maxWaitTimeInSeconds: throttledWait / second },
    },
  });
}
