import { createHash, randomInt, randomUUID } from 'node:crypto';
import type { Ids } from '../../ports/ids.js';

export const cryptoIds: Ids = {
  next: () => randomUUID(),
  draw: (count, below) => Array.from({ length: count }, () => randomInt(below)),
  hash: (text) => createHash('sha256').update(text).digest('hex'),
};
