import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Assess } from '../core/signals/index.js';

const line = z.object({
  id: z.union([z.string(), z.number()]),
  lang: z.string().optional(),
  prompt: z.string(),
  kind: z.enum(['open', 'closed']).optional(),
  earlier: z.array(z.string()).optional(),
  answer: z.string(),
});

export type Streams = {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  errors: NodeJS.WritableStream;
};

/** JSONL in, JSONL out, in the same order. A wrong line is named and the rest still judged; then the code is 1. */
export async function assessLines(assess: Assess, streams: Streams): Promise<number> {
  let number = 0;
  let code = 0;
  for await (const text of createInterface({ input: streams.input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === '') continue;
    const parsed = parseLine(text);
    if (parsed.ok) {
      const { id, ...input } = parsed.value;
      // Which rule it was is for our own counting: the line that others read keeps its fields.
      const { rules: _, ...judged } = assess(withoutUndefined(input));
      streams.output.write(`${JSON.stringify({ id, ...judged })}\n`);
    } else {
      code = 1;
      streams.errors.write(`line ${number}: ${parsed.message}\n`);
    }
  }
  return code;
}

type Line = z.infer<typeof line>;

function parseLine(text: string): { ok: true; value: Line } | { ok: false; message: string } {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, message: 'this is no JSON' };
  }
  const parsed = line.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  return { ok: false, message: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'does not fit'}` };
}

function withoutUndefined(input: Omit<Line, 'id'>): Parameters<Assess>[0] {
  const { prompt, answer, lang, kind, earlier } = input;
  return {
    prompt,
    answer,
    ...(lang === undefined ? {} : { lang }),
    ...(kind === undefined ? {} : { kind }),
    ...(earlier === undefined ? {} : { earlier }),
  };
}
