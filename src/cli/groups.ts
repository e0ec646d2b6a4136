import type { Command } from 'commander';

type Register = (program: Command) => void;

/** Commands that stand together, by the names that somebody types, and where they are. */
export type Group = { commands: readonly string[]; load: () => Promise<Register> };

/** In the order of the help. */
const groups: readonly Group[] = [
  {
    commands: ['chat', 'assess', 'evaluate'],
    load: async () => (await import('./commands/talk.js')).talkCommands,
  },
  { commands: ['scripts'], load: async () => (await import('./commands/scripts.js')).scriptCommands },
  { commands: ['signals'], load: async () => (await import('./commands/signals.js')).signalCommands },
  { commands: ['roster'], load: async () => (await import('./commands/roster.js')).rosterCommands },
  {
    commands: ['assignments'],
    load: async () => (await import('./commands/assignments.js')).assignmentCommands,
  },
  { commands: ['absence'], load: async () => (await import('./commands/absences.js')).absenceCommands },
  { commands: ['cards'], load: async () => (await import('./commands/cards.js')).cardCommands },
  { commands: ['day'], load: async () => (await import('./commands/days.js')).dayCommands },
  { commands: ['ledger'], load: async () => (await import('./commands/ledger.js')).ledgerCommands },
  { commands: ['figures'], load: async () => (await import('./commands/figures.js')).figuresCommands },
  { commands: ['export'], load: async () => (await import('./commands/export.js')).exportCommands },
  { commands: ['erase'], load: async () => (await import('./commands/erase.js')).eraseCommands },
  { commands: ['deliveries'], load: async () => (await import('./commands/deliveries.js')).deliveryCommands },
  { commands: ['reconcile'], load: async () => (await import('./commands/reconcile.js')).reconcileCommands },
  { commands: ['templates'], load: async () => (await import('./commands/templates.js')).templateCommands },
  { commands: ['manifest'], load: async () => (await import('./commands/manifest.js')).manifestCommands },
  { commands: ['simulate'], load: async () => (await import('./commands/simulate.js')).simulateCommands },
];

/** What has to be loaded for the first word that was typed: its own group, or all of them for help and for mistakes. */
export function groupsFor(word: string | undefined): readonly Group[] {
  const named = groups.filter(({ commands }) => commands.includes(word ?? ''));
  return named.length === 0 ? groups : named;
}
