import { z } from 'zod';
import type { Task } from '../../core/outbox/job.js';
import { day } from '../../core/time.js';
import type { Store } from '../../ports/store.js';
import type { Deps } from '../deps.js';
import { changeItem, everyItem } from '../items.js';
import { refs } from '../refs.js';

const verdictSchema = z.object({
  v: z.literal(1),
  verdict: z.enum(['right', 'wrong']),
  category: z.string(),
  severity: z.string().nullable(),
  confidence: z.number(),
  rules: z.array(z.string()),
  at: z.number(),
});

/** What a reader said of the program about one alert: no person, no words, no way back to them. */
export type VerdictRecord = z.infer<typeof verdictSchema>;

const keptFor = 730 * day;

/** Keeps a verdict under a keyed hash of its alert, which leads back to nobody; another verdict on the same alert takes its place. */
export async function recordVerdict(
  { store, school, keyedHash, clock }: Pick<Deps, 'store' | 'school' | 'keyedHash' | 'clock'>,
  { alert, verdict, category, severity, confidence, rules }: Extract<Task, { type: 'record_verdict' }>,
): Promise<void> {
  const at = clock.now();
  const body: VerdictRecord = { v: 1, verdict, category, severity, confidence, rules, at };
  const ref = refs.verdict(school.id, keyedHash(`verdict:${alert}`));
  await changeItem(store, ref, () => ({ body, expiresAt: at + keptFor }));
}

/** How often a rule was right. */
export type RuleReport = { rule: string; right: number; wrong: number };

/** Every rule that was judged, the ones that are wrong most often first. */
export async function reportOnRules(store: Store, school: string): Promise<RuleReport[]> {
  const found = new Map<string, RuleReport>();
  const { partition } = refs.verdict(school, '');
  for await (const item of everyItem(store, { partition, kind: 'verdict' })) {
    const { verdict, rules, category } = verdictSchema.parse(item.body);
    for (const rule of rules.length > 0 ? rules : [category]) {
      const before = found.get(rule) ?? { rule, right: 0, wrong: 0 };
      found.set(rule, { ...before, [verdict]: before[verdict] + 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.wrong - a.wrong || a.rule.localeCompare(b.rule));
}
