import type { Instant } from '../core/time.js';
import type { Stored } from '../ports/store.js';
import type { Deps } from './deps.js';
import { bucketOf, refs } from './refs.js';

/** The small aggregates of the program itself: how far it has come with something, and when it goes on. */
export type Marks = {
  /** The id under which the dispatcher knows a mark. */
  id: (name: string) => string;
  get: (name: string) => Promise<Stored | null>;
  /** Writes one over the version that was read, or where none was; null when somebody else wrote meanwhile. */
  put: (name: string, body: object, wakeAt: Instant | null, etag: string | null) => Promise<string | null>;
};

export function createMarks({ store, school }: Pick<Deps, 'store' | 'school'>): Marks {
  const ref = (name: string) => refs.mark(school.id, name);
  return {
    id: (name) => ref(name).id,
    get: (name) => store.get(ref(name)),
    put: async (name, body, wakeAt, etag) => {
      const alarm = wakeAt === null ? {} : { wakeAt, bucket: bucketOf(ref(name).id) };
      const guard = etag === null ? ({ absent: true } as const) : { etag };
      const result = await store.put({ ...ref(name), body, ...alarm }, guard);
      return result.ok ? result.etag : null;
    },
  };
}
