import { expect } from 'chai';
import type { Choice } from '../../../src/core/thread/message.js';
import { commandIn, matchChoice, plain } from '../../../src/core/thread/words.js';

const offered = (...labels: string[]): Choice[] => labels.map((label, index) => ({ id: `k${index}`, label }));
const match = (text: string, ...labels: string[]): string | null =>
  matchChoice(offered(...labels), text)?.label ?? null;

describe('a command', () => {
  const known: [string, string[]][] = [
    ['stop', ['stop', 'STOP', 'Stop!', ' stoppen. ', 'afmelden', 'unsubscribe', 'opt-out']],
    ['start', ['start', 'Starten', 'begin', 'aanmelden']],
    ['help', ['help', 'hulp?', 'Info', 'menu']],
    ['language', ['taal', 'Language', 'andere taal']],
    ['someone_else', ['iemand anders', 'Someone else', 'vertrouwenspersoon']],
    ['skip', ['overslaan', 'sla over', 'skip', 'volgende', 'Next']],
  ];
  for (const [command, texts] of known) {
    it(`${command} is known in Dutch and English, with capitals and marks`, () => {
      expect(texts.map(commandIn)).to.deep.equal(texts.map(() => command));
    });
  }

  it('is only the whole message, never a word inside a sentence', () => {
    const sentences = [
      'stop daarmee zei mijn baas',
      'ik wil stoppen',
      'help mij',
      'ik hielp iemand anders',
      '',
    ];
    expect(sentences.map(commandIn)).to.deep.equal(sentences.map(() => null));
  });

  it('is not looked for in long texts, whatever they come down to', () => {
    expect(commandIn(`stop${'!'.repeat(36)}`)).to.equal('stop');
    expect(commandIn(`stop${'!'.repeat(37)}`)).to.equal(null);
  });
});

describe('typed words that mean a choice', () => {
  it('are its label, in capitals or not, without its emoji and marks', () => {
    expect(match('goed', '🙂 Goed', '🙁 Slecht')).to.equal('🙂 Goed');
    expect(match('GOED!!', '🙂 Goed', '🙁 Slecht')).to.equal('🙂 Goed');
    expect(match('cafe', 'Café', 'Thuis')).to.equal('Café');
  });

  it('are its number', () => {
    expect(match('2', 'Ja', 'Nee')).to.equal('Nee');
    expect(match(' 2. ', 'Ja', 'Nee')).to.equal('Nee');
    expect(['0', '3', '99999999999999999999'].map((text) => match(text, 'Ja', 'Nee'))).to.deep.equal([
      null, null, null,
    ]); // prettier-ignore
  });

  it('are the number of an assignment, not its place in the list', () => {
    const list = ['4. Kassa', '7. Vakken vullen', '12. Klanten helpen'];
    expect(match('7', ...list)).to.equal('7. Vakken vullen');
    expect(match('12', ...list)).to.equal('12. Klanten helpen');
    expect(match('07', ...list)).to.equal('7. Vakken vullen');
    expect(match('1', ...list)).to.equal(null);
    expect(match('kassa', ...list)).to.equal('4. Kassa');
  });

  it('are a beginning that only one choice has', () => {
    expect(match('gaat', '🙂 Goed', '😐 Gaat wel')).to.equal('😐 Gaat wel');
    expect(match('met', 'Met hulp', 'Met veel hulp')).to.equal(null);
    expect(match('j', 'Ja', 'Nee')).to.equal(null);
  });

  it('are a word in the middle, or the label with more behind it', () => {
    expect(match('hulp', 'Nog moeilijk', 'Met hulp', 'Zelf')).to.equal('Met hulp');
    expect(match('nee hoor, liever niet', 'Ja', 'Nee')).to.equal('Nee');
  });

  it('mean nothing where two choices fit, or none', () => {
    expect(match('chat', 'Hier, in de chat', 'Een andere chat')).to.equal(null);
    expect(match('misschien', 'Ja', 'Nee')).to.equal(null);
    expect(match('jammer', 'Ja', 'Nee')).to.equal(null);
    expect(match('', 'Ja', 'Nee')).to.equal(null);
    expect(match('goed')).to.equal(null);
  });
});

describe('plain words', () => {
  it('have small letters, no marks, and single spaces', () => {
    expect(plain('  Ça   va?! 🙂 ')).to.equal('ca va');
    expect(plain('شكراً')).to.equal('شكرا');
  });
});
