import { createHash, createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Ids, KeyedHash } from '../../ports/ids.js';

export const cryptoIds: Ids = {
  next: () => randomUUID(),
  token: () => randomBytes(32).toString('base64url'),
  draw: (count, below) => Array.from({ length: count }, () => randomInt(below)),
  hash: (text) => createHash('sha256').update(text).digest('hex'),
};

/** HMAC-SHA256 under a key given in hex. */
export const keyedHash = (key: string): KeyedHash => {
  const secret = Buffer.from(key, 'hex');
  return (text) => createHmac('sha256', secret).update(text).digest('hex');
};
