import type { Instant } from '../core/time.js';

/** What kinds of item there are; each is one aggregate, or one record, under its own ETag. */
export type Kind =
  | 'thread'
  | 'alert'
  /** What the time line shows of a talk that is over. */
  | 'reflection'
  /** The judgements of one student's assignments. */
  | 'judgements'
  /** The notes of his staff about one student, for the next talk. */
  | 'notes'
  /** What a student lets others read of how he did an assignment. */
  | 'shares'
  /** How others did one assignment: what every student may read. */
  | 'examples'
  /** An alert on the list of one of its readers, or of the coordinators. */
  | 'alert_of'
  | 'talk'
  /** A file that a student sent: what it is. Its bytes are its parts. */
  | 'media'
  | 'media_part'
  | 'day'
  | 'person'
  /** How a student stands, under his begeleider and under his mentor. */
  | 'standing'
  | 'address'
  /** A personal code with which a student joins on WhatsApp. */
  | 'code'
  /** A message to staff that did not arrive, for the list of undelivered ones. */
  | 'undelivered'
  /** An erasure under way; then what keeps the erased from coming back. */
  | 'tombstone'
  /** What a reader said of the program about one alert, to be counted. */
  | 'verdict'
  /** Somebody looked at what is kept about a person. */
  | 'look'
  /** A link under which a person sees what is kept about him, by the hash of its token. */
  | 'link'
  | 'content'
  | 'lease'
  | 'mark';

/** Where an item lives. Partition and id begin with the school's id. */
export type Ref = { kind: Kind; partition: string; id: string };

export type Item<Body = unknown> = Ref & {
  /** Plain JSON. */
  body: Body;
  /** Order within its partition and kind when listed; the id breaks ties. */
  sort?: string;
  /** When it next needs attention; absent: never by itself. */
  wakeAt?: Instant;
  /** 0 to 255: which dispatcher looks at it. Present whenever `wakeAt` is. */
  bucket?: number;
  /** After this moment the item is gone, for every reader, whether or not it was swept yet. */
  expiresAt?: Instant;
};

export type Stored<Body = unknown> = Item<Body> & { etag: string };

/** What must be true for a write to happen: this version stands there, or nothing does. */
export type Guard = { etag: string } | { absent: true };

export type PutResult = { ok: true; etag: string } | { ok: false; reason: 'conflict' };

export type DueItem = Ref & { wakeAt: Instant };

export type ListQuery = {
  partition: string;
  kind: Kind;
  order: 'asc' | 'desc';
  limit: number;
  /** Where the page before ended; or a place in the order: beyond every item with this sort. */
  after?: string | { sort: string };
};

export type Page<Body = unknown> = { items: Stored<Body>[]; next: string | null };

/**
 * One aggregate, one item, one conditional write. No transactions over items: what crosses aggregates goes
 * through an outbox. Every method throws TerugblikError `store_unavailable` when the store cannot be reached
 * and `store_misused` for a request that no store could serve (an item over 2 MB, for instance).
 */
export interface Store {
  get<Body>(ref: Ref): Promise<Stored<Body> | null>;
  /** Writes if the guard holds; a guard that does not hold is a value, not an error. */
  put(item: Item, guard: Guard): Promise<PutResult>;
  /** Removes that version; false when another stands there or none does. */
  remove(ref: Ref, etag: string): Promise<boolean>;
  list<Body>(query: ListQuery): Promise<Page<Body>>;
  /** Items of these buckets whose `wakeAt` has come, earliest first. Costs what is due, not what is stored. */
  due(query: { buckets: readonly number[]; until: Instant; limit: number }): Promise<DueItem[]>;
  /** Resolves when the store answers; SQLite only when it takes a write too, so that a full disk is no readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
