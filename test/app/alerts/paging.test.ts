import { expect } from 'chai';
import { knownOnCall } from '../../../src/app/people/on-call.js';
import { minute } from '../../../src/core/time.js';
import type { Paged, Pager } from '../../../src/ports/pager.js';
import { at } from '../../core/school/builders.js';
import { pressAlert } from '../../support/press.js';
import { addresses, demoPeople, demoSchool, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;
const number = '+31600000009';

/** Keeps who was called; what the next calls come to can be arranged. */
function fakePager(): Pager & { calls: { to: string; text: string }[]; next: Paged[] } {
  const calls: { to: string; text: string }[] = [];
  const next: Paged[] = [];
  return {
    ...{ calls, next },
    page: async (to, text) => {
      calls.push({ to, text });
      return next.shift() ?? { status: 'sent' };
    },
  };
}

describe('whoever is on call', () => {
  let w: World;
  let pager: ReturnType<typeof fakePager>;
  const night = async (): Promise<void> => {
    pager = fakePager();
    const people = (await demoPeople()).map((one) =>
      one.id === 'fatima' ? { ...one, whatsapp: number } : one,
    );
    w = await world({ people, pager });
    await introduce(w);
    await w.pass(at('2026-11-24T22:30') - w.clock.now());
  };
  const worry = (): Promise<unknown> => w.write('whatsapp', noor, 'ik wil niet meer leven');
  afterEach(() => w.close());

  it('is called by telephone for an acute worry at night, without a name or a word of it', async () => {
    await night();
    await worry();
    expect(pager.calls).to.deep.equal([
      { to: number, text: 'Terugblik: er is nu een dringende melding. Open Teams en kijk.' },
    ]);
    const [alert] = await w.alerts();
    expect(alert?.pages?.map(({ person, outcome }) => [person, outcome])).to.deep.equal([['fatima', 'sent']]);
    const card = w.teams.sent.findLast(({ to }) => to.address === addresses.samira.teams)?.message;
    expect(JSON.stringify(card)).to.contain('sms naar Fatima Aksoy');
  });

  it('is called again until somebody looks, and three times at most', async () => {
    await night();
    await worry();
    await w.pass(10 * minute);
    expect(pager.calls).to.have.length(2);
    await pressAlert(w, { verb: 'seen' }, addresses.fatima.teams);
    for (let round = 0; round < 6; round += 1) await w.pass(10 * minute);
    expect(pager.calls).to.have.length(2);
    await w.close();
    await night();
    await worry();
    for (let round = 0; round < 8; round += 1) await w.pass(10 * minute);
    expect(pager.calls).to.have.length(3);
  });

  it('is called once more when a call got no answer, and the card says when it cannot be made', async () => {
    await night();
    pager.next.push({ status: 'retry', reason: 'no answer' }, { status: 'failed', reason: 'code 21211' });
    await worry();
    await w.pass(minute);
    expect(pager.calls).to.have.length(2);
    const [alert] = await w.alerts();
    expect(alert?.pages?.map(({ outcome }) => outcome)).to.deep.equal(['failed']);
    expect(w.logged.some(({ event }) => event === 'alert.page_failed')).to.equal(true);
  });

  it('is left in peace in office hours, and for what can wait until morning', async () => {
    await night();
    await w.write('whatsapp', noor, 'ik word gepest door de anderen');
    await w.pass(at('2026-11-25T10:00') - w.clock.now());
    await worry();
    expect(pager.calls).to.deep.equal([]);
  });

  it('counts only when the roster knows him: nobody is promised who is not there', async () => {
    await night();
    const school = await demoSchool();
    const log = w.deps.log;
    expect(await knownOnCall(w.store, school, log)).to.equal(school);
    const gone = await knownOnCall(w.store, { ...school, onCall: 'somebody' }, log);
    expect(gone.onCall).to.equal(undefined);
    expect(w.logged.at(-1)).to.deep.include({ event: 'school.on_call_unknown' });
  });
});
