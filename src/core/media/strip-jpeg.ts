import { joined } from './joined.js';
import { textAt } from './sniff.js';

/**
 * A JPEG without its descriptions (EXIF with the place, XMP, IPTC, comments) and without what stands behind its end.
 * Which side is up is kept, in an EXIF of its own: else a photo of a telephone lies on its side. Null when broken.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [];
  let up = 1;
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) {
      kept.push(bytes.subarray(at, at + 2));
      return joined([bytes.subarray(0, 2), ...orientation(up), ...kept]);
    }
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (end <= at + 3 || end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (marker === exifMarker) up = orientationIn(segment) ?? up;
    if (isNeeded(marker, segment)) kept.push(segment);
    at = end;
    if (marker === startOfScan) {
      const next = afterScan(bytes, end);
      kept.push(bytes.subarray(end, next));
      at = next;
    }
  }
  return null;
}

const [startOfScan, endOfImage, exifMarker, comment] = [0xda, 0xd9, 0xe1, 0xfe];

/** Of the application's segments JFIF, a colour profile and Adobe's note on colours; no others, and no comments. */
function isNeeded(marker: number, segment: Uint8Array): boolean {
  if (marker === comment) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  if (marker === 0xe2) return textAt(segment, 4, 11) === 'ICC_PROFILE';
  return marker === 0xe0 || marker === 0xee;
}

/** The next marker behind picture data, in which a set byte is always followed by a zero or a restart. */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** The value of tag 0x0112 in the first directory of an EXIF segment. */
function orientationIn(segment: Uint8Array): number | null {
  if (textAt(segment, 4, 4) !== 'Exif' || segment.length < 20) return null;
  const tiff = segment.subarray(10);
  const read = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = textAt(tiff, 0, 2) === 'II';
  const start = read.getUint32(4, little);
  if (start + 2 > tiff.length) return null;
  const count = read.getUint16(start, little);
  for (let index = 0; index < count; index += 1) {
    const at = start + 2 + index * 12;
    if (at + 12 > tiff.length) return null;
    if (read.getUint16(at, little) !== 0x0112) continue;
    const value = read.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** An EXIF segment with nothing in it but which side is up; none where the picture stands as it is. */
function orientation(value: number): Uint8Array[] {
  if (value === 1) return [];
  const exif = [0xff, 0xe1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0x00, 0x00];
  const tiff = [0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01];
  const entry = [0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, value, 0x00, 0x00];
  return [Uint8Array.from([...exif, ...tiff, ...entry, 0, 0, 0, 0])];
}
