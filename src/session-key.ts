import { keyFile } from './adapters/files/key-file.js';
import type { DatabaseConfig } from './config.js';

type Keyed = { mode: 'production'; sessionKey: string } | { mode: 'demo'; database: DatabaseConfig };

/** The 32 bytes that seal who is signed in: the school's own, or for the demo those in a file beside its database. */
export async function sessionKeyOf(config: Keyed): Promise<Uint8Array> {
  if (config.mode === 'production') return Buffer.from(config.sessionKey, 'base64');
  const { database } = config;
  const path = database.kind === 'sqlite' ? database.path : 'data/demo';
  return Buffer.from(await keyFile(`${path}.session-key`), 'hex');
}
