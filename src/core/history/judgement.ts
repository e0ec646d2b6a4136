import { z } from 'zod';

export const verdicts = ['voldoende', 'nog_niet'] as const;
/** What a begeleider says of the work of an assignment; never of the reflection (design.md, invariant 12). */
export type WorkVerdict = (typeof verdicts)[number];

const judged = z.strictObject({
  verdict: z.enum(verdicts),
  /** A sentence for the student, in the begeleider's own words. */
  sentence: z.string(),
  by: z.string(),
  at: z.number(),
});

const judgementSchema = judged.extend({
  number: z.number().int(),
  title: z.string(),
  sector: z.string(),
  /** What was said before it was corrected, oldest first. */
  earlier: z.array(judged),
});

const judgementsSchema = z.strictObject({
  v: z.literal(1),
  student: z.string(),
  judgements: z.array(judgementSchema),
  /** Assignments that were done and reflected on, oldest first: what there is to judge. */
  done: z.array(z.strictObject({ number: z.number().int(), at: z.number(), talk: z.string() })),
});

/** The judgement of one assignment of one student, with what it was before. */
export type Judgement = z.infer<typeof judgementSchema>;
/** Every judged assignment of a student: at most twenty, one item. */
export type Judgements = z.infer<typeof judgementsSchema>;

export const readJudgements = (body: unknown): Judgements => judgementsSchema.parse(body);
export const noJudgements = (student: string): Judgements => ({ v: 1, student, judgements: [], done: [] });

/** What a begeleider decides about an assignment. */
export type NewJudgement = Pick<
  Judgement,
  'number' | 'title' | 'sector' | 'verdict' | 'sentence' | 'by' | 'at'
>;

/** Puts a judgement down. A correction keeps what stood there; the same again, or an older one, changes nothing. */
export function withJudgement(before: Judgements, news: NewJudgement): Judgements {
  const known = before.judgements.find(
    ({ number, sector }) => number === news.number && sector === news.sector,
  );
  if (known !== undefined && (known.at >= news.at || sameAs(known, news))) return before;
  const earlier = known === undefined ? [] : [...known.earlier, pick(known)].slice(-correctionLimit);
  const others = before.judgements.filter((one) => one !== known);
  const judgements = [...others, { ...news, earlier }].sort((a, b) => a.number - b.number);
  return { ...before, judgements };
}

const correctionLimit = 20;
const pick = ({ verdict, sentence, by, at }: Judgement) => ({ verdict, sentence, by, at });

/** More than a student can do in two years. */
const doneLimit = 120;

/** Notes that an assignment was done; the same talk twice is one time. */
export function withDone(before: Judgements, done: Judgements['done'][number]): Judgements {
  if (before.done.some(({ talk }) => talk === done.talk)) return before;
  const all = [...before.done, done].sort((a, b) => a.at - b.at);
  return { ...before, done: all.slice(-doneLimit) };
}

/** Whether it says what stands there already. */
export const sameAs = (known: Judgement, news: Pick<Judgement, 'verdict' | 'sentence'>): boolean =>
  known.verdict === news.verdict && known.sentence === news.sentence;

/** How far a student has come: assignments judged voldoende, and done but not judged yet. */
export type Progress = { sufficient: number; waiting: number[]; needed: number; of: number };

/** Counts what is voldoende, and what waits. */
export function progressOf(
  { judgements, done }: Judgements,
  { needed, of }: { needed: number; of: number },
): Progress {
  const sufficient = judgements.filter((one) => one.verdict === 'voldoende').length;
  const waiting = new Set<number>();
  for (const { number, at } of done) {
    const known = judgements.find((one) => one.number === number);
    // After "nog niet" it waits again once it was done anew; what is voldoende stays so.
    if (known === undefined || (known.verdict === 'nog_niet' && at > known.at)) waiting.add(number);
  }
  return { sufficient, waiting: [...waiting].sort((a, b) => a - b), needed, of };
}
