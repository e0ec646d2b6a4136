import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap that are in use, after everything that can go was let go. */
export function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
