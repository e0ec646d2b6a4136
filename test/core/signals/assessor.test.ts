import { expect } from 'chai';
import fc from 'fast-check';
import { assess, shipped } from './content.js';

const safe = 'Voelde je je veilig en op je plek op de werkplek?';

describe('assess', () => {
  it('gives the same judgement for the same message', () => {
    const input = { prompt: 'Wat ging goed?', answer: 'ze lachen mij altijd uit' };
    expect(assess(input)).to.deep.equal(assess(input));
  });

  it('keeps a worry that is taken back', () => {
    expect(assess({ prompt: '', answer: 'ik wil gewoon dood. grapje laat maar' })).to.include({
      concern: 'self_harm',
      severity: 'acute',
      about: 'self',
    });
  });

  it('hears a friend told about, the same day rather than at once', () => {
    expect(assess({ prompt: '', answer: 'een vriend van mij wil niet meer leven' })).to.include({
      concern: 'self_harm',
      severity: 'high',
      about: 'peer',
    });
  });

  it('reads through capitals, accents, drawn-out letters, letters apart and look-alikes', () => {
    for (const answer of [
      'IK WIL DOOD',
      'ik wíl dóód',
      'ik wil doooood',
      'ik wil d o o d',
      'ik wil dооd',
      'ik wil do\u200bod',
    ]) {
      expect(assess({ prompt: '', answer }).concern, answer).to.equal('self_harm');
    }
  });

  it('takes a negated worry back', () => {
    for (const answer of [
      'nee ik word niet gepest',
      'niemand slaat mij hier',
      'niemand discrimineert hier',
    ]) {
      expect(assess({ prompt: safe, answer }).concern, answer).to.equal(null);
    }
  });

  it('leaves figures of speech, games and work words alone', () => {
    for (const answer of [
      'ik ging dood van het lachen',
      'chef schoot in de lach',
      'ik sla de bestelling aan',
      'moordend druk vandaag',
      'ik wil stoppen met roken',
      'in de game werd ik neergeschoten en vermoord',
    ]) {
      expect(assess({ prompt: 'Hoe gaat het vandaag met je?', answer }).concern, answer).to.equal(null);
    }
  });

  it('reads a bare answer with its question', () => {
    expect(assess({ prompt: safe, answer: 'nee' }).concern).to.equal('bullying');
    expect(assess({ prompt: 'Wil je nog iets kwijt aan je begeleider?', answer: 'nee' }).concern).to.equal(
      null,
    );
  });

  it('names school staff when the worry is about them', () => {
    expect(assess({ prompt: '', answer: 'mijn mentor lacht mij uit waar iedereen bij is' }).about).to.equal(
      'staff',
    );
    expect(assess({ prompt: '', answer: 'mijn vader heeft mij geslagen' }).about).to.equal('home');
    expect(assess({ prompt: '', answer: 'de chef heeft mij geslagen' }).about).to.equal('company');
  });

  it('says "misschien" below the confidence that the content sets, and only there', () => {
    const answers = [
      'ik durf het niet te zeggen tegen mijn ouders',
      'mijn vader heeft mij geslagen',
      'ik weet niet waar ik vanavond slaap',
      'hij deed raar tegen mij vandaag',
      'ik heb best wel veel aan mijn hoofd de laatste tijd',
    ];
    for (const answer of answers) {
      const got = assess({ prompt: 'Hoe gaat het vandaag met je?', answer });
      if (got.concern === null) continue;
      const unsure = got.confidence < shipped.lexicons.thresholds.sure;
      expect(got.reasons[0]?.startsWith('Misschien'), got.reasons[0]).to.equal(unsure);
    }
  });

  it('marks what it cannot read as unread, with a reason', () => {
    for (const answer of [
      'ሰላም ከመይ ኣለኻ',
      'waan fiicanahay laakiin wax badan baan qabtay',
      'Сегодня утром соседка рассказала странную историю',
      '我今天很累',
    ]) {
      const got = assess({ prompt: 'Hoe gaat het vandaag met je?', answer });
      expect(got.unread, answer).to.equal(true);
      expect(got.reasons.join(' '), answer).to.match(/iemand moet dit lezen/);
    }
  });

  it('reads ordinary Dutch, also misspelt', () => {
    for (const answer of [
      'vakke gevult bij zuivel en daarna kartonnen weg',
      'ik heb egt veel geleert vandaag van me collega',
    ]) {
      expect(assess({ prompt: 'Wat ging goed?', answer }).unread, answer).to.equal(false);
    }
  });

  it('stays in range whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (answer, prompt) => {
        const got = assess({ answer, prompt });
        expect(got.confidence).to.be.within(0, 1);
        expect(got.depthScore).to.be.within(0, 1);
        expect(got.concern === null).to.equal(got.severity === null);
        expect(got.concern === null).to.equal(got.about === null);
      }),
      { numRuns: 200 },
    );
  });

  it('judges 100,000 characters in moments', () => {
    for (const piece of ['a', 'ik wil dat hij mij slaat ', 'niet ', '😀', 'ab1', 'ik ik ik mij mij ']) {
      const answer = piece.repeat(Math.ceil(100_000 / piece.length));
      const start = performance.now();
      assess({ prompt: '', answer });
      expect(performance.now() - start, piece).to.be.below(2000);
    }
  });
});
