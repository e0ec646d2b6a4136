import type { Metrics } from '../../ports/metrics.js';

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/**
 * Libraries write to the console what they please: botbuilder does for every token that does not hold. What they say
 * may repeat what was sent, so none of it goes out; that they said something is counted. Gives back how to undo it.
 */
export function quietConsole(
  metrics: Metrics,
  target: Pick<Console, (typeof methods)[number]> = console,
): () => void {
  const before = methods.map((method) => [method, target[method]] as const);
  for (const method of methods) target[method] = () => metrics.count('library_console', { method });
  return () => {
    for (const [method, said] of before) target[method] = said;
  };
}
