import { isAnswer, largestFile, type FileKind, type NotKept } from './kinds.js';
import { sniff, type MediaType } from './sniff.js';
import { stripMetadata } from './strip.js';

/** A file that may be kept: what it is, and its bytes without what tells where it was made. */
export type CheckedFile = { ok: true; type: MediaType; bytes: Uint8Array } | { ok: false; why: NotKept };

const families = { voice: 'audio', picture: 'image' } as const;

/** Looks at what a file is. It must be of our list, and of the kind that it was sent as. */
export function checkFile(kind: FileKind, given: Uint8Array): CheckedFile {
  if (!isAnswer(kind)) return { ok: false, why: 'kind' };
  if (given.length > largestFile) return { ok: false, why: 'too_large' };
  const type = sniff(given);
  if (type === null || type.split('/')[0] !== families[kind]) return { ok: false, why: 'not_what_it_says' };
  const bytes = stripMetadata(type, given);
  return bytes === null ? { ok: false, why: 'not_what_it_says' } : { ok: true, type, bytes };
}
