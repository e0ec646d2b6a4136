import { expect } from 'chai';
import { createTwilioChannel } from '../../../src/adapters/whatsapp/twilio-channel.js';
import { startTwilioDouble, type TwilioDouble } from '../../../src/demo/whatsapp/twilio-double.js';
import type { OutMessage } from '../../../src/core/thread/message.js';
import type { Channel, Forgotten } from '../../../src/ports/channel.js';
import { requestProblems } from '../../spec/twilio-requests.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { twilioSecrets } from '../../support/whatsapp-server.js';
import { tuesday } from '../../support/world.js';

const noor = '+31600000001';
const daan = '+31600000002';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('what Twilio keeps of a person', () => {
  let clock: SimClock;
  let double: TwilioDouble;
  let channel: Channel;
  beforeEach(async () => {
    clock = simClock(tuesday);
    double = await startTwilioDouble({ port: 0, ...twilioSecrets, clock, progress: 'manual' });
    channel = createTwilioChannel({
      account: { ...twilioSecrets, apiUrl: double.url, timeout: 5000 },
      from: twilioSecrets.from,
      statusUrl: 'http://127.0.0.1:9/status',
      listButton: 'Kies',
      keptTemplates: async () => [],
      log: silent,
    });
  });
  afterEach(() => double.close());

  const forget = async (address: string, until = clock.now()): Promise<Forgotten | undefined> =>
    channel.forget?.({ channel: 'whatsapp', address, ref: null }, { until, sent: [] });
  const send = async (address: string, text: string): Promise<string> => {
    const message: OutMessage = { kind: 'text', text, choices: [], template: null };
    const sent = await channel.send({ channel: 'whatsapp', address, ref: null }, 'entry', message);
    return sent.status === 'sent' ? sent.providerId : '';
  };
  const arrived = async (sid: string): Promise<void> => {
    for (const status of ['sent', 'delivered'] as const) await double.sendStatus(sid, status);
  };
  const bodies = (): string[] => double.messages().map((message) => message.body);

  it('is removed: messages both ways, with their media; what others said stays', async () => {
    await double.receive({ from: noor, body: 'hoi' });
    await double.receive({ from: noor, media: { contentType: 'image/jpeg', data: Buffer.from('foto') } });
    await arrived(await send(noor, 'Hoi Noor'));
    await double.receive({ from: daan, body: 'ik ben Daan' });
    expect(await forget(noor)).to.deep.equal({ status: 'done', removed: 3, kept: 0 });
    expect(bodies()).to.deep.equal(['ik ben Daan']);
    const deleted = double.requests().filter(({ method }) => method === 'DELETE');
    const medium = deleted.findIndex(({ path }) => path.includes('/Media/'));
    expect(medium, 'media go before the message that they hang on').to.be.greaterThan(-1);
    expect(
      deleted
        .slice(medium + 1)
        .some(({ path }) => path.startsWith(deleted[medium]?.path.split('/Media')[0] ?? '-')),
    ).to.equal(true);
  });

  it('is removed once: the second time there is nothing', async () => {
    await double.receive({ from: noor, body: 'hoi' });
    await forget(noor);
    expect(await forget(noor)).to.deep.equal({ status: 'done', removed: 0, kept: 0 });
  });

  it('that came after the moment stays', async () => {
    await double.receive({ from: noor, body: 'voor' });
    const until = clock.now();
    clock.advance(1000);
    await double.receive({ from: noor, body: 'na' });
    await forget(noor, until);
    expect(bodies()).to.deep.equal(['na']);
  });

  it('goes page after page: 1,100 messages', async () => {
    for (let count = 0; count < 1100; count += 1) await double.receive({ from: noor, body: `${count}` });
    expect(await forget(noor)).to.include({ status: 'done', removed: 1100 });
    expect(bodies()).to.deep.equal([]);
  }).timeout(60_000);

  it('cannot be removed while it is on its way, and is the next time', async () => {
    const sid = await send(noor, 'Hoi Noor');
    await double.receive({ from: noor, body: 'hoi' });
    expect(await forget(noor)).to.deep.include({ status: 'later', removed: 1, reason: '1 on their way' });
    await arrived(sid);
    expect(await forget(noor)).to.include({ status: 'done', removed: 1 });
  });

  for (const when of ['list', 'delete'] as const)
    it(`is left for later when Twilio has enough at a ${when}, and nothing more is asked then`, async () => {
      for (let count = 0; count < 40; count += 1) await double.receive({ from: noor, body: `${count}` });
      double.failNext({ code: 20429, when, count: 1 });
      const before = double.requests().length;
      expect(await forget(noor)).to.include({ status: 'later', reason: 'code 20429' });
      expect(double.requests().length - before).to.be.lessThan(15);
      expect(await forget(noor)).to.include({ status: 'done' });
      expect(bodies()).to.deep.equal([]);
    });

  it('that somebody else removed meanwhile counts as removed', async () => {
    await double.receive({ from: noor, body: 'hoi' });
    double.failNext({ code: 20404, when: 'delete' });
    expect(await forget(noor)).to.deep.equal({ status: 'done', removed: 1, kept: 0 });
  });

  it('is asked for as Twilio’s specification says', async () => {
    await double.receive({ from: noor, media: { contentType: 'image/jpeg', data: Buffer.from('foto') } });
    await forget(noor);
    expect(double.requests().flatMap(requestProblems)).to.deep.equal([]);
  });

  it('tells when a message came in, and null for one that it does not have any more', async () => {
    const { messageSid } = await double.receive({ from: noor, body: 'hoi' });
    expect(await channel.takenInAt?.(messageSid)).to.equal(tuesday);
    await forget(noor);
    expect(await channel.takenInAt?.(messageSid)).to.equal(null);
  });
});
