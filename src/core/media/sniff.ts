/** The types that are kept: what browsers show or play, and what telephones record. No HEIC, GIF, SVG or video. */
export const mediaTypes = [
  'audio/ogg',
  'audio/amr',
  'audio/mpeg',
  'audio/aac',
  'audio/mp4',
  'audio/wav',
  'audio/webm',
  'image/jpeg',
  'image/png',
  'image/webp',
] as const;
export type MediaType = (typeof mediaTypes)[number];

/** What a file is, by its first bytes and never by its name or by what its sender says; null for everything else. */
export function sniff(bytes: Uint8Array): MediaType | null {
  const has = (at: number, text: string): boolean => textAt(bytes, at, text.length) === text;
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (has(0, 'RIFF') && has(8, 'WEBP')) return 'image/webp';
  if (has(0, 'RIFF') && has(8, 'WAVE')) return 'audio/wav';
  if (has(0, 'OggS')) return isOggSound(bytes) ? 'audio/ogg' : null;
  if (has(0, '#!AMR\n') || has(0, '#!AMR-WB\n')) return 'audio/amr';
  if (has(4, 'ftyp')) return isSoundOnly(bytes) ? 'audio/mp4' : null;
  if (starts(bytes, [0x1a, 0x45, 0xdf, 0xa3])) return isWebmSound(bytes) ? 'audio/webm' : null;
  if (has(0, 'ID3')) return 'audio/mpeg';
  return frameType(bytes);
}

const starts = (bytes: Uint8Array, given: readonly number[]): boolean =>
  bytes.length >= given.length && given.every((byte, index) => bytes[index] === byte);

/** Bytes as Latin-1 text. */
export const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** An Ogg file says in its first packet what it carries; Theora is video. */
function isOggSound(bytes: Uint8Array): boolean {
  const packet = 27 + (bytes[26] ?? 0);
  return ['OpusHead', '\u0001vorbis', 'Speex   '].some((head) => textAt(bytes, packet, head.length) === head);
}

const brands = /^(?:M4A |M4B |mp4[12]|isom|iso[2-6]|3gp[4-7]|dash)$/;

/** MPEG-4 carries sound and video alike: a handler for pictures makes it a video. */
function isSoundOnly(bytes: Uint8Array): boolean {
  const handlers = brands.test(textAt(bytes, 8, 4)) ? handlersIn(bytes) : [];
  return handlers.includes('soun') && !handlers.includes('vide');
}

function handlersIn(bytes: Uint8Array): string[] {
  const found: string[] = [];
  for (let at = 4; at + 16 <= bytes.length; at += 1)
    if (bytes[at] === 0x68 && textAt(bytes, at, 4) === 'hdlr') found.push(textAt(bytes, at + 12, 4));
  return found;
}

/** Codec ids stand in the header of a WebM file: sound has A_, video V_. */
function isWebmSound(bytes: Uint8Array): boolean {
  const head = Array.from({ length: 8 }, (_, index) => textAt(bytes, index * 1024, 1024 + 8)).join('');
  return head.slice(0, 64).includes('webm') && /A_(?:OPUS|VORBIS)/.test(head) && !head.includes('V_');
}

/** MP3 and ADTS both begin with eleven set bits; the layer, bit rate and sample rate tell them from noise. */
function frameType(bytes: Uint8Array): MediaType | null {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const layer = (second >> 1) & 3;
  if (layer === 0) return (second & 0xf6) === 0xf0 && ((third >> 2) & 15) < 13 ? 'audio/aac' : null;
  const known = ((second >> 3) & 3) !== 1 && third >> 4 !== 15 && ((third >> 2) & 3) !== 3;
  return known ? 'audio/mpeg' : null;
}
