import { expect } from 'chai';
import { minute, second } from '../../../src/core/time.js';
import { noorAtMoment, type OwnAnswers } from '../../support/own-answers.js';
import { addresses } from '../../support/world.js';

const { teams, whatsapp } = addresses.noor;
const helped = 'ik heb een klant geholpen met de pindakaas';

describe('words that cross the talk', () => {
  let o: OwnAnswers;
  beforeEach(async () => {
    o = await noorAtMoment();
  });
  afterEach(() => o.w.close());

  describe('two chats at once', () => {
    it('the same words in both are one answer, and the talk goes on where she wrote last', async () => {
      await o.say(helped);
      await o.w.write('whatsapp', whatsapp, helped);
      expect((await o.answers()).filter(({ text }) => text === helped)).to.have.length(1);
      expect(o.w.whatsapp.texts().join()).to.contain('We gaan hier verder met hetzelfde gesprek');
      expect(o.w.whatsapp.texts().at(-1)).to.contain('begroet');
    });

    it('a button pressed in both is one answer', async () => {
      await o.say(helped);
      await o.say('ik zei goedemorgen tegen mijn collega Ahmed');
      const [rating] = (await o.w.thread('noor')).talk?.offered ?? [];
      const tap = { type: 'button', payload: rating?.id ?? '', label: rating?.label ?? '' } as const;
      await o.w.write('teams', teams, tap);
      const before = (await o.answers()).length;
      await o.w.write('whatsapp', whatsapp, tap);
      expect(await o.answers()).to.have.length(before);
    });

    it('a second talk does not begin beside the first: "start" and another day go on with what is open', async () => {
      const { talk } = await o.w.thread('noor');
      await o.say('start');
      await o.w.app.openDay({ student: 'noor', date: '2026-11-17', assignment: 3 });
      await o.w.pass(0);
      expect((await o.w.thread('noor')).talk?.id).to.equal(talk?.id);
      expect(o.heard()).to.contain('Vertel één moment');
    });
  });

  describe('words that come late', () => {
    it('go with the answer before, are judged with it, and the open question is not asked again', async () => {
      const id = await o.say(helped);
      const before = o.sent();
      await o.w.pass(3 * second);
      await o.say('en hij zei dankjewel 😊');
      expect(await o.last()).to.equal(`${helped}\nen hij zei dankjewel 😊`);
      await o.say('👍');
      expect(await o.last()).to.contain('👍');
      expect(o.sent()).to.equal(before);
      await o.edit(id, 'ik heb een klant geholpen met jam');
      expect(await o.last()).to.equal('ik heb een klant geholpen met jam\nen hij zei dankjewel 😊\n👍');
    });

    it('"ik bedoel" goes there for longer, and after a tap asks that question again', async () => {
      await o.say('ik bedoel iets moeilijks');
      expect(o.heard()).to.contain('Waar wil je over vertellen');
      await o.w.tap('teams', teams, 'Iets dat goed ging');
      await o.say(helped);
      await o.w.pass(minute);
      await o.say('ik bedoel met de hagelslag');
      expect(await o.last()).to.equal(`${helped}\nik bedoel met de hagelslag`);
    });

    it('count as their own where the school wants that, or too much time went by', async () => {
      await o.say(helped);
      await o.w.pass(11 * second);
      await o.say('en ik zei goedemorgen tegen Ahmed');
      expect(await o.last()).to.equal('en ik zei goedemorgen tegen Ahmed');
      await o.w.close();
      o = await noorAtMoment({ lateSeconds: 0 });
      await o.say(helped);
      await o.say('en ik zei goedemorgen tegen Ahmed');
      expect(await o.last()).to.equal('en ik zei goedemorgen tegen Ahmed');
    });

    it('that tell a worry only with the words before raise it', async () => {
      await o.say('mijn chef was de hele dag druk met mij');
      await o.say('en toen sloeg hij mij');
      expect((await o.w.alerts()).map((one) => one.category)).to.deep.equal(['violence']);
    });
  });

  it('an answer waits longer while she is typing, but not for ever', async () => {
    await o.w.close();
    o = await noorAtMoment({ fragmentSeconds: 4 });
    const before = o.sent();
    await o.say('ik heb een klant geholpen');
    for (let at = 0; at < 24; at += 3) {
      await o.w.pass(3 * second);
      await o.w.write('teams', teams, { type: 'typing' });
      expect(o.sent(), `${at} s`).to.equal(before);
    }
    await o.say('met de pindakaas');
    await o.w.pass(2 * second);
    expect(o.sent()).to.equal(before);
    await o.w.pass(4 * second);
    expect(await o.last()).to.equal('ik heb een klant geholpen\nmet de pindakaas');
    const { seen } = await o.w.thread('noor');
    await o.w.write('teams', teams, { type: 'typing' });
    expect((await o.w.thread('noor')).seen).to.deep.equal(seen);
  });
});
