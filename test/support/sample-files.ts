import { samplePhoto, sampleVoiceNote } from '../../src/demo/whatsapp/sim/sample-media.js';

/** Files as telephones make them, and as they should not come. */
export const voiceNote = (): Uint8Array => Uint8Array.from(sampleVoiceNote().data);
export const photo = (): Uint8Array => Uint8Array.from(samplePhoto().data);

/** Bytes of Latin-1 text and numbers. */
export const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])),
  );

const segment = (marker: number, body: Uint8Array): number[] => [
  ...[0xff, marker, ((body.length + 2) >> 8) & 0xff, (body.length + 2) & 0xff],
  ...body,
];

/** An EXIF directory with the side that is up (6: turned) and words in place of a place. */
const exif = (up: number): Uint8Array =>
  bytesOf(
    'Exif\0\0',
    [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 2],
    [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, up, 0, 0],
    [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 60],
    [0, 0, 0, 0],
    'GPS 52.3702 N 4.8952 E',
  );

/** A JPEG of a telephone: with a place, a comment, and a film behind its end, as motion photos have. */
export const jpegOfTelephone = (up = 6): Uint8Array =>
  bytesOf(
    [0xff, 0xd8],
    segment(0xe0, bytesOf('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])),
    segment(0xe1, exif(up)),
    segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0<x>Amsterdam</x>')),
    segment(0xe2, bytesOf('ICC_PROFILE\0', [1, 1, 9])),
    segment(0xfe, bytesOf('made by Noor')),
    segment(0xdb, bytesOf([0, 1, 2])),
    segment(0xda, bytesOf([1, 1, 0, 0, 63, 0])),
    [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
    segment(0xc4, bytesOf([7])),
    segment(0xda, bytesOf([1, 1, 0, 0, 63, 0])),
    [0x78],
    [0xff, 0xd9],
    'ftypmp4 film with a place',
  );

const box = (name: string, body: Uint8Array): Uint8Array => {
  const size = body.length + 8;
  return bytesOf([size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255], name, [...body]);
};

const handler = (kind: string): Uint8Array => box('hdlr', bytesOf([0, 0, 0, 0, 0, 0, 0, 0], kind, [0, 0]));

/** An M4A with a place in its description; with `picture` it is a film. */
export const m4a = (picture = false): Uint8Array => {
  const tracks = [handler('soun'), ...(picture ? [handler('vide')] : [])].map((one) => box('trak', one));
  const inside = [...tracks, box('udta', bytesOf('\xa9xyz+52.3702+004.8952/'))].flatMap((one) => [...one]);
  return bytesOf(
    [...box('ftyp', bytesOf('M4A ', [0, 0, 0, 0], 'M4A mp42'))],
    [...box('moov', Uint8Array.from(inside))],
    [...box('mdat', bytesOf('sound'))],
  );
};

/** A WebP with EXIF. */
export const webp = (): Uint8Array => {
  const chunk = (name: string, body: readonly number[]): number[] => [
    ...bytesOf(name, [body.length, 0, 0, 0], body),
    ...(body.length % 2 === 1 ? [0] : []),
  ];
  const chunks = [
    ...chunk('VP8X', [0x08, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
    ...chunk('VP8 ', [1, 2, 3]),
    ...chunk('EXIF', [...bytesOf('52.3702')]),
  ];
  return bytesOf('RIFF', [chunks.length + 4, 0, 0, 0], 'WEBP', chunks);
};
