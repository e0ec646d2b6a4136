import type { Measurement } from './result.js';
import { turnMeasurement } from './turn/measure.js';

/** Everything that is measured, in the order of the table. */
export const measurements: readonly Measurement[] = [turnMeasurement];
