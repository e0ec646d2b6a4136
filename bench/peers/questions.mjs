// The questions of a reflection, in the words of the product, for a dialog of botbuilder.
import { readFileSync } from 'node:fs';

const texts = JSON.parse(readFileSync(new URL('../../locales/nl/reflectie.json', import.meta.url), 'utf8'));

const named = (text) =>
  text
    .replaceAll('{{name}}', 'Robin')
    .replaceAll('{{day}}', 'dinsdag 24 november')
    .replaceAll('{{assignment}}', 'opdracht 3: klanten helpen')
    .replaceAll('{{skill}}', 'samenwerken');

const text = (words) => ({ kind: 'text', words: named(words) });
const choice = (words, choices) => ({ kind: 'choice', words: named(words), choices: Object.values(choices) });

/** Twelve turns, as many as a reflection of the product takes. */
export const questions = [
  choice(texts.vlag_1, texts.mood),
  choice(texts.zelf_gepland, { ja: 'Ja', nee: 'Nee' }),
  choice(texts.kies_1, texts.kies),
  text(texts.moment.goed_1),
  text(texts.vaardigheid_1),
  choice(texts.rating_1, texts.rating),
  text(texts.vaardigheid_2),
  choice(texts.rating_2, texts.rating),
  text(texts.volgende_1),
  choice(texts.concreet_wanneer_1, texts.concreet_wanneer),
  choice(texts.klopt, { ja: 'Ja', nee: 'Nee' }),
];

export const goodbye = 'Klaar, Robin. Je begeleider kan je antwoorden lezen. Tot de volgende keer.';
