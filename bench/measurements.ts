import { cosmosMeasurement } from './cosmos/measure.js';
import { dispatchMeasurement } from './dispatch/measure.js';
import { httpMeasurement, memoryMeasurement } from './http/measure.js';
import { peakMeasurement } from './peak/measure.js';
import { processMeasurement, signalsMeasurement } from './process/measure.js';
import { readingMeasurement } from './reading/measure.js';
import type { Measurement } from './result.js';
import { turnMeasurement } from './turn/measure.js';

/** Everything that is measured, in the order of the table. */
export const measurements: readonly Measurement[] = [
  turnMeasurement,
  httpMeasurement,
  memoryMeasurement,
  peakMeasurement,
  dispatchMeasurement,
  readingMeasurement,
  cosmosMeasurement,
  signalsMeasurement,
  processMeasurement,
];
