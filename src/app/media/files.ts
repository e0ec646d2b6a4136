import { z } from 'zod';
import { fileKinds, type FileKind } from '../../core/media/kinds.js';
import { mediaTypes, type MediaType } from '../../core/media/sniff.js';
import type { Instant } from '../../core/time.js';
import type { Item, Store } from '../../ports/store.js';
import { changeItem, everyItem, removeItem } from '../items.js';
import { refs } from '../refs.js';

const headSchema = z.strictObject({
  v: z.literal(1),
  /** When the student sent it. */
  at: z.number(),
  kind: z.enum(fileKinds),
  type: z.enum(mediaTypes),
  size: z.number().int(),
  parts: z.number().int(),
});

/** What is known of a file that is kept. It stands there once all its bytes do. */
export type FileHead = z.infer<typeof headSchema>;

/** A file to be kept. `until`: the term of what its student said. */
export type NewFile = {
  thread: string;
  file: string;
  at: Instant;
  kind: FileKind;
  type: MediaType;
  bytes: Uint8Array;
  until: Instant;
};

/**
 * Bytes of one part. A file is kept as items of its student's partition (decision 23): half a megabyte of base64 stays
 * far below what an item of Cosmos DB may weigh, and below what a small account lets through in a second.
 */
export const partBytes = 384 * 1024;

const partBody = z.object({ data: z.string() });

/** Keeps a file: its parts first, so that whoever finds the head finds all of it. Twice is once. */
export async function keepFile(store: Store, file: NewFile): Promise<void> {
  const { thread, file: id, bytes, at, kind, type, until } = file;
  const put = (item: Item): Promise<void> => changeItem(store, item, () => item);
  const parts = Math.ceil(bytes.length / partBytes);
  for (let number = 0; number < parts; number += 1) {
    const part = bytes.subarray(number * partBytes, (number + 1) * partBytes);
    const body = { v: 1, at, data: Buffer.from(part).toString('base64') };
    await put({ ...refs.mediaPart(thread, id, number), body, expiresAt: until });
  }
  const body: FileHead = { v: 1, at, kind, type, size: bytes.length, parts };
  await put({ ...refs.media(thread, id), body, sort: String(at).padStart(15, '0'), expiresAt: until });
}

/** What is known of a file; null where none is kept under this name. */
export async function headOf(store: Store, thread: string, file: string): Promise<FileHead | null> {
  const stored = await store.get(refs.media(thread, file));
  return stored === null ? null : headSchema.parse(stored.body);
}

/** A file that is kept; null for one that is not, or of which a part is gone already. */
export async function readFile(
  store: Store,
  thread: string,
  file: string,
): Promise<{ head: FileHead; bytes: Uint8Array } | null> {
  const head = await headOf(store, thread, file);
  if (head === null) return null;
  const parts: Buffer[] = [];
  for (let number = 0; number < head.parts; number += 1) {
    const stored = await store.get(refs.mediaPart(thread, file, number));
    if (stored === null) return null;
    parts.push(Buffer.from(partBody.parse(stored.body).data, 'base64'));
  }
  return { head, bytes: Buffer.concat(parts) };
}

/** Every file that is kept of a student, oldest first. */
export async function filesOf(
  store: Store,
  thread: string,
): Promise<(Pick<FileHead, 'at' | 'kind' | 'type' | 'size'> & { id: string })[]> {
  const found: Awaited<ReturnType<typeof filesOf>> = [];
  for await (const { id, body } of everyItem(store, { partition: thread, kind: 'media' })) {
    const { at, kind, type, size } = headSchema.parse(body);
    found.push({ id, at, kind, type, size });
  }
  return found;
}

/** Gives a file an earlier end than it had. */
export async function shortenFile(store: Store, thread: string, file: string, until: Instant): Promise<void> {
  const head = await headOf(store, thread, file);
  const parts = Array.from({ length: head?.parts ?? 0 }, (_, number) => refs.mediaPart(thread, file, number));
  for (const ref of [refs.media(thread, file), ...parts])
    await changeItem(store, ref, (stored) => {
      if (stored === null || (stored.expiresAt ?? Infinity) <= until) return null;
      const { body, sort } = stored;
      return { body, ...(sort === undefined ? {} : { sort }), expiresAt: until };
    });
}

/** Removes a file, also one of which only parts were written. */
export async function removeFile(store: Store, thread: string, file: string): Promise<void> {
  await removeItem(store, refs.media(thread, file));
  for (let number = 0; ; number += 1) {
    const stored = await store.get(refs.mediaPart(thread, file, number));
    if (stored === null) return;
    await removeItem(store, stored);
  }
}
