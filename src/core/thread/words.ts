import type { Choice } from './message.js';

/** A word that means something whatever the talk is about. */
export type Command =
  | 'stop'
  | 'start'
  | 'help'
  | 'language'
  | 'someone_else'
  | 'skip'
  | 'later'
  | 'ill'
  | 'absent'
  | 'move'
  | 'plan'
  | 'catch_up'
  | 'progress'
  | 'call_me'
  | 'data'
  | 'erase';

/** Dutch and English; Twilio's own list is English only, so these are ours. */
const commands: Readonly<Record<Command, readonly string[]>> = {
  stop: ['stop', 'stoppen', 'afmelden', 'unsubscribe', 'opt out'],
  start: ['start', 'starten', 'aanmelden', 'begin', 'unstop', 'verder', 'doorgaan', 'continue', 'go on'],
  help: ['help', 'hulp', 'info', 'menu'],
  language: ['taal', 'language', 'andere taal'],
  someone_else: ['iemand anders', 'someone else', 'ander persoon', 'vertrouwenspersoon'],
  skip: ['overslaan', 'sla over', 'skip', 'volgende', 'next'],
  later: ['later', 'straks', 'niet nu', 'nu niet', 'later verder', 'not now'],
  ill: ['ziek', 'ik ben ziek', 'ben ziek', 'ik was ziek', 'was ziek', 'sick', 'i am sick', 'i was sick'],
  absent: [
    'ik was er niet',
    'was er niet',
    'ik was niet op mijn stage',
    'geen praktijkleerdag',
    'geen praktijkdag',
    'i was not there',
  ],
  move: [
    'verzet',
    'verzetten',
    'andere dag',
    'andere praktijkleerdag',
    'verplaats',
    'verplaatsen',
    'another day',
  ],
  plan: ['plan', 'plannen', 'mijn plan', 'volgende opdracht', 'next assignment'],
  catch_up: ['inhalen', 'haal in', 'vorige keer', 'catch up'],
  progress: ['mijn voortgang', 'voortgang', 'hoe ver ben ik', 'my progress', 'progress'],
  call_me: [
    ...['bel me', 'bel mij', 'kun je me bellen', 'kan iemand me bellen', 'ik wil bellen'],
    ...['ik wil met iemand praten', 'ik wil iemand spreken', 'call me', 'i want to talk to someone'],
  ],
  data: ['mijn gegevens', 'gegevens', 'mijn data', 'wat weet je van mij', 'my data', 'show my data'],
  erase: [
    'wis mijn antwoorden',
    'wis mijn gegevens',
    'wis alles',
    'wissen',
    'verwijder mijn antwoorden',
    'verwijder alles',
    'erase my answers',
    'delete my answers',
    'delete my data',
  ],
};

/** Words that take a worry back. It stands all the same; they are put beside it. */
const takingBack = [
  ...['grapje', 'geintje', 'grap', 'laat maar', 'laat maar zitten', 'vergeet het', 'vergeet maar'],
  ...[
    'niks aan de hand',
    'niet zo bedoeld',
    'joke',
    'just kidding',
    'kidding',
    'never mind',
    'nevermind',
    'forget it',
  ],
];

/** Whether a short message is about not having meant it. */
export function isTakenBack(text: string): boolean {
  const said = ` ${plain(text)} `;
  return said.trim().split(' ').length <= 8 && takingBack.some((words) => said.includes(` ${words} `));
}

/** Small letters, no marks, no punctuation, single spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The command that these words are, or null: only the whole message counts, never a word inside a sentence. */
export function commandIn(text: string): Command | null {
  if (text.length > 40) return null;
  const said = plain(text);
  for (const [command, words] of Object.entries(commands)) {
    if (words.includes(said)) return command as Command;
  }
  return null;
}

/** The choice that typed words mean: its label, its number, or a beginning that only one choice has. */
export function matchChoice(offered: readonly Choice[], text: string): Choice | null {
  const said = plain(text);
  if (said === '') return null;
  const labels = offered.map((choice) => plain(choice.label));
  const exact = labels.indexOf(said);
  if (exact !== -1) return offered[exact] ?? null;
  if (/^\d+$/.test(said)) return byNumber(offered, said);
  const starting = offered.filter((_, index) => labels[index]?.startsWith(said) === true);
  if (starting.length === 1 && said.length >= 2) return starting[0] ?? null;
  const holding = offered.filter(
    (_, index) => said.length >= 3 && ` ${labels[index] ?? ''} `.includes(` ${said} `),
  );
  if (holding.length === 1) return holding[0] ?? null;
  const within = offered.filter((_, index) => said.startsWith(`${labels[index] ?? ''} `));
  return within.length === 1 ? (within[0] ?? null) : null;
}

/** "4" is the choice that is numbered 4 ("4. Kassa"), or else the fourth. */
function byNumber(offered: readonly Choice[], said: string): Choice | null {
  const numbered = offered.find((choice) => new RegExp(`^0*${Number(said)}\\.`).test(choice.label));
  if (numbered) return numbered;
  if (offered.some((choice) => /^\d+\./.test(choice.label))) return null;
  return offered[Number(said) - 1] ?? null;
}
