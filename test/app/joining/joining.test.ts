import { expect } from 'chai';
import { drawCode } from '../../../src/app/joining/join-codes.js';
import { refs } from '../../../src/app/refs.js';
import type { Person } from '../../../src/core/school/people.js';
import { minute } from '../../../src/core/time.js';
import { answerOf, joiningWorld, type JoiningWorld } from '../../support/joining-world.js';
import { addresses, introduce, tuesday } from '../../support/world.js';

/** Amina stands in the roster without a number; these telephones are nobody's until they send a code. */
const phone = addresses.amina.whatsapp;
const otherPhone = '+31600000077';
const noor = addresses.noor.whatsapp;

describe('joining by a personal code', () => {
  let j: JoiningWorld;
  beforeEach(async () => {
    j = await joiningWorld();
  });
  afterEach(() => j.w.close());

  describe('lets a student in', () => {
    it('who sends the words of the link: the window is open and the explanation begins', async () => {
      const outcome = await j.send(phone, `Hoi, mijn code is ${await j.codeFor('amina')}`);
      expect(outcome.kind).to.equal('accepted');
      expect(j.heardBy(phone).join()).to.contain('Which language do you want to read?');
      const [address] = (await j.w.thread('amina')).addresses;
      expect(address).to.include({ channel: 'whatsapp', address: phone, lastInboundAt: tuesday });
      await j.send(phone, 'English');
      expect(j.heardBy(phone).at(-1)).to.contain('I am Terugblik');
    });

    it('and keeps neither the code nor the telephone with it: only hashes', async () => {
      const code = await j.codeFor('amina');
      await j.send(phone, code);
      const kept = await j.store.get(refs.code('demo', j.w.deps.ids.hash(code)));
      expect(kept?.body).to.include({ person: 'amina', usedAt: tuesday });
      expect(JSON.stringify(kept)).to.not.contain(code).and.to.not.contain(phone);
      expect(await j.wordsOf('amina')).to.deep.equal([]);
    });

    it('at the cost of four reads and two writes more than a message', async () => {
      const code = await j.codeFor('amina');
      j.store.calls.length = 0;
      await j.receive(phone, { type: 'text', text: code });
      // How he stands is told to his staff after the answer, by a job of its own.
      const calls = j.store.calls.filter(({ id }) => !id.includes(':standing:')).map(({ method }) => method);
      expect(calls.filter((method) => method === 'get')).to.have.length(1 + 1 + 4);
      expect(calls.filter((method) => method === 'put')).to.have.length(1 + 2);
    });

    it('whose address is a user name and not a number', async () => {
      await j.send('NL.987654321', await j.codeFor('amina'));
      expect(j.heardBy('NL.987654321')).to.have.length(1);
    });

    it('whose number stands in the roster, when he sends his own code', async () => {
      await j.send(noor, await j.codeFor('noor'));
      expect(j.heardBy(noor).join()).to.contain('Welke taal wil je lezen?');
    });

    it('who is in the werkgroep as well, and stands among the staff', async () => {
      const { store } = j;
      const stored = await store.get<Person>(refs.person('demo', 'amina', ['student']));
      if (stored === null) throw new Error('amina is not in the roster');
      const roles: Person['roles'] = ['student', 'werkgroep'];
      await store.put(
        { ...refs.person('demo', 'amina', roles), body: { ...stored.body, roles } },
        { absent: true },
      );
      await store.remove(stored, stored.etag);
      // The list of staff is at most a minute old.
      j.clock.advance(minute);
      expect((await j.send(phone, await j.codeFor('amina'))).kind).to.equal('accepted');
    });

    it('who knows the explanation from Teams: he hears that it worked', async () => {
      await introduce(j.w);
      await j.send(otherPhone, await j.codeFor('noor'));
      expect(j.heardBy(otherPhone)).to.deep.equal([
        'Gelukt, Noor. Je doet nu mee op WhatsApp. Mijn berichten komen voortaan hier.',
      ]);
    });

    it('who stopped before: he hears how to begin again, and nothing else is sent', async () => {
      await introduce(j.w);
      await j.send(noor, 'stop');
      await j.send(otherPhone, await j.codeFor('noor'));
      expect(j.heardBy(otherPhone)).to.have.length(1);
      expect(j.heardBy(otherPhone)[0]).to.contain('Typ: start');
    });

    it('with a picture under which he wrote it: somebody looks at the picture', async () => {
      const caption = await j.codeFor('amina');
      await j.receive(
        phone,
        {
          type: 'media',
          files: [{ kind: 'picture', mime: 'image/jpeg', source: 'https://example.org/1' }],
          caption,
        },
        'p1',
      );
      await j.w.app.idle();
      expect(j.heardBy(phone).join()).to.contain('Which language');
      expect((await j.w.alerts()).map((alert) => alert.category)).to.deep.equal(['unread']);
    });

    it('once, when two people send the same code at once: the other hears that it is used', async () => {
      const code = await j.codeFor('amina');
      const outcomes = await Promise.all([j.send(phone, code), j.send(otherPhone, code)]);
      expect(outcomes.map(({ kind }) => kind).sort()).to.deep.equal(['accepted', 'unknown']);
      expect(outcomes.map(answerOf).join()).to.contain('al gebruikt op een andere telefoon');
      const people = await Promise.all([j.personAt(phone), j.personAt(otherPhone)]);
      expect(people.filter((person) => person === 'amina')).to.have.length(1);
    });
  });

  describe('sent again', () => {
    it('is told kindly, asks the open question again, and is no answer to it', async () => {
      const code = await j.codeFor('amina');
      await j.send(phone, code);
      const again = await j.send(phone, `Hoi, mijn code is ${code}`);
      expect(again.kind).to.equal('accepted');
      expect(j.heardBy(phone).at(-2)).to.contain('You have already joined.');
      expect(j.heardBy(phone).at(-1)).to.contain('Which language');
      expect(await j.wordsOf('amina')).to.deep.equal([]);
    });

    it('in the same webhook is one join', async () => {
      const code = await j.codeFor('amina');
      await j.send(phone, code, 'SM1');
      expect((await j.send(phone, code, 'SM1')).kind).to.equal('duplicate');
      expect(j.heardBy(phone)).to.have.length(1);
    });

    it('in two copies of a webhook at the same moment is one join', async () => {
      const code = await j.codeFor('amina');
      const outcomes = await Promise.all([j.send(phone, code, 'SM1'), j.send(phone, code, 'SM1')]);
      expect(outcomes.map(({ kind }) => kind).sort()).to.deep.equal(['accepted', 'duplicate']);
      expect(j.heardBy(phone)).to.have.length(1);
    });
  });

  describe('on another telephone', () => {
    it('moves the student there: the old one is nobody any more', async () => {
      await j.send(phone, await j.codeFor('amina'));
      await j.send(phone, 'English');
      await j.send(otherPhone, await j.codeFor('amina'));
      expect(j.heardBy(otherPhone).join()).to.contain('I am Terugblik');
      expect((await j.w.thread('amina')).addresses.map(({ address }) => address)).to.deep.equal([otherPhone]);
      expect((await j.send(phone, 'hoi')).kind).to.equal('unknown');
    });

    it('takes the number of the roster away as well', async () => {
      await j.send(otherPhone, await j.codeFor('noor'));
      expect((await j.send(noor, 'hoi')).kind).to.equal('unknown');
    });

    it('stays there when the old telephone sends its old code again', async () => {
      const old = await j.codeFor('amina');
      await j.send(phone, old);
      await j.send(otherPhone, await j.codeFor('amina'));
      expect(answerOf(await j.send(phone, old))).to.contain('werkt niet meer');
      expect(await j.personAt(phone)).to.equal(null);
    });
  });

  describe('with words beside it', () => {
    it('lets the student in and raises the worry', async () => {
      await j.send(phone, `Hoi, mijn code is ${await j.codeFor('amina')}\nmijn chef slaat mij`);
      expect((await j.w.alerts()).map(({ category, words }) => ({ category, words }))).to.deep.equal([
        { category: 'violence', words: 'mijn chef slaat mij' },
      ]);
      expect(await j.personAt(phone)).to.equal('amina');
      expect(await j.wordsOf('amina')).to.deep.equal(['mijn chef slaat mij']);
    });

    it('that are no worry, begins the explanation and keeps the words', async () => {
      await j.send(phone, `hallo ik ben amina en dit is mijn code ${await j.codeFor('amina')}`);
      expect(j.heardBy(phone).join()).to.contain('Which language');
      expect(await j.wordsOf('amina')).to.deep.equal(['hallo ik ben amina en dit is mijn code']);
    });

    it('from a student who is in already, answers the words', async () => {
      const code = await j.codeFor('amina');
      await j.send(phone, code);
      await j.send(phone, `mijn chef slaat mij ${code}`);
      expect((await j.w.alerts()).map(({ category }) => category)).to.deep.equal(['violence']);
    });

    it('but wrong, gives help lines and says that nothing was kept', async () => {
      j.store.calls.length = 0;
      const outcome = await j.send(phone, `${drawCode(j.w.deps, 'amina').code} mijn chef slaat mij`);
      expect(answerOf(outcome)).to.contain('niet gelezen en niet bewaard').and.to.contain('112');
      expect(j.writes()).to.deep.equal([]);
    });
  });

  describe('when the process dies', () => {
    it('after the code was marked: the same code from the same telephone finishes the join', async () => {
      const code = await j.codeFor('amina');
      j.storeFailsOnce((id) => id.includes(':address:'));
      const broken = await j.send(phone, code, 'SM1').catch((error: unknown) => error);
      expect(broken).to.have.property('code', 'store_unavailable');
      expect(answerOf(await j.send(otherPhone, code)), 'nobody else can').to.contain('al gebruikt');
      expect((await j.send(phone, code, 'SM1')).kind).to.equal('accepted');
      expect(j.heardBy(phone).join()).to.contain('Which language');
    });

    it('before the thread was written: the student still gets the explanation', async () => {
      const code = await j.codeFor('amina');
      j.storeFailsOnce((id) => id === 'demo:amina');
      await j.send(phone, code, 'SM1').catch(() => undefined);
      expect((await j.send(phone, code, 'SM1')).kind).to.equal('accepted');
      expect(j.heardBy(phone)).to.have.length(1);
      expect(j.heardBy(phone)[0]).to.contain('Which language');
    });

    it('while a student moves: the old telephone is let go all the same', async () => {
      await j.send(phone, await j.codeFor('amina'));
      const code = await j.codeFor('amina');
      j.storeFailsOnce((id) => id === 'demo:amina');
      await j.send(otherPhone, code).catch(() => undefined);
      await j.send(otherPhone, code);
      expect(await j.personAt(phone)).to.equal(null);
      expect((await j.w.thread('amina')).addresses.map(({ address }) => address)).to.deep.equal([otherPhone]);
    });
  });
});
