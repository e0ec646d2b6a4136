import { z } from 'zod';
import { concernCategories } from '../../core/signals/types.js';

/** One labelled answer as it stands in test/data/signals. */
export const labelledSchema = z.object({
  id: z.string(),
  lang: z.string(),
  prompt: z.string(),
  earlier: z.array(z.string()).default([]),
  answer: z.string(),
  effort: z.enum(['none', 'thin', 'ok']),
  depth: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  concern: z.enum(concernCategories).nullable(),
  severity: z.enum(['acute', 'high', 'medium']).nullable(),
  /** Who it is about, where somebody labelled it. */
  about: z.enum(['self', 'staff', 'company', 'home', 'peer', 'unknown']).nullish(),
  /** Answers of one idea: never torn apart between training and measuring. */
  family: z.string().optional(),
  hard: z.boolean().optional(),
  /** `tune` may be learned from, `measure` only measured on. */
  split: z.enum(['tune', 'measure']).optional(),
  /** Set where only the worry was labelled with care: effort and depth are then neither learned nor counted. */
  only: z.literal('concern').optional(),
});

/** A labelled answer. */
export type Labelled = z.infer<typeof labelledSchema>;

/**
 * What may not be torn apart: the family where there is one; else the hand that wrote it and the twenty answers
 * around it, because one hand writes the same idea several times in a row.
 */
export function groupOf({ id, family }: Labelled): string {
  if (family !== undefined) return family;
  const [hand, number] = id.split('-');
  return `${hand ?? id}/${Math.floor((Number(number) - 1) / 20)}`;
}
