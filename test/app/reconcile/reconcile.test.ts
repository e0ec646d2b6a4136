import { expect } from 'chai';
import { hour, minute, second } from '../../../src/core/time.js';
import { numbers, outage, type Unheard } from '../../support/unheard.js';
import { addresses } from '../../support/world.js';

const worry = 'mijn chef slaat mij';

describe('messages whose webhook was lost', () => {
  let u: Unheard;
  beforeEach(async () => {
    u = await outage();
  });
  afterEach(() => u.s.close());

  it('take effect exactly once each, the worry first, and every reply is sent once', async () => {
    await u.introduced(numbers.daan);
    const people = [numbers.noor, numbers.amina, numbers.daan];
    const replies = (): number[] => people.map((one) => u.repliesTo(one).length);
    const before = replies();
    const sids = [
      await u.unheard(numbers.noor, 'wat moet ik nu doen?'),
      await u.unheard(numbers.amina, 'hallo daar'),
      await u.unheard(numbers.daan, worry),
    ];
    u.store.calls.length = 0;
    await u.pass(5 * minute);
    await u.pass(5 * minute);
    expect(u.written()[0]).to.equal('demo:daan');
    expect(
      await Promise.all(['noor', 'amina', 'daan'].map((one, at) => u.times(one, sids[at] ?? ''))),
    ).to.deep.equal([1, 1, 1]);
    expect((await u.s.w.alerts()).map(({ severity, student }) => [severity, student])).to.deep.equal([
      ['acute', 'daan'],
    ]);
    expect(replies()).to.deep.equal(before.map((count) => count + 1));
    expect(u.rounds().some((round) => round['found'] === 3 && round['taken'] === 3)).to.equal(true);
  });

  it('keep their own time in the transcript', async () => {
    const sent = u.clock.now();
    const sid = await u.unheard(numbers.noor, 'ik ben klaar met werken');
    await u.pass(7 * minute);
    const line = (await u.lines('noor')).find((one) => one.id === sid);
    expect(line?.at).to.equal(sent);
  });

  it('of one person stay in their order, and a worry takes all of them to the front', async () => {
    await u.introduced(numbers.daan);
    await u.unheard(numbers.noor, 'eerste van noor');
    const first = await u.unheard(numbers.daan, 'eerst iets gewoons');
    const then = await u.unheard(numbers.daan, worry);
    u.store.calls.length = 0;
    await u.pass(5 * minute);
    expect(u.written()[0]).to.equal('demo:daan');
    const ids = (await u.lines('daan')).map((line) => line.id);
    expect(ids.indexOf(first)).to.be.lessThan(ids.indexOf(then));
    expect(ids).to.include.members([first, then]);
  });

  it('are known again when their webhook comes after all', async () => {
    const sid = await u.unheard(numbers.noor, 'ik ben klaar met werken');
    await u.pass(5 * minute);
    const replies = u.repliesTo(numbers.noor).length;
    const late = await u.s.double.resend(sid);
    await u.s.settled();
    expect(late.status).to.equal(200);
    expect(await u.times('noor', sid)).to.equal(1);
    expect(u.repliesTo(numbers.noor)).to.have.length(replies);
  });

  it('are left to their webhook for twenty seconds, and looked for again within a minute', async () => {
    await u.pass(5 * minute - second);
    const sid = await u.unheard(numbers.noor, 'net gestuurd');
    await u.pass(0);
    expect(await u.times('noor', sid)).to.equal(0);
    await u.pass(minute);
    expect(await u.times('noor', sid)).to.equal(1);
  });

  it('of a number that we do not know are passed over: nothing kept, nothing said', async () => {
    const stranger = '+31699999999';
    await u.unheard(stranger, worry);
    u.store.calls.length = 0;
    await u.pass(5 * minute);
    expect(u.rounds().at(-1)).to.include({ found: 1, unknown: 1, taken: 0 });
    expect(u.repliesTo(stranger)).to.deep.equal([]);
    const kept = u.store.calls.filter(({ method, id }) => method === 'put' && !/:(lease|mark):/.test(id));
    expect(kept).to.deep.equal([]);
    await u.pass(5 * minute);
    expect(u.rounds().at(-1)).to.include({ found: 0, unknown: 0 });
  });

  it('with a picture come with its kind and address, as the webhook has them', async () => {
    const media = { contentType: 'audio/ogg', data: Buffer.from('x') };
    const kept = async (): Promise<string> =>
      JSON.stringify((await u.lines('noor')).findLast((line) => line.from === 'student')?.files).replaceAll(
        /M[ME][0-9a-f]{32}/g,
        'sid',
      );
    u.s.double.loseWebhooks(true);
    await u.s.double.receive({ from: numbers.noor, body: 'kijk', media });
    u.s.double.loseWebhooks(false);
    await u.pass(5 * minute);
    const missed = await kept();
    await u.s.double.receive({ from: numbers.noor, body: 'kijk', media });
    await u.s.settled();
    expect(missed).to.contain('"kind":"voice"').and.to.contain(':file:sid:0');
    expect(missed).to.equal(await kept());
  });

  it('that were taps count as that choice', async () => {
    await u.s.w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await u.s.w.app.idle();
    await u.s.settled();
    const asked = u.repliesTo(numbers.noor).at(-1);
    u.s.double.loseWebhooks(true);
    await u.s.double.tap(asked?.sid ?? '', 0);
    u.s.double.loseWebhooks(false);
    await u.pass(5 * minute);
    expect(u.repliesTo(numbers.noor).at(-1)?.body).to.contain('Klopt dat?');
  });

  it('that were a tap on the only button of a template open what was held back, and are no answer', async () => {
    await u.unheard(numbers.noor, worry);
    await u.pass(5 * minute);
    await u.pass(25 * hour);
    const [alert] = await u.s.w.alerts();
    const by = {
      channel: 'teams',
      address: addresses.samira.teams,
      providerId: 'i',
      at: 0,
      ref: null,
    } as const;
    await u.s.w.app.actOnAlert({ ...by, content: { type: 'joined' } }, alert?.id ?? '', { verb: 'seen' });
    await u.pass(second);
    const knock = u.repliesTo(numbers.noor).at(-1);
    expect(knock?.body).to.contain('Er is een bericht voor je');
    u.s.double.loseWebhooks(true);
    await u.s.double.tap(knock?.sid ?? '', 0);
    u.s.double.loseWebhooks(false);
    const before = u.repliesTo(numbers.noor).length;
    await u.pass(5 * minute);
    const after = u.repliesTo(numbers.noor).slice(before);
    expect(after.map(({ body }) => body)).to.deep.equal(['Samira de Wit heeft je bericht gelezen.']);
  });

  it('cost nothing when there are none: two listings, and no read of anybody’s thread', async () => {
    await u.s.double.receive({ from: numbers.noor, body: 'gewoon een bericht' });
    await u.s.settled();
    await u.pass(5 * minute);
    const before = u.listings().length;
    u.store.calls.length = 0;
    await u.pass(5 * minute);
    expect(u.listings().length - before).to.equal(2);
    expect(u.store.calls.filter(({ id }) => id === 'demo:noor')).to.deep.equal([]);
    expect(u.rounds().at(-1)).to.include({ found: 0, reports: 0 });
  });

  it('are not the only loss: reports on what we sent are taken in as well', async () => {
    u.s.double.loseWebhooks(true);
    await u.s.w.write('whatsapp', numbers.noor, 'nog iets');
    await u.s.settled();
    u.s.double.loseWebhooks(false);
    expect((await u.lines('noor')).at(-1)?.delivery).to.equal('sent');
    await u.pass(5 * minute);
    expect(u.rounds().at(-1)).to.include({ reports: 1 });
    expect((await u.lines('noor')).at(-1)?.delivery).to.equal('delivered');
    await u.pass(5 * minute);
    expect(u.rounds().at(-1)).to.include({ reports: 0 });
  });

  it('never stand in a log with their words, number or name', async () => {
    await u.unheard(numbers.noor, worry);
    u.store.beforePut = (id) => {
      if (id === 'demo:noor') throw new Error(`odd: ${worry} of ${numbers.noor}`);
    };
    await u.pass(5 * minute);
    u.store.beforePut = () => undefined;
    const fields = u.s.w.logged
      .filter(({ event }) => event.startsWith('reconcile'))
      .map(({ event, fields: logged }) => JSON.stringify({ event, ...(logged as object), error: undefined }));
    expect(fields.length).to.be.greaterThan(0);
    expect(fields.join('\n')).to.not.match(/chef|slaat|\+316|Noor/);
  });
});
