import { z } from 'zod';
import type { Instant } from '../time.js';

/** Letters of what is shared, and how many wait or stand of one student: one for each assignment. */
export const shareLimit = 300;
const sharesLimit = 20;

const share = z.strictObject({
  sector: z.string(),
  number: z.number().int(),
  /** In the student's words, without names. */
  text: z.string(),
  at: z.number(),
  /** `asked`: the student said yes, and his begeleider has not read it yet. */
  status: z.enum(['asked', 'shared', 'refused', 'withdrawn']),
  /** Who of the staff decided last. */
  by: z.string().nullable(),
});
const sharesSchema = z.strictObject({ v: z.literal(1), student: z.string(), shares: z.array(share) });

/** How one student did an assignment, as he chose to let others read it. */
export type Share = z.infer<typeof share>;
/** What one student shares, oldest first: one item. */
export type Shares = z.infer<typeof sharesSchema>;

export const readShares = (body: unknown): Shares => sharesSchema.parse(body);
export const noShares = (student: string): Shares => ({ v: 1, student, shares: [] });

/**
 * The student lets others read this. It takes the place of what he shared of the same assignment before; the same object
 * where it stands already, whatever was decided of it since.
 */
export function withAsked(before: Shares, news: Pick<Share, 'sector' | 'number' | 'text' | 'at'>): Shares {
  const known = before.shares.find((one) => isAbout(one, news));
  if (known?.at === news.at) return before;
  const others = before.shares.filter((one) => one !== known);
  return {
    ...before,
    shares: [...others, { ...news, status: 'asked' as const, by: null }].slice(-sharesLimit),
  };
}

/** His begeleider read it, and lets it through or not. The same object where there is nothing to decide. */
export function withDecision(before: Shares, number: number, through: boolean, by: string): Shares {
  const status = through ? 'shared' : 'refused';
  const open = before.shares.find((one) => one.number === number && one.status !== 'withdrawn');
  if (open === undefined || open.status === status) return before;
  return { ...before, shares: before.shares.map((one) => (one === open ? { ...one, status, by } : one)) };
}

/** The student takes everything back. */
export const withdrawn = (before: Shares): Shares => ({
  ...before,
  shares: before.shares.map((one) => ({ ...one, status: 'withdrawn' as const })),
});

/** The student took the words away that he shared about this assignment: nothing of them is kept. */
export function dropped(before: Shares, about: Pick<Share, 'sector' | 'number'>): Shares {
  const shares = before.shares.filter((one) => !isAbout(one, about));
  return shares.length === before.shares.length ? before : { ...before, shares };
}

/** Whether others read it now. */
export const isShared = ({ shares }: Shares, about: Pick<Share, 'sector' | 'number'>): boolean =>
  shares.some((one) => isAbout(one, about) && one.status === 'shared');

const isAbout = (one: Pick<Share, 'sector' | 'number'>, other: Pick<Share, 'sector' | 'number'>): boolean =>
  one.sector === other.sector && one.number === other.number;

const example = z.strictObject({ student: z.string(), text: z.string(), at: z.number() });
const examplesSchema = z.strictObject({ v: z.literal(1), examples: z.array(example) });

/** How others did one assignment: what every student of the school may read. The student is never shown. */
export type Examples = z.infer<typeof examplesSchema>;

export const readExamples = (body: unknown): Examples => examplesSchema.parse(body);
export const noExamples: Examples = { v: 1, examples: [] };

const examplesLimit = 30;

/** One example of each student, newest last; null takes his away. */
export function withExample(
  before: Examples,
  student: string,
  news: { text: string; at: Instant } | null,
): Examples {
  const others = before.examples.filter((one) => one.student !== student);
  if (news === null && others.length === before.examples.length) return before;
  const examples = news === null ? others : [...others, { student, ...news }];
  return { ...before, examples: examples.slice(-examplesLimit) };
}

/** The next example for this reader: never his own, and each in turn. `turn` counts up with every time he asks. */
export function exampleFor({ examples }: Examples, reader: string, turn: number): string | null {
  const others = examples.filter((one) => one.student !== reader);
  return others[turn % Math.max(1, others.length)]?.text ?? null;
}
