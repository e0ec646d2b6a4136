import iconv from 'iconv-lite';

/** The text of a file, or why it is none. */
export type Decoded = { ok: true; text: string } | { ok: false; reason: string };

/** Files that people send in place of a CSV, by their first bytes. */
const otherFiles: readonly [readonly number[], string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'this is a workbook (xlsx or ods): open it and save it as "CSV UTF-8"'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'this is an Excel workbook (xls): open it and save it as "CSV UTF-8"'],
  [[0x25, 0x50, 0x44, 0x46], 'this is a PDF: save the table itself as "CSV UTF-8"'],
];

/**
 * Reads bytes as text: UTF-8 and UTF-16 with or without a byte-order mark, else Windows-1252, which is what
 * Excel's plain CSV is on a Dutch machine. Bytes that are no letter in it become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { ok: false, reason: 'the file is empty' };
  const other = otherFiles.find(([mark]) => startsWith(bytes, mark));
  if (other !== undefined) return { ok: false, reason: other[1] };
  const wide = wideEncoding(bytes);
  if (wide !== null) {
    const text = decodeStrictly(bytes, wide);
    return text === null ? { ok: false, reason: 'the file is cut off or damaged: save it anew' } : ok(text);
  }
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return ok(new TextDecoder('utf-8').decode(bytes));
  return ok(decodeStrictly(bytes, 'utf-8') ?? iconv.decode(Buffer.from(bytes), 'windows-1252'));
}

const ok = (text: string): Decoded => ({ ok: true, text });

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte);

/** UTF-16 by its mark, or because every other byte of Western letters is zero there. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const sample = bytes.subarray(0, 512);
  const zeros = (from: 0 | 1): number =>
    sample.reduce((count, byte, index) => (index % 2 === from && byte === 0 ? count + 1 : count), 0);
  const [high, low] = [zeros(0), zeros(1)];
  const most = sample.length / 4;
  if (low > most && high === 0) return 'utf-16le';
  return high > most && low === 0 ? 'utf-16be' : null;
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
