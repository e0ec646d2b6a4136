import { expect } from 'chai';
import { drawCode } from '../../../src/app/joining/join-codes.js';
import { refs } from '../../../src/app/refs.js';
import type { Person } from '../../../src/core/school/people.js';
import { day, hour } from '../../../src/core/time.js';
import { answerOf, joiningWorld, type JoiningWorld } from '../../support/joining-world.js';
import { addresses, introduce, tuesday } from '../../support/world.js';

/** Amina stands in the roster without a number; these telephones are nobody's until they send a code. */
const phone = addresses.amina.whatsapp;
const otherPhone = '+31600000077';
const noor = addresses.noor.whatsapp;

describe('a personal code that lets nobody in', () => {
  let j: JoiningWorld;
  beforeEach(async () => {
    j = await joiningWorld();
  });
  afterEach(() => j.w.close());

  describe('refuses kindly and keeps nothing for', () => {
    const refusals: [string, () => Promise<string>, string][] = [
      [
        'a typing mistake',
        async () => `${(await j.codeFor('amina')).slice(0, -1)}A`,
        'een foutje in de code',
      ],
      ['a code that nobody made', async () => drawCode(j.w.deps, 'amina').code, 'Deze code ken ik niet'],
      ['a code that ran out', () => expired('amina'), 'werkt niet meer'],
      ['a code after which a newer card was made', () => replaced('amina'), 'werkt niet meer'],
      ['a student who left', () => left('amina'), 'werkt niet meer'],
      ['a code that another telephone used', () => used('amina'), 'al gebruikt op een andere telefoon'],
    ];
    for (const [what, make, words] of refusals) {
      it(what, async () => {
        const code = await make();
        j.store.calls.length = 0;
        const outcome = await j.send(phone, `mijn code is ${code}`);
        expect(answerOf(outcome)).to.contain(words);
        expect(j.writes()).to.deep.equal([]);
        expect(await j.personAt(phone)).to.equal(null);
      });
    }

    it('a code on its last day not yet', async () => {
      const code = await j.codeFor('amina');
      j.clock.set(Date.UTC(2026, 11, 15, 22, 59));
      expect((await j.send(phone, code)).kind).to.equal('accepted');
    });

    const expired = async (person: string): Promise<string> => {
      const code = await j.codeFor(person);
      j.clock.set(Date.UTC(2026, 11, 15, 23, 1));
      return code;
    };
    const replaced = async (person: string): Promise<string> => {
      const code = await j.codeFor(person);
      await j.codeFor(person);
      return code;
    };
    const used = async (person: string): Promise<string> => {
      const code = await j.codeFor(person);
      await j.send(otherPhone, code);
      return code;
    };
    const left = async (person: string): Promise<string> => {
      const code = await j.codeFor(person);
      const stored = await j.store.get<Person>(refs.person('demo', person, ['student']));
      if (stored === null) throw new Error(`${person} is not in the roster`);
      await j.store.put({ ...stored, body: { ...stored.body, active: false } }, { etag: stored.etag });
      return code;
    };
  });

  it('is known as old for ninety days after its end, and then as nothing', async () => {
    const code = await j.codeFor('amina');
    j.clock.advance(100 * day);
    expect(answerOf(await j.send(phone, code))).to.contain('werkt niet meer');
    j.clock.advance(20 * day);
    expect(answerOf(await j.send(phone, code))).to.contain('Deze code ken ik niet');
  });

  it('is looked up five times an hour when it is wrong, and answered all the same', async () => {
    for (let tries = 0; tries < 5; tries += 1) await j.send(phone, drawCode(j.w.deps, 'amina').code);
    const code = await j.codeFor('amina');
    j.store.calls.length = 0;
    expect(answerOf(await j.send(phone, code))).to.contain('Deze code ken ik niet');
    expect(j.store.calls.filter(({ id }) => id.includes(':code'))).to.deep.equal([]);
    expect((await j.send(otherPhone, 'hoi')).kind, 'nobody else waits for it').to.equal('unknown');
    j.clock.advance(hour);
    expect((await j.send(phone, code)).kind).to.equal('accepted');
  });

  it('is looked up five times when many wrong ones come at the same moment', async () => {
    const codes = Array.from({ length: 20 }, () => drawCode(j.w.deps, 'amina').code);
    j.store.calls.length = 0;
    await Promise.all(codes.map((code) => j.send(phone, code)));
    expect(j.store.calls.filter(({ id }) => id.includes(':code:'))).to.have.length(5);
  });

  describe('of somebody else, sent by a student we know,', () => {
    beforeEach(() => introduce(j.w));

    it('is refused kindly and stays good for its owner', async () => {
      const code = await j.codeFor('amina');
      expect((await j.send(noor, `Hoi, mijn code is ${code}`)).kind).to.equal('accepted');
      expect(j.heardBy(noor)).to.deep.equal([
        'Deze code is van iemand anders. Jij doet al mee met jouw telefoon. Er verandert niets.',
      ]);
      expect(await j.personAt(noor)).to.equal('noor');
      expect((await j.send(phone, code)).kind).to.equal('accepted');
    });

    it('does not keep the words beside it from being judged', async () => {
      await j.send(noor, `${await j.codeFor('amina')} mijn chef slaat mij`);
      expect((await j.w.alerts()).map(({ category }) => category)).to.deep.equal(['violence']);
      expect(j.heardBy(noor).at(-1)).to.contain('Deze code is van iemand anders.');
    });

    it('and unknown to us, is an answer like any other', async () => {
      const { code } = drawCode(j.w.deps, 'amina');
      await j.send(noor, code);
      expect(await j.wordsOf('noor')).to.include(code);
    });
  });

  it('is for WhatsApp: in Teams the app is installed instead', async () => {
    const code = await j.codeFor('amina');
    const outcome = await j.w.app.receive({
      ...{ channel: 'teams', address: 'somebody', providerId: 't1', at: tuesday, ref: null },
      content: { type: 'text', text: code },
    });
    expect(answerOf(outcome)).to.contain('Ik ken dit nummer niet');
    expect((await j.send(phone, code)).kind).to.equal('accepted');
  });
});
