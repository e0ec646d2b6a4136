import { expect } from 'chai';
import type { Stage } from './support.js';
import { amina, refusalOf, sender, setStage } from './support.js';

describe('Twilio double: what goes wrong on purpose', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
    await stage.double.receive({ from: amina, body: 'hoi' });
  });
  afterEach(() => stage.close());

  const send = (body = 'Hoi') =>
    stage.client.messages.create({
      from: sender,
      to: amina,
      body,
      statusCallback: `${stage.webhook.url}/status`,
    });

  for (const [code, status] of [
    [20429, 429],
    [20500, 500],
    [20503, 503],
    [21211, 400],
    [21610, 400],
  ] as const) {
    it(`refuses the next request with ${code} and HTTP ${status}, once`, async () => {
      stage.double.failNext({ code, when: 'request' });
      expect(await refusalOf(send())).to.deep.equal({ code, status });
      expect((await send()).status).to.equal('queued');
      expect(stage.double.messages({ direction: 'outbound' })).to.have.length(1);
    });
  }

  it('fails as many messages as asked', async () => {
    stage.double.failNext({ code: 20429, when: 'request', count: 2 });
    await refusalOf(send());
    await refusalOf(send());
    expect((await send()).status).to.equal('queued');
  });

  for (const [code, states] of [
    [63018, ['queued', 'failed']],
    [63024, ['queued', 'sent', 'undelivered']],
    [63012, ['queued', 'sent', 'undelivered']],
  ] as const) {
    it(`accepts the next message and then reports ${code}`, async () => {
      stage.double.failNext({ code, when: 'callback' });
      const { sid } = await send();
      await stage.double.idle();
      expect(stage.webhook.statuses(sid)).to.deep.equal(states);
      expect(stage.webhook.heard.at(-1)?.form['ErrorCode']).to.equal(String(code));
    });
  }

  it('creates the message but loses the answer', async () => {
    stage.double.dropNextResponse();
    const { code } = await refusalOf(send('Kwijt'));
    expect(code).to.be.oneOf(['ECONNRESET', 'EPIPE', undefined]);
    await stage.double.idle();
    const [message] = stage.double.messages({ direction: 'outbound' });
    expect(message).to.include({ body: 'Kwijt', status: 'read' });
    expect(stage.webhook.statuses(message?.sid)).to.deep.equal(['queued', 'sent', 'delivered', 'read']);
  });

  it('holds an answer back until the clock has passed, while the message goes on', async () => {
    stage.double.delayNext(20_000);
    let answered = false;
    const request = send('Traag').then(() => (answered = true));
    await stage.double.waitFor(({ body, status }) => body === 'Traag' && status === 'read');
    expect(answered).to.equal(false);
    stage.clock.advance(20_000);
    await request;
  });

  it('loses webhooks and callbacks while it is told to; the messages are there all the same', async () => {
    stage.double.loseWebhooks(true);
    const heard = stage.webhook.heard.length;
    const lost = await stage.double.receive({ from: amina, body: 'hoort iemand mij?' });
    const { sid } = await send();
    await stage.double.idle();
    expect(lost.status).to.equal(0);
    expect(stage.webhook.heard).to.have.length(heard);
    expect((await stage.client.messages(lost.messageSid).fetch()).body).to.equal('hoort iemand mij?');
    expect((await stage.client.messages(sid).fetch()).status).to.equal('read');
    stage.double.loseWebhooks(false);
    await stage.double.receive({ from: amina, body: 'en nu?' });
    expect(stage.webhook.heard).to.have.length(heard + 1);
  });

  it('fails a page of a list, after as many as asked', async () => {
    for (let count = 0; count < 3; count += 1) await stage.double.receive({ from: amina, body: 'hoi' });
    stage.double.failNext({ code: 20429, when: 'list', skip: 1 });
    expect(await refusalOf(stage.client.messages.list({ pageSize: 2 }))).to.include({ status: 429 });
    expect(await stage.client.messages.list({ pageSize: 2 })).to.have.length(4);
  });

  it('leaves everything else alone while a failure waits', async () => {
    stage.double.failNext({ code: 20503, when: 'request' });
    expect(await stage.client.messages.list({ from: amina })).to.have.length(1);
    await refusalOf(send());
  });

  it('closes with a page and a delayed answer still open', async () => {
    stage.double.delayNext(60_000);
    const request = refusalOf(send());
    await stage.double.waitFor(({ direction }) => direction === 'outbound-api');
    await stage.double.idle();
    await stage.double.close();
    await request;
    await stage.webhook.close();
    stage = await setStage();
  });
});
