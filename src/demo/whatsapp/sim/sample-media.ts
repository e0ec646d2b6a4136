import { crc32, deflateSync } from 'node:zlib';

/** Files for the simulator's buttons: made here, so that the repository holds no binaries and no one's voice. */
export interface SampleFile {
  readonly contentType: string;
  readonly data: Buffer;
}

function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, data.length + 8)), data.length + 8);
  return chunk;
}

/** A small landscape: sky, sun and two hills. */
export function samplePhoto(): SampleFile {
  const width = 240;
  const height = 160;
  const rows: number[] = [];
  for (let y = 0; y < height; y += 1) {
    rows.push(0);
    for (let x = 0; x < width; x += 1) rows.push(...landscape(x, y, height));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = pngChunk('IDAT', deflateSync(Buffer.from(rows)));
  const data = Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pixels,
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
  return { contentType: 'image/png', data };
}

function landscape(x: number, y: number, height: number): readonly [number, number, number] {
  if (y > height - 34 - 16 * Math.sin((x - 30) / 52)) return [63, 125, 92];
  if (y > height - 62 - 24 * Math.sin(x / 38)) return [112, 164, 120];
  if ((x - 186) ** 2 + (y - 42) ** 2 < 20 ** 2) return [255, 213, 122];
  return [196 + Math.round(y / 4), 222 + Math.round(y / 8), 240];
}

/** Ogg's own checksum: polynomial 0x04c11db7, not reflected, unlike that of PNG. */
function oggChecksum(page: Buffer): number {
  let sum = 0;
  for (const byte of page) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}

function oggPage(sequence: number, flags: number, granule: number, packets: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(27 + packets.length);
  header.write('OggS', 0, 'latin1');
  header.writeUInt8(flags, 5);
  header.writeBigUInt64LE(BigInt(granule), 6);
  header.writeUInt32LE(0x7e4b, 14);
  header.writeUInt32LE(sequence, 18);
  header.writeUInt8(packets.length, 26);
  packets.forEach((packet, index) => header.writeUInt8(packet.length, 27 + index));
  const page = Buffer.concat([header, ...packets]);
  page.writeUInt32LE(oggChecksum(page), 22);
  return page;
}

/** Two seconds of silence as Opus in Ogg, which is what WhatsApp sends for a voice note. */
export function sampleVoiceNote(): SampleFile {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head.set([1, 1], 8);
  head.writeUInt32LE(48_000, 12);
  const vendor = 'terugblik';
  const tags = Buffer.alloc(16 + vendor.length);
  tags.write('OpusTags', 0, 'latin1');
  tags.writeUInt32LE(vendor.length, 8);
  tags.write(vendor, 12, 'latin1');
  const silence = Buffer.from([0xf8, 0xff, 0xfe]);
  const frames = Array.from({ length: 100 }, () => silence);
  const data = Buffer.concat([
    oggPage(0, 2, 0, [head]),
    oggPage(1, 0, 0, [tags]),
    oggPage(2, 4, frames.length * 960, frames),
  ]);
  return { contentType: 'audio/ogg', data };
}
