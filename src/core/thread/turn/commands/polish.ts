import type { CommandWords } from './command.js';

/** Polish. Where a word has a form for men and one for women, both stand here. */
export const polish: CommandWords = {
  commands: {
    stop: ['stop', 'zatrzymaj', 'wypisz mnie', 'chcę się wypisać', 'wolę bez czatu'],
    start: ['start', 'zacznij', 'zaczynamy', 'dalej', 'kontynuuj', 'kontynuuję'],
    help: ['pomoc', 'menu'],
    more_help: ['więcej pomocy'],
    language: ['język', 'inny język', 'zmień język', 'zmiana języka'],
    someone_else: ['ktoś inny', 'inna osoba', 'osoba zaufania'],
    skip: ['pomiń', 'pomijam', 'pomiń pytanie', 'następne', 'następne pytanie'],
    correct: [
      ...['popraw', 'poprawiam', 'popraw odpowiedź', 'popraw moją odpowiedź', 'chcę poprawić'],
      ...['zmień odpowiedź', 'zmień moją odpowiedź', 'poprzednie pytanie', 'literówka'],
    ],
    explain: [
      ...['wyjaśnij', 'wyjaśnij pytanie', 'wytłumacz', 'nie rozumiem', 'nie rozumiem pytania'],
      ...['co masz na myśli', 'o co chodzi', 'prościej'],
    ],
    later: ['później', 'nie teraz', 'teraz nie'],
    ill: ['choroba', 'chory', 'chora', 'jestem chory', 'jestem chora', 'byłem chory', 'byłam chora'],
    absent: [
      ...['nie było mnie', 'nie było mnie tam', 'mnie nie było', 'nie było dnia praktyki'],
      ...['nieobecność', 'moja nieobecność'],
    ],
    move: ['inny dzień', 'zmień dzień', 'przełóż', 'przełożyć', 'przełóż dzień'],
    plan: ['plan', 'mój plan', 'następne zadanie'],
    catch_up: ['nadrobić', 'nadrabiam', 'nadrób', 'chcę nadrobić'],
    progress: ['moje postępy', 'postępy', 'mój postęp'],
    short: [
      ...['mało czasu', 'mam mało czasu', 'nie mam czasu', 'krótko'],
      ...['krótka wersja', 'spieszę się'],
    ],
    goal: ['cel', 'mój cel', 'wybierz cel', 'chcę cel'],
    list: ['moja lista', 'lista', 'moje pytania'],
    who: [
      ...['kim jesteś', 'kto to jest', 'jesteś człowiekiem', 'czy jesteś człowiekiem'],
      ...['jesteś robotem', 'czy jesteś robotem', 'jesteś botem'],
    ],
    example: ['jak zrobili to inni', 'jak zrobił to ktoś inny', 'inni'],
    unshare: ['nie udostępniaj', 'nie chcę udostępniać', 'koniec udostępniania'],
    call_me: [
      ...['zadzwoń do mnie', 'zadzwońcie do mnie', 'proszę do mnie zadzwonić', 'proszę zadzwonić'],
      ...['chcę z kimś porozmawiać', 'chcę porozmawiać z kimś', 'chcę z kimś pogadać'],
    ],
    data: ['moje dane', 'dane', 'pokaż moje dane'],
    erase: [
      ...['usuń moje odpowiedzi', 'skasuj moje odpowiedzi', 'wymaż moje odpowiedzi'],
      ...['usuń moje dane', 'usuń wszystko', 'skasuj wszystko'],
    ],
  },
  takingBack: [
    ...['żart', 'żarty', 'żartuję', 'żartowałem', 'żartowałam', 'nieważne', 'nie ważne'],
    ...['zapomnij o tym', 'zapomnijcie o tym', 'nic takiego'],
  ],
  // Not "i" or "a": those are words of other languages too.
  goingOn: [
    ...[
      'i potem',
      'i wtedy',
      'i jeszcze',
      'a potem',
      'ale',
      'bo',
      'ponieważ',
      'więc',
      'potem',
      'też',
      'oraz',
    ],
    ...['na przykład', 'to znaczy'],
  ],
  meant: ['chodzi mi o', 'chodziło mi o', 'miałem na myśli', 'miałam na myśli'],
};
