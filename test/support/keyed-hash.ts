import { keyedHash } from '../../src/adapters/system/crypto-ids.js';

/** The keyed hash of the made-up school. */
export const testHash = keyedHash('0b'.repeat(32));
