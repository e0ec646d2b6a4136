import type { Command } from 'commander';

const { stdout: output } = process;

/** `reconcile`: what WhatsApp's webhooks did not bring. */
export function reconcileCommands(program: Command): void {
  program
    .command('reconcile')
    .description('take in the WhatsApp messages whose webhook was lost; safe beside a running server')
    .option(
      '--since <moment>',
      'how far back, like 2026-11-24T10:00 in the zone of the school; at most 48 hours',
    )
    .action(async (options: { since?: string }) => {
      // Loaded only here: it brings the channels' libraries, which other commands do without.
      const { reconcileNow } = await import('../reconcile.js');
      const { text, complete } = await reconcileNow(process.env, options.since ?? null);
      output.write(text);
      if (!complete) process.exitCode = 1;
    });
}
