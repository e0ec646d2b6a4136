import type { CommandWords } from './command.js';

/** Dutch and English; Twilio's own list is English only, so these are ours. */
export const dutchEnglish: CommandWords = {
  commands: {
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
  },
  takingBack: [
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
  ],
};
