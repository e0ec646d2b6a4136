import { loadAssessor, projectRoot } from '../../src/wire.js';
import { answering } from '../answering.js';

/** The judge in a process of its own. */
export type SignalsQuestion = { language: string; words: number; ms: number };

/** A sentence of an ordinary day in each language, to be said as often as is asked. */
const sentences: Readonly<Record<string, string>> = {
  nl: 'Ik heb vandaag een klant geholpen en daarna vroeg ik mijn collega hoe de kassa werkt',
  en: 'Today I helped a customer and then I asked my colleague how the till works',
  tr: 'Bugün bir müşteriye yardım ettim ve sonra arkadaşıma kasanın nasıl çalıştığını sordum',
  ar: 'ساعدت اليوم زبونا ثم سألت زميلي كيف تعمل آلة النقود في المتجر',
  pl: 'Dzisiaj pomogłem klientowi a potem zapytałem kolegę jak działa kasa w sklepie',
  uk: 'Сьогодні я допоміг покупцеві а потім запитав колегу як працює каса',
};

const { assess } = await loadAssessor(projectRoot);

/** No two of them are the same: what was judged before must not help. */
function answer(language: string, words: number, number: number): string {
  const said = (sentences[language] ?? '').split(' ');
  const text = Array.from({ length: words - 1 }, (_, at) => said[(at + number) % said.length]);
  return [...text, String(number)].join(' ');
}

answering({}, ({ language, words, ms }: SignalsQuestion) => {
  const judge = (from: number, until: number): number => {
    let number = from;
    for (; performance.now() < until; number += 1)
      assess({
        lang: language,
        prompt: 'Vertel één moment dat goed ging.',
        answer: answer(language, words, number),
      });
    return number;
  };
  const warm = judge(0, performance.now() + ms / 2);
  const began = performance.now();
  const end = judge(warm, began + ms);
  return ((end - warm) / (performance.now() - began)) * 1000;
});
