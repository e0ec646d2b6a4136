import { errorMessage } from '../errors.js';

/** A failure that can be picked in the control panel. `label` is Dutch: the panel is for people. */
export interface FailureChoice {
  readonly code: number;
  readonly when: 'request' | 'callback';
  readonly label: string;
}

export const failureChoices: readonly FailureChoice[] = [
  { code: 63016, when: 'callback', label: 'buiten het 24-uursvenster' },
  { code: 63024, when: 'callback', label: 'ongeldige ontvanger' },
  { code: 63003, when: 'callback', label: 'geen WhatsApp op dit nummer' },
  { code: 63014, when: 'callback', label: 'geblokkeerd door de ontvanger' },
  { code: 63018, when: 'callback', label: 'te veel berichten, probeer later' },
  { code: 63012, when: 'callback', label: 'storing bij WhatsApp' },
  { code: 21610, when: 'request', label: 'ontvanger heeft zich afgemeld' },
  { code: 21211, when: 'request', label: 'ongeldig nummer' },
  { code: 20429, when: 'request', label: 'Twilio: te veel verzoeken' },
  { code: 20503, when: 'request', label: 'Twilio: niet bereikbaar' },
];

/** What the double can decide by itself, beside what can be picked. */
const ownReasons: Readonly<Record<number, string>> = {
  63040: 'sjabloon is afgewezen',
  63041: 'sjabloon is gepauzeerd',
  63042: 'sjabloon is uitgezet',
  63005: 'te veel knoppen zonder goedgekeurd sjabloon',
  63021: 'een tekst, knop of regel is te lang of dubbel',
};

/** Why a message did not arrive, for the person who looks at the simulator. */
export function failureReason(code: number): string {
  const picked = failureChoices.find((choice) => choice.code === code);
  return picked?.label ?? ownReasons[code] ?? errorMessage(code);
}
