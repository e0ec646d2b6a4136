import { joined } from './joined.js';
import { stripJpeg } from './strip-jpeg.js';
import { textAt, type MediaType } from './sniff.js';

/**
 * The same file without what tells where and with what it was made: place, camera, moments, comments. Null for a file
 * that is broken. Ogg, MP3, AAC, AMR, WAV and WebM are left as they are: telephones put no place into them.
 */
export function stripMetadata(type: MediaType, bytes: Uint8Array): Uint8Array | null {
  switch (type) {
    case 'image/jpeg':
      return stripJpeg(bytes);
    case 'image/png':
      return stripPng(bytes);
    case 'image/webp':
      return stripWebp(bytes);
    case 'audio/mp4':
      return stripMp4(bytes);
    case 'audio/ogg':
    case 'audio/mpeg':
    case 'audio/aac':
    case 'audio/amr':
    case 'audio/wav':
    case 'audio/webm':
      return bytes;
  }
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Chunks of a PNG that only describe it. */
const describing = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function stripPng(bytes: Uint8Array): Uint8Array | null {
  const kept = [bytes.subarray(0, 8)];
  const read = view(bytes);
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + read.getUint32(at);
    const name = textAt(bytes, at + 4, 4);
    if (end > bytes.length) return null;
    if (!describing.has(name)) kept.push(bytes.subarray(at, end));
    // Whatever stands behind the end is no part of the picture.
    if (name === 'IEND') return joined(kept);
    at = end;
  }
  return null;
}

/** In the header of an extended WebP: that there is EXIF, that there is XMP. */
const describedFlags = 0x08 | 0x04;

function stripWebp(bytes: Uint8Array): Uint8Array | null {
  const read = view(bytes);
  if (bytes.length < 20) return null;
  const end = Math.min(bytes.length, 8 + read.getUint32(4, true));
  const kept: Uint8Array[] = [];
  for (let at = 12; at + 8 <= end;) {
    const size = read.getUint32(at + 4, true);
    const next = at + 8 + size + (size % 2);
    if (next > end + 1) return null;
    const name = textAt(bytes, at, 4);
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunkOf(name, bytes.slice(at, Math.min(next, end))));
    at = next;
  }
  const body = joined(kept);
  const head = bytes.slice(0, 12);
  view(head).setUint32(4, body.length + 4, true);
  return joined([head, body]);
}

function chunkOf(name: string, chunk: Uint8Array): Uint8Array {
  if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~describedFlags;
  return chunk;
}

/** Boxes of an MPEG-4 file that hold other boxes, and those that describe: a recorder may put a place there. */
const holding = new Set(['moov', 'trak']);
const describingBoxes = new Set(['udta', 'meta', 'uuid']);

/** A describing box becomes an empty one of the same length, so that everything behind it stays where it is. */
function stripMp4(given: Uint8Array): Uint8Array | null {
  const bytes = given.slice();
  return emptied(bytes, 0, bytes.length, 0) ? bytes : null;
}

/** Deeper than this no box of ours stands. */
const deepest = 4;

function emptied(bytes: Uint8Array, from: number, to: number, depth: number): boolean {
  if (depth > deepest) return false;
  const read = view(bytes);
  for (let at = from; at + 8 <= to;) {
    const size = read.getUint32(at);
    const name = textAt(bytes, at + 4, 4);
    // 0: to the end; 1: a length of 64 bits, which no file of ours needs.
    const end = size === 0 ? to : at + size;
    if (size === 1 || end > to || (size !== 0 && size < 8)) return false;
    if (holding.has(name) && !emptied(bytes, at + 8, end, depth + 1)) return false;
    if (describingBoxes.has(name)) {
      bytes.fill(0, at + 8, end);
      bytes.set([0x66, 0x72, 0x65, 0x65], at + 4);
    }
    at = end;
  }
  return true;
}
