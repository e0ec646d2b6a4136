import { createHash, randomUUID } from 'node:crypto';
import type { Ids } from '../../ports/ids.js';

export const cryptoIds: Ids = {
  next: () => randomUUID(),
  hash: (text) => createHash('sha256').update(text).digest('hex'),
};
