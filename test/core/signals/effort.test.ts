import { expect } from 'chai';
import { assess } from './content.js';

const steps = 'Wat heb je precies gedaan? Vertel het stap voor stap.';

describe('effort', () => {
  it('is none where there is no answer', () => {
    for (const answer of ['', '   ', '\u200b', '???', '👍👍', 'weet niet', 'asdfghjkl', 'idk', steps]) {
      expect(assess({ prompt: steps, answer }).effort, JSON.stringify(answer)).to.equal('none');
    }
  });

  it('is none for an earlier answer sent again', () => {
    const earlier = ['eerst kratten gestapeld en toen gedweild'];
    expect(
      assess({ prompt: steps, earlier, answer: 'Eerst kratten gestapeld en toen gedweild!' }).effort,
    ).to.equal('none');
  });

  it('is thin for a label without anything concrete', () => {
    for (const answer of ['ging goed', 'was leuk', 'gewoon gewerkt', 'alles']) {
      expect(assess({ prompt: 'Wat ging goed?', answer }).effort, answer).to.equal('thin');
    }
  });

  it('is ok for something short and concrete', () => {
    for (const answer of ['vakken gevuld bij zuivel', 'Fatma hielp mij', 'kassa']) {
      expect(assess({ prompt: steps, answer }).effort, answer).to.equal('ok');
    }
  });

  it('is never none for something concrete, whatever was asked', () => {
    const questions = ['Welk moment van die dag blijft in je hoofd?', 'Vertel over een moment dat goed ging.', 'Wie hielp je?', '']; // prettier-ignore
    const answers = ['ik heb de vakken gevuld met Ahmed', 'een klant vroeg waar de melk stond', 'bedden opgemaakt met Ria']; // prettier-ignore
    for (const prompt of questions)
      for (const answer of answers)
        expect(assess({ prompt, answer }).effort, `${prompt} ${answer}`).to.equal('ok');
  });

  it('takes a word as enough for a closed question', () => {
    expect(assess({ prompt: 'Heb je vandaag een opdracht?', kind: 'closed', answer: 'ja' }).effort).to.equal(
      'ok',
    );
    expect(
      assess({ prompt: 'Heb je vandaag een opdracht?', kind: 'open', answer: 'ja' }).effort,
    ).to.not.equal('ok');
  });

  it('is never low because of the language', () => {
    for (const answer of [
      'نضفت المطبخ وجليت الصحون',
      'rafları doldurdum sonra kartonları topladım',
      'i filled the shelves',
      'мила посуд і накривала столи',
    ]) {
      expect(assess({ prompt: steps, answer }).effort, answer).to.equal('ok');
    }
  });
});

describe('depth', () => {
  const depth = (prompt: string, answer: string): number => assess({ prompt, answer }).depth;

  it('is 0 without an answer, 1 for what happened, 2 for why and 3 for a fault with a plan', () => {
    expect(depth('Wat ging goed?', 'weet niet')).to.equal(0);
    expect(depth(steps, 'kratten gestapeld, vloer gedweild')).to.equal(1);
    expect(depth('Wat ging goed?', 'de kassa, want Lisa legde alles rustig uit')).to.equal(2);
    expect(
      depth('Wat vond je moeilijk?', 'ik was de bonnen vergeten, volgende keer leg ik ze eerst klaar'),
    ).to.equal(3);
  });

  it('does not grow with length', () => {
    const long = `${'krat gestapeld, doos geopend, '.repeat(40)}vloer geveegd`;
    expect(depth(steps, long)).to.equal(1);
  });
});
