import type { MediaType } from '../../core/media/sniff.js';
import type { HttpReply } from '../../ports/http.js';

/** A file as a page gives it out: what it is was found out by us. */
export type WebFile = { type: MediaType; bytes: Uint8Array };

const endings: Readonly<Record<MediaType, string>> = {
  'audio/ogg': 'ogg',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
  'audio/mp4': 'm4a',
  'audio/wav': 'wav',
  'audio/webm': 'weba',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/** No browser plays it: it can only be saved. */
export const isPlayable = (type: MediaType): boolean => type !== 'audio/amr';

/** Whatever is in a file, it is nothing that runs, frames or is kept by the browser. */
const always: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
  'Accept-Ranges': 'bytes',
};

/** A file as an answer; a part of it where the browser asks for one, without which Safari plays no sound. */
export function fileReply({ type, bytes }: WebFile, range: string | null): HttpReply {
  const name = `terugblik.${endings[type]}`;
  const how = isPlayable(type) ? 'inline' : 'attachment';
  const headers = { ...always, 'Content-Disposition': `${how}; filename="${name}"` };
  const part = range === null ? null : partOf(range, bytes.length);
  if (part === null) return { status: 200, type, bytes, headers };
  if (part === 'none')
    return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${bytes.length}` } };
  const [from, to] = part;
  return {
    ...{ status: 206, type, bytes: bytes.subarray(from, to + 1) },
    headers: { ...headers, 'Content-Range': `bytes ${from}-${to}/${bytes.length}` },
  };
}

/** The first and last byte that are asked for; null for what is no single range, which may be answered whole. */
function partOf(range: string, size: number): [number, number] | 'none' | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from > to || from >= size ? 'none' : [from, to];
}
