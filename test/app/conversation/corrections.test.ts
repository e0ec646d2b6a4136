import { expect } from 'chai';
import { second } from '../../../src/core/time.js';
import { noorAtMoment, type OwnAnswers } from '../../support/own-answers.js';
import { addresses } from '../../support/world.js';

const { teams } = addresses.noor;
const helped = 'ik heb een klant geholpen met de pindakaas';

describe('a student’s own answers', () => {
  let o: OwnAnswers;
  beforeEach(async () => {
    o = await noorAtMoment();
  });
  afterEach(() => o.w.close());

  describe('"verbeter"', () => {
    it('asks the last question again, keeps the first words marked, and takes the new ones', async () => {
      const id = await o.say(helped);
      await o.say('verbeter');
      expect(o.heard()).to.contain(helped).and.to.contain('Vertel één moment');
      expect(await o.last()).to.not.equal(helped);
      expect((await o.line(id))?.corrected).to.be.a('number');
      await o.say('ik heb een mevrouw geholpen met de eieren');
      expect(await o.last()).to.equal('ik heb een mevrouw geholpen met de eieren');
      expect((await o.answers()).filter((one) => one.step === 'moment_goed')).to.have.length(1);
      expect(await o.line(id)).to.include({ text: helped });
    });

    it('leaves a worry in the first words with whoever reads it', async () => {
      await o.say('mijn chef slaat mij');
      await o.say('verbeter');
      expect(await o.w.alerts()).to.have.length(1);
      expect(o.heard()).to.contain('geen antwoord dat je kunt veranderen');
    });

    it('also takes a tap back; its old buttons count for nothing', async () => {
      await o.say('verbeter');
      expect(o.heard()).to.contain('Waar wil je over vertellen');
      await o.w.tap('teams', teams, 'Iets moeilijks');
      expect((await o.answers()).at(-1)).to.include({ choice: 'moeilijk' });
    });

    it('of a moment that was told at once, before it was asked for, asks for that', async () => {
      await o.say('verbeter');
      await o.say('ik heb een klant geholpen die boos was, en toen kwam mijn collega erbij');
      expect((await o.answers()).at(-1)).to.include({ step: 'kies', save: 'moment', effort: 'ok' });
      expect(o.heard()).to.not.contain('Kies nu een knop').and.to.not.contain('Vertel één moment');
      await o.say('verbeter');
      expect(o.heard()).to.contain('een klant geholpen die boos was').and.to.contain('Waar wil je over');
      await o.say('geen idee');
      expect(o.heard()).to.contain('Kies nu een knop');
    });

    it('of a choice by its number says which one it was', async () => {
      await o.say('verbeter');
      await o.say('2');
      await o.say('verbeter');
      expect(o.heard()).to.contain('“Iets moeilijks”').and.to.not.contain('“2”');
      expect(o.heard()).to.contain('Waar wil je over vertellen');
    });

    it('of what waits for more drops all of it', async () => {
      await o.w.close();
      o = await noorAtMoment({ fragmentSeconds: 4 });
      await o.say('ik heb een klant geholpe');
      await o.say('verbeter');
      await o.say(helped);
      await o.w.pass(5 * second);
      expect(await o.last()).to.equal(helped);
    });

    it('after the talk says that it may just be written', async () => {
      await o.say(helped);
      await o.finish();
      await o.say('verbeter');
      expect(o.heard()).to.contain('Schrijf het maar');
    });
  });

  describe('a reply to an earlier question', () => {
    const asked = async (words: string): Promise<string> =>
      (await o.lines()).find((one) => one.from === 'bot' && one.text.includes(words))?.providerId ?? '';
    const reply = (text: string, quotes: string) => o.w.write('teams', teams, text, undefined, { quotes });

    it('changes that answer, and the open question stays open', async () => {
      const id = await o.say(helped);
      const question = (await o.w.thread('noor')).talk?.question;
      await reply('het was een mevrouw die eieren zocht', await asked('Vertel één moment'));
      expect((await o.answers()).find((one) => one.step === 'moment_goed')?.text).to.equal(
        'het was een mevrouw die eieren zocht',
      );
      expect((await o.line(id))?.corrected).to.be.a('number');
      expect((await o.w.thread('noor')).talk?.question).to.equal(question);
      expect(o.heard()).to.equal('Je antwoord is aangepast.');
    });

    it('that was skipped is its answer', async () => {
      await o.say('sla over');
      await reply(helped, await asked('Vertel één moment'));
      const moment = (await o.answers()).find((one) => one.step === 'moment_goed');
      expect(moment).to.include({ text: helped, effort: 'ok' });
      expect(moment?.skipped).to.equal(undefined);
    });

    it('to the open question is an answer like any other', async () => {
      await reply(helped, await asked('Vertel één moment'));
      expect(await o.last()).to.equal(helped);
    });

    it('with a choice says how to change that one', async () => {
      await reply('iets lastigs', await asked('Waar wil je over vertellen'));
      expect(o.heard()).to.contain('Typ: verbeter');
      expect((await o.answers()).at(-1)).to.include({ choice: 'goed' });
    });

    it('of another day is kept for people to read, with a kind sentence and the open question', async () => {
      await reply('dat was toen met de kassa', 'een-oud-bericht');
      expect(o.heard()).to.contain('Vertel één moment');
      expect(o.w.teams.texts().join()).to.contain('Die vraag was van een andere dag');
      expect((await o.lines()).map(({ text }) => text)).to.include('dat was toen met de kassa');
      expect(await o.last()).to.equal('Iets dat goed ging');
    });

    it('is judged for a worry like any message', async () => {
      await reply('mijn chef slaat mij', 'een-oud-bericht');
      expect(await o.w.alerts()).to.have.length(1);
    });
  });
});
