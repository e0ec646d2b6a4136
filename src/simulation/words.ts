import type { Assess } from '../core/signals/index.js';
import { oneOf, type Random } from './random.js';

/** A worry as a student may tell it; `names`: the member of staff that it is about. */
export type Worry = { text: string; names: string | null };

/** Worries that the product must recognise by itself. Checked before a run: the simulation proves what follows from them. */
export const worries: readonly [Worry, ...Worry[]] = [
  { text: 'mijn chef slaat mij', names: null },
  { text: 'ik wil niet meer leven', names: null },
  { text: 'ik word elke dag gepest op het werk', names: null },
  { text: 'thuis word ik geslagen', names: null },
  { text: 'Berna Bakker van school slaat mij', names: 'berna' },
  { text: 'Bram Visser van school slaat mij', names: 'bram' },
  { text: 'mijn mentor Mia Mulder slaat mij', names: 'mia' },
];

/** Worries that the product does not see: the simulation would wait for alerts that nobody promised. */
export const unseen = (assess: Assess): Worry[] =>
  worries.filter(({ text }) => assess({ answer: text, prompt: '', kind: 'open' }).concern === null);

export const answers: readonly [string, ...string[]] = [
  'ik heb samen met mijn collega de vakken gevuld met pasta',
  'ik heb een klant geholpen die iets zocht',
  'het was druk en ik heb goed doorgewerkt want we waren met weinig',
  'niks',
  'weet niet',
  'ik heb geleerd dat ik eerst moet vragen als ik het niet weet',
];

/** Words that mean something whatever the talk is about. Nothing that erases: that has proofs of its own. */
export const commands: readonly [string, ...string[]] = [
  ...(['help', 'overslaan', 'later', 'leg uit', 'verbeter', 'mijn voortgang', 'weinig tijd'] as const),
  ...(['plan', 'inhalen', 'andere dag', 'ik ben ziek', 'ik was er niet', 'doel', 'mijn lijst'] as const),
  ...(['mijn gegevens', 'hoe deden anderen het', 'iemand anders', 'wie ben jij'] as const),
];

export const anAnswer = (random: Random): string => oneOf(random, answers);
