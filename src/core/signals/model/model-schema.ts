import { z } from 'zod';

/** The file of a model, checked before it is read: see `ModelFile`. */
export const modelSchema = z.strictObject({
  version: z.literal(1),
  heads: z.array(z.strictObject({ name: z.string(), labels: z.array(z.string()) })),
  /** Turns a score into a chance: by how much, and from where. */
  calibration: z.strictObject({ slope: z.number(), start: z.number() }),
  scales: z.array(z.number()),
  bias: z.array(z.number()),
  /** The features that have a row, ascending: differences in seven-bit groups, as base64. */
  features: z.string(),
  /** The rows, a byte a weight, as base64. */
  weights: z.string(),
});

/** A model as it stands in a file: text only, so that it travels like the other content. */
export type ModelFile = z.infer<typeof modelSchema>;
