import { places } from './features.js';
import type { ModelFile } from './model-schema.js';

/** One question that the model answers: a name, and the labels it chooses from. */
export type Head = { name: string; labels: readonly string[] };

/**
 * A linear model over hashed features: for each feature that it knows a row of small whole numbers, one for each label
 * of each head, in the order of the heads.
 */
export type LinearModel = {
  heads: readonly Head[];
  columns: number;
  /** Row of a feature, or -1. */
  rowOf: Int32Array;
  weights: Int8Array;
  /** What a weight of 1 is worth, for each column. */
  scales: Float64Array;
  bias: Float64Array;
};

/** Reads a model from its file. */
export function readModel(file: ModelFile): LinearModel {
  const columns = file.heads.reduce((sum, head) => sum + head.labels.length, 0);
  const rowOf = new Int32Array(places).fill(-1);
  let feature = 0;
  let row = 0;
  let shift = 0;
  let step = 0;
  for (const byte of bytesOf(file.features)) {
    step |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte & 0x80) continue;
    feature += step;
    rowOf[feature] = row;
    row += 1;
    shift = 0;
    step = 0;
  }
  const weights = new Int8Array(bytesOf(file.weights).buffer);
  return {
    heads: file.heads,
    columns,
    rowOf,
    weights,
    scales: Float64Array.from(file.scales),
    bias: Float64Array.from(file.bias),
  };
}

// A feature whose weights are all this small (of 127) decides nothing, and there are many: a little more is kept of
// what tells a worry from none, in the first head, than of what names it.
const leastWeight = { first: 30, other: 45 };

/** Writes a model: `rows` by feature, each as long as there are columns. Weights are rounded to a byte for each column. */
export function writeModel(
  heads: readonly Head[],
  bias: readonly number[],
  rows: ReadonlyMap<number, Float64Array>,
  calibration: ModelFile['calibration'],
): ModelFile {
  const scales = columnScales(bias.length, rows);
  const first = heads[0]?.labels.length ?? 0;
  const decides = (weight: number, column: number): boolean =>
    Math.abs(weight) >= (column < first ? leastWeight.first : leastWeight.other) * (scales[column] ?? 1);
  const features = [...rows]
    .filter(([, row]) => row.some(decides))
    .map(([feature]) => feature)
    .sort((a, b) => a - b);
  const weights = new Int8Array(features.length * bias.length);
  for (const [row, feature] of features.entries())
    for (const [column, scale] of scales.entries())
      weights[row * bias.length + column] = Math.round((rows.get(feature)?.[column] ?? 0) / scale);
  return {
    version: 1,
    heads: heads.map(({ name, labels }) => ({ name, labels: [...labels] })),
    calibration: { slope: short(calibration.slope), start: short(calibration.start) },
    scales: scales.map(short),
    bias: bias.map(short),
    features: textOf(differences(features)),
    weights: textOf(new Uint8Array(weights.buffer)),
  };
}

// The largest weight of a column becomes 127.
function columnScales(columns: number, rows: ReadonlyMap<number, Float64Array>): number[] {
  const largest = new Float64Array(columns);
  for (const row of rows.values())
    for (let column = 0; column < columns; column += 1)
      largest[column] = Math.max(largest[column] ?? 0, Math.abs(row[column] ?? 0));
  return Array.from(largest, (value) => (value === 0 ? 1 : value / 127));
}

function differences(features: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const feature of features) {
    let step = feature - before;
    before = feature;
    while (step >= 0x80) {
      bytes.push((step & 0x7f) | 0x80);
      step >>>= 7;
    }
    bytes.push(step);
  }
  return Uint8Array.from(bytes);
}

const short = (value: number): number => Number(value.toPrecision(6));

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

function textOf(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 4096)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 4096)));
  return btoa(pieces.join(''));
}
