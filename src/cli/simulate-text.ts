import type { FaultKind } from '../simulation/faults.js';
import type { PlayResult } from '../simulation/play.js';

/** What all seeds together came to. */
export type Summary = {
  seeds: number;
  steps: number;
  messages: number;
  sent: number;
  worries: number;
  faults: Map<FaultKind, number>;
};

export const emptySummary = (): Summary => ({
  ...{ seeds: 0, steps: 0, messages: 0, sent: 0, worries: 0 },
  faults: new Map(),
});

/** Adds one seed. */
export function taken(summary: Summary, { steps, messages, sent, worries, faults }: PlayResult): void {
  summary.seeds += 1;
  summary.steps += steps;
  summary.messages += messages;
  summary.sent += sent;
  summary.worries += worries;
  for (const [kind, times] of faults) summary.faults.set(kind, (summary.faults.get(kind) ?? 0) + times);
}

/** The summary, with the faults by kind. */
export function summaryText({ seeds, steps, messages, sent, worries, faults }: Summary): string {
  const kinds = [...faults].sort(([a], [b]) => a.localeCompare(b));
  return [
    `${seeds} seeds: ${steps} steps, ${messages} messages in, ${sent} out, ${worries} worries`,
    ...kinds.map(([kind, times]) => `${String(times).padStart(8)}  ${kind}`),
    '',
  ].join('\n');
}

/** What was found wrong, with what went before it and how to see it again. */
export function traceText(
  { seed, violation }: PlayResult,
  { students, weeks }: { students: number; weeks: number },
): string {
  if (violation === null) return '';
  const { invariant, person, what, step, trace, only } = violation;
  return [
    `seed ${seed}, step ${step}: ${invariant}`,
    `  ${person ?? 'everybody'}: ${what}`,
    ...trace.map((line) => `  ${line}`),
    ...(only === null ? [] : [`  it is found as well with ${only.students} students in ${only.weeks} weeks`]),
    `again: terugblik simulate --seed ${seed} --students ${students} --weeks ${weeks}`,
    '',
  ].join('\n');
}
