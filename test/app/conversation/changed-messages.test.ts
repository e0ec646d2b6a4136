import { expect } from 'chai';
import { day, minute, second } from '../../../src/core/time.js';
import { noorAtMoment, type OwnAnswers } from '../../support/own-answers.js';
import { addresses } from '../../support/world.js';

const { whatsapp } = addresses.noor;
const helped = 'ik heb een klant geholpen met de pindakaas';

describe('a message that the student changes in Teams', () => {
  let o: OwnAnswers;
  beforeEach(async () => {
    o = await noorAtMoment();
  });
  afterEach(() => o.w.close());

  describe('an edit', () => {
    it('changes the answer, keeps the first wording, and is told in one short sentence', async () => {
      const id = await o.say(helped);
      const before = o.sent();
      await o.edit(id, 'ik heb een klant geholpen met de hagelslag');
      expect(await o.last()).to.equal('ik heb een klant geholpen met de hagelslag');
      expect((await o.line(id))?.edits?.map(({ text }) => text)).to.deep.equal([helped]);
      expect(o.sent() - before).to.equal(1);
      expect(o.heard()).to.equal('Je antwoord is aangepast.');
      await o.edit(id, 'ik heb een klant geholpen met de jam');
      expect(o.sent() - before, 'said once, not for each').to.equal(1);
    });

    it('comes once, however often it is sent, and an older one undoes no newer one', async () => {
      const id = await o.say(helped);
      const now = o.w.clock.now();
      for (const _ of [1, 2]) await o.edit(id, 'de nieuwe woorden over de kassa', 'e2', now + 2000);
      await o.edit(id, 'iets van daarvoor', 'e1', now + 1000);
      expect(await o.last()).to.equal('de nieuwe woorden over de kassa');
      expect((await o.line(id))?.edits).to.have.length(1);
    });

    it('that names a worry raises it; it stands by itself for its readers, and the answer keeps its words', async () => {
      const id = await o.say(helped);
      await o.edit(id, 'mijn chef slaat mij', 'e1');
      const [alert] = await o.w.alerts();
      expect(alert).to.include({ category: 'violence', words: 'mijn chef slaat mij' });
      expect(await o.line('e1')).to.include({ of: id, text: 'mijn chef slaat mij', alert: alert?.id });
      expect(await o.line(id)).to.include({ text: helped });
      expect(await o.line(id)).to.not.have.property('alert');
      expect(o.heard()).to.contain('Dank je dat je dit vertelt');
      expect(await o.last()).to.equal(helped);
      await o.remove(id);
      expect((await o.line('e1'))?.text).to.equal('');
      expect(o.heard()).to.contain('Iemand van school weet al');
    });

    it('that takes a worry out leaves it raised, with the new words beside it', async () => {
      const id = await o.say('mijn chef slaat mij');
      await o.edit(id, 'mijn chef is aardig');
      const [alert] = await o.w.alerts();
      expect(alert?.status).to.not.equal('handled');
      expect(alert?.added?.map(({ text }) => text)).to.deep.equal(['mijn chef is aardig']);
      expect((await o.line(id))?.alert).to.equal(alert?.id);
      expect(o.heard()).to.contain('Wat je eerst schreef, blijft ook staan');
    });

    it('that says enough after a hint is the answer: the talk goes on', async () => {
      const id = await o.say('goed');
      expect(await o.last()).to.equal('Iets dat goed ging');
      await o.edit(id, helped);
      expect(await o.last()).to.equal(helped);
      expect(o.heard()).to.contain('omgaan met anderen');
    });

    it('that mends a slip in a choice makes it one', async () => {
      await o.say('verbeter');
      const id = await o.say('ietz moeiliks');
      await o.edit(id, 'iets moeilijks');
      expect((await o.answers()).at(-1)).to.include({ choice: 'moeilijk' });
      expect(o.heard()).to.contain('moeilijk was');
    });

    it('of a tap changes no choice, and says how to', async () => {
      const id = (await o.lines()).filter((one) => one.from === 'student').at(-1)?.id ?? '';
      await o.edit(id, 'Iets moeilijks');
      expect((await o.answers()).at(-1)).to.include({ choice: 'goed' });
      expect(o.heard()).to.contain('Typ: verbeter');
    });

    it('does not move the talk to the chat in which it was made', async () => {
      const id = await o.say(helped);
      await o.w.write('whatsapp', whatsapp, 'ik zei goedemorgen tegen mijn collega Ahmed');
      await o.edit(id, 'ik heb een klant geholpen met de hagelslag');
      expect((await o.w.thread('noor')).channel).to.equal('whatsapp');
    });
  });

  describe('an edit of a talk that is over', () => {
    it('changes transcript, time line and what the next talk begins with; both wordings stay', async () => {
      const id = await o.say(helped);
      await o.finish();
      const old = (await o.w.thread('noor')).history.lastIntention;
      const intention = (await o.kept())
        .flatMap((one) => one.talk.transcript)
        .find((one) => one.from === 'student' && one.text === old);
      await o.w.pass(10 * day);
      await o.edit(id, 'ik heb een klant geholpen met de hagelslag');
      expect(o.heard()).to.contain('Dat gesprek was al klaar');
      await o.edit(intention?.id ?? '', 'ik begin zelf over de kassa');
      await o.w.pass(2 * minute);
      expect((await o.keptLine(id))?.edits?.map(({ text }) => text)).to.deep.equal([helped]);
      expect((await o.reflection()).words.map(({ text }) => text)).to.include(
        'ik heb een klant geholpen met de hagelslag',
      );
      expect((await o.w.thread('noor')).history.lastIntention).to.equal('ik begin zelf over de kassa');
    });

    it('is judged for a worry all the same', async () => {
      const id = await o.say(helped);
      await o.finish();
      await o.edit(id, 'mijn chef slaat mij');
      expect((await o.w.alerts()).map((one) => one.category)).to.deep.equal(['violence']);
    });
  });

  describe('a message that was taken away', () => {
    it('is gone from the answer, the transcript and what we repeated of it', async () => {
      const id = await o.say(helped);
      await o.say('verbeter');
      await o.say('ik heb een mevrouw geholpen met de eieren');
      await o.remove(id);
      expect(JSON.stringify(await o.w.thread('noor').then(({ talk }) => talk))).to.not.contain('pindakaas');
      expect(await o.line(id)).to.include({ text: '' });
      expect(o.heard()).to.contain('weg uit je antwoorden');
      expect(await o.last()).to.equal('ik heb een mevrouw geholpen met de eieren');
    });

    it('takes its answer along; back again it is an answer again', async () => {
      const id = await o.say(helped);
      await o.remove(id);
      const moment = async () => (await o.answers()).find((one) => one.step === 'moment_goed');
      expect(await moment()).to.include({ text: '', skipped: true });
      expect((await o.w.thread('noor')).talk?.state).to.not.have.nested.property('values.moment');
      await o.edit(id, helped);
      expect(await moment()).to.include({ text: helped });
      expect((await o.line(id))?.deleted).to.equal(undefined);
    });

    it('of a choice takes the choice along; other words in its place are no choice', async () => {
      await o.say('verbeter');
      const id = await o.say('iets moeilijks');
      const values = async () =>
        ((await o.w.thread('noor')).talk?.state as { values: Record<string, unknown> }).values;
      expect(await values()).to.include({ topic: 'moeilijk' });
      await o.remove(id);
      expect(await values()).to.not.have.property('topic');
      await o.edit(id, 'ik weet het eigenlijk niet');
      expect(await values()).to.not.have.property('topic');
    });

    it('takes along a plan that was taken back before', async () => {
      while ((await o.answers()).at(-1)?.step !== 'volgende') {
        const asked = (await o.w.thread('noor')).talk?.question ?? '';
        await o.goOn(asked.includes('volgende keer') ? 'ik vraag het Ahmed' : helped);
      }
      const plan = (await o.lines()).findLast(({ text }) => text === 'ik vraag het Ahmed');
      expect((await o.w.thread('noor')).history.lastIntention).to.equal('ik vraag het Ahmed');
      await o.say('verbeter');
      await o.remove(plan?.id ?? '');
      expect((await o.w.thread('noor')).history.lastIntention).to.equal('');
    });

    it('leaves a worry that was raised, and says so kindly', async () => {
      const id = await o.say('mijn chef slaat mij');
      await o.remove(id);
      const [alert] = await o.w.alerts();
      expect(alert).to.include({ words: 'mijn chef slaat mij' });
      expect(o.heard()).to.contain('Iemand van school weet al wat je schreef');
      expect((await o.line(id))?.text).to.equal('');
    });

    it('while its answer waits for more is no piece of it', async () => {
      await o.w.close();
      o = await noorAtMoment({ fragmentSeconds: 4 });
      const id = await o.say('dit had ik niet moeten zeggen');
      await o.say(helped);
      await o.remove(id);
      await o.w.pass(10 * second);
      expect(await o.last()).to.equal(helped);
    });

    it('days after the talk is gone from what was put away too, once for all its copies', async () => {
      const id = await o.say(helped);
      await o.finish();
      await o.w.pass(10 * day);
      await o.edit(id, 'ik heb een klant geholpen met de hagelslag');
      for (const event of ['d1', 'd1', 'd2']) await o.remove(id, event);
      await o.w.pass(2 * minute);
      const all = JSON.stringify([await o.kept(), await o.reflection(), await o.w.thread('noor')]);
      expect(all).to.not.contain('pindakaas').and.to.not.contain('hagelslag');
      expect(o.w.teams.texts().filter((text) => text.includes('weg uit je antwoorden'))).to.have.length(1);
    });

    it('says nothing to somebody whom we do not know', async () => {
      const outcome = await o.w.app.receive({
        ...{ channel: 'teams', address: 'vreemd', providerId: 'x1', at: o.w.clock.now(), ref: null },
        content: { type: 'deleted', of: 'x0' },
      });
      expect(outcome).to.deep.equal({ kind: 'outdated' });
    });
  });
});
