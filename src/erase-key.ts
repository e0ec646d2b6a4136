import { keyFile } from './adapters/files/key-file.js';
import { keyedHash } from './adapters/system/crypto-ids.js';
import type { DatabaseConfig } from './config.js';
import type { KeyedHash } from './ports/ids.js';

type Keyed = { mode: 'production'; eraseKey: string } | { mode: 'demo'; database: DatabaseConfig };

/** The keyed hash of an installation: under the school's own key, or for the demo under one beside its database. */
export async function keyedHashOf(config: Keyed): Promise<KeyedHash> {
  if (config.mode === 'production') return keyedHash(config.eraseKey);
  const { database } = config;
  const path = database.kind === 'sqlite' ? database.path : 'data/demo';
  return keyedHash(await keyFile(`${path}.erase-key`));
}
