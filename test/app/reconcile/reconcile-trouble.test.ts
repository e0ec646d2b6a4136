import { expect } from 'chai';
import { createApp } from '../../../src/app/app.js';
import { createReconcile } from '../../../src/app/reconcile/reconcile.js';
import { refs } from '../../../src/app/refs.js';
import { TerugblikError } from '../../../src/core/errors.js';
import { hour, minute, second } from '../../../src/core/time.js';
import { requestProblems } from '../../spec/twilio-requests.js';
import { numbers, outage, type Unheard } from '../../support/unheard.js';
import { tuesday } from '../../support/world.js';

describe('a round of reconciling', () => {
  let u: Unheard;
  beforeEach(async () => {
    u = await outage();
  });
  afterEach(() => u.s.close());

  it('that died before it moved the watermark is done again by another process, and nothing takes effect twice', async () => {
    const sid = await u.unheard(numbers.noor, 'ik ben klaar met werken');
    const { watermark } = await u.mark();
    u.clock.advance(5 * minute);
    // The claim is written, then the outcome of the round is not: the process is gone.
    let writes = 0;
    u.store.beforePut = (id) => {
      if (id.endsWith('mark:reconcile:whatsapp') && (writes += 1) === 2)
        throw new TerugblikError('store_unavailable', 'the process died here');
    };
    await u.s.w.pass(0);
    await u.s.settled();
    u.store.beforePut = () => undefined;
    expect(await u.times('noor', sid)).to.equal(1);
    expect((await u.mark()).watermark).to.equal(watermark);
    const replies = u.repliesTo(numbers.noor).length;
    const other = createApp(u.s.w.deps, 'another');
    const counts = await other.reconcile.run();
    await other.idle();
    await u.s.settled();
    expect(counts).to.include({ taken: 0, failed: 0 });
    expect(counts.duplicates).to.be.greaterThan(0);
    expect(await u.times('noor', sid)).to.equal(1);
    expect(u.repliesTo(numbers.noor)).to.have.length(replies);
    expect((await u.mark()).watermark).to.equal(u.clock.now());
  });

  it('goes through all pages: 250 messages', async function () {
    this.timeout(60_000);
    u.s.double.loseWebhooks(true);
    for (let count = 0; count < 250; count += 1)
      await u.s.double.receive({ from: numbers.noor, body: `bericht ${count}` });
    u.s.double.loseWebhooks(false);
    await u.pass(5 * minute);
    expect(u.rounds().at(-1)).to.include({ found: 250, taken: 250, failed: 0 });
    expect(u.listings().some(({ query }) => query.includes('PageToken'))).to.equal(true);
    const texts = (await u.lines('noor')).flatMap(({ text }) => (text.startsWith('bericht') ? [text] : []));
    expect(texts).to.have.members(Array.from({ length: 250 }, (_, count) => `bericht ${count}`));
  });

  for (const code of [20429, 20500]) {
    it(`that Twilio answers ${code} in the middle of the list fails as a whole, and the next one finishes`, async () => {
      u.s.double.loseWebhooks(true);
      for (let count = 0; count < 201; count += 1)
        await u.s.double.receive({ from: numbers.noor, body: `bericht ${count}` });
      u.s.double.loseWebhooks(false);
      const { watermark } = await u.mark();
      u.s.double.failNext({ code, when: 'list', skip: 1 });
      await u.pass(5 * minute);
      const failures = u.s.w.logged.filter(({ event }) => event === 'reconcile.round_failed');
      expect(failures).to.have.length(1);
      expect((await u.lines('noor')).filter(({ text }) => text.startsWith('bericht'))).to.deep.equal([]);
      expect((await u.mark()).watermark).to.equal(watermark);
      await u.pass(minute);
      expect(u.rounds().at(-1)).to.include({ taken: 201 });
      expect((await u.mark()).watermark).to.be.greaterThan(watermark);
    }).timeout(60_000);
  }

  it('keeps its watermark for a message that cannot be taken in, lets others pass, and gives it up after an hour', async () => {
    await u.introduced(numbers.daan);
    const sid = await u.unheard(numbers.noor, 'dit lukt niet');
    const fine = await u.unheard(numbers.daan, 'dit lukt wel');
    const { watermark } = await u.mark();
    u.store.beforePut = (id) => {
      if (id === 'demo:noor') throw new Error('poison');
    };
    await u.pass(5 * minute);
    expect(u.rounds().at(-1)).to.include({ taken: 1, failed: 1 });
    expect(await u.times('daan', fine)).to.equal(1);
    expect(await u.mark()).to.deep.include({ watermark, failures: { [sid]: 1 } });
    for (let count = 0; count < 59; count += 1) await u.pass(minute);
    const given = u.s.w.logged.filter(({ event }) => event === 'reconcile.passed_over');
    expect(given.map(({ fields }) => (fields as { message: string }).message)).to.deep.equal([sid]);
    const moved = (await u.mark()).watermark;
    expect(moved).to.be.greaterThan(watermark);
    await u.pass(5 * minute);
    expect(u.rounds().at(-1)).to.include({ found: 0, failed: 0, passedOver: 0 });
  }).timeout(60_000);

  it('leaves alone what was given up, also while another message holds the watermark', async () => {
    await u.introduced(numbers.daan);
    await u.unheard(numbers.noor, 'dit lukt niet');
    u.store.beforePut = (id) => {
      if (id === 'demo:noor' || id === 'demo:daan') throw new Error('poison');
    };
    for (let count = 0; count < 40; count += 1) await u.pass(count === 0 ? 5 * minute : minute);
    await u.unheard(numbers.daan, 'dit ook niet');
    for (let count = 0; count < 24; count += 1) await u.pass(minute);
    expect(u.rounds().at(-1)).to.include({ found: 1, failed: 1 });
    const given = u.s.w.logged.filter(({ event }) => event === 'reconcile.passed_over');
    expect(given).to.have.length(1);
  }).timeout(60_000);

  it('is run by one of two instances whose alarms go off at once', async () => {
    u.clock.advance(5 * minute);
    const background: Promise<void>[] = [];
    const hand = {
      start: (work: Promise<void>) => void background.push(work),
      ...{ idle: async () => undefined, room: async () => undefined },
    };
    const { deps, app } = u.s.w;
    const instances = [createReconcile(deps, hand, app), createReconcile(deps, hand, app)];
    const before = u.rounds().length;
    const id = refs.mark('demo', 'reconcile:whatsapp').id;
    for (const instance of instances) await instance.wake(id);
    await Promise.all(instances.map((instance) => instance.wake(id)));
    await Promise.all(background);
    expect(u.rounds().length - before).to.equal(1);
  });

  it('lets what a person said next wait for the message that failed', async () => {
    const first = await u.unheard(numbers.noor, 'eerste');
    const then = await u.unheard(numbers.noor, 'tweede');
    let refuse = true;
    u.store.beforePut = (id) => {
      if (refuse && id === 'demo:noor') throw new TerugblikError('conflict', 'written meanwhile');
    };
    await u.pass(5 * minute);
    expect(u.rounds().at(-1)).to.include({ found: 2, taken: 0, failed: 2 });
    refuse = false;
    await u.pass(minute);
    const ids = (await u.lines('noor')).map((line) => line.id);
    expect(ids.filter((id) => id === first || id === then)).to.deep.equal([first, then]);
  });

  it('after three days away looks back 48 hours, and tells the gap', async () => {
    u.s.double.loseWebhooks(true);
    await u.s.double.receive({ from: numbers.noor, body: 'te lang geleden' });
    u.clock.set(u.clock.now() + 30 * hour);
    const { messageSid } = await u.s.double.receive({ from: numbers.noor, body: 'gisteren' });
    u.s.double.loseWebhooks(false);
    u.clock.set(u.clock.now() + 42 * hour);
    await u.pass(minute);
    expect(await u.times('noor', messageSid)).to.equal(1);
    expect((await u.lines('noor')).some((line) => line.text === 'te lang geleden')).to.equal(false);
    const [gap] = u.s.w.logged.filter(({ event }) => event === 'reconcile.gap');
    expect(gap?.fields).to.deep.include({ channel: 'whatsapp' });
    expect((gap?.fields as { minutes: number }).minutes).to.be.within(23 * 60, 25 * 60);
  });

  it('skips nothing when our clock was ahead and is set back', async () => {
    const real = u.clock.now();
    u.clock.set(real + 3 * hour);
    await u.s.w.app.reconcile.run();
    u.clock.set(real + minute);
    const sid = await u.unheard(numbers.noor, 'toen liep de klok verkeerd');
    u.clock.advance(30 * second);
    await u.s.w.app.reconcile.arm();
    await u.pass(second);
    expect(await u.times('noor', sid)).to.equal(1);
  });

  it('by hand looks back to a moment, and moves no watermark', async () => {
    const sid = await u.unheard(numbers.noor, 'met de hand');
    u.clock.advance(minute);
    const { watermark } = await u.mark();
    const counts = await u.s.w.app.reconcile.run(tuesday);
    await u.s.settled();
    expect(counts).to.include({ taken: 1, failed: 0 });
    expect(await u.times('noor', sid)).to.equal(1);
    expect((await u.mark()).watermark).to.equal(watermark);
  });

  it('asks Twilio as its specification says, in every request', async () => {
    await u.unheard(numbers.noor, 'iets');
    u.s.double.loseWebhooks(true);
    await u.s.double.receive({
      from: numbers.noor,
      media: { contentType: 'image/png', data: Buffer.from('x') },
    });
    u.s.double.loseWebhooks(false);
    await u.pass(5 * minute);
    const asked = u.s.double.requests().filter(({ method }) => method === 'GET');
    expect(asked.some(({ path }) => path.endsWith('/Media.json'))).to.equal(true);
    for (const request of asked)
      expect(requestProblems(request), `${request.path}${request.query}`).to.deep.equal([]);
  });
});
