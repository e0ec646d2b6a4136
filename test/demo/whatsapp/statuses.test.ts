import { expect } from 'chai';
import type { Stage } from './support.js';
import { accountSid, amina, sender, setStage } from './support.js';

describe('Twilio double: status callbacks', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  async function send(fields: object = {}): Promise<string> {
    await stage.double.receive({ from: amina, body: 'hoi' });
    const statusCallback = `${stage.webhook.url}/status`;
    const message = await stage.client.messages.create({
      from: sender,
      to: amina,
      body: 'Hoi',
      statusCallback,
      ...fields,
    });
    await stage.double.idle();
    return message.sid;
  }

  it('reports queued, sent, delivered and read in order, each signed', async () => {
    stage = await setStage();
    const sid = await send();
    expect(stage.webhook.statuses(sid)).to.deep.equal(['queued', 'sent', 'delivered', 'read']);
    expect(stage.webhook.heard.every(({ signed }) => signed)).to.equal(true);
    const read = stage.webhook.heard.at(-1)?.form;
    expect(read).to.include({
      MessageSid: sid,
      AccountSid: accountSid,
      From: sender,
      To: amina,
      EventType: 'READ',
      ChannelPrefix: 'whatsapp',
    });
  });

  it('gives the code when a message fails', async () => {
    stage = await setStage();
    await stage.client.messages.create({
      from: sender,
      to: amina,
      body: 'Hoi',
      statusCallback: `${stage.webhook.url}/status`,
    });
    await stage.double.idle();
    expect(stage.webhook.statuses()).to.deep.equal(['queued', 'failed']);
    expect(stage.webhook.heard.at(-1)?.form).to.include({ ErrorCode: '63016' });
  });

  it('reports nothing without a StatusCallback', async () => {
    stage = await setStage();
    await send({ statusCallback: undefined });
    expect(stage.webhook.statuses()).to.deep.equal([]);
  });

  it('repeats a callback that got a 5xx as often as the overrides in its URL say', async () => {
    stage = await setStage({ progress: 'manual' });
    let left = 2;
    stage.webhook.answer(
      (_heard, _request, response) => void response.writeHead(left-- > 0 ? 503 : 204).end(),
    );
    const statusCallback = `${stage.webhook.url}/status#rc=3&rp=5xx,ct`;
    await stage.client.messages.create({ from: sender, to: amina, body: 'Hoi', statusCallback });
    await stage.double.idle();
    const tries = stage.webhook.heard;
    expect(tries.map(({ form, signed }) => [form['MessageStatus'], signed])).to.deep.equal([
      ['queued', true],
      ['queued', true],
      ['queued', true],
    ]);
    expect(new Set(tries.map(({ idempotencyToken }) => idempotencyToken))).to.have.property('size', 1);
  });

  it('does not repeat after a 5xx without overrides', async () => {
    stage = await setStage({ progress: 'manual' });
    stage.webhook.answer((_heard, _request, response) => void response.writeHead(503).end());
    await stage.client.messages.create({
      from: sender,
      to: amina,
      body: 'Hoi',
      statusCallback: `${stage.webhook.url}/status`,
    });
    await stage.double.idle();
    expect(stage.webhook.heard).to.have.length(1);
  });

  it('takes a step each time the clock has passed the pause', async () => {
    stage = await setStage({ stepMs: 1000 });
    const sid = await send();
    const seen = [stage.webhook.statuses(sid).at(-1)];
    for (let i = 0; i < 3; i += 1) {
      stage.clock.advance(1000);
      await stage.double.idle();
      seen.push(stage.webhook.statuses(sid).at(-1));
    }
    expect(seen).to.deep.equal(['queued', 'sent', 'delivered', 'read']);
  });

  it('reads when the person opens the chat', async () => {
    stage = await setStage({ readReceipts: 'opened' });
    const sid = await send();
    expect(stage.webhook.statuses(sid).at(-1)).to.equal('delivered');
    await stage.double.markRead(amina);
    expect(stage.webhook.statuses(sid).at(-1)).to.equal('read');
  });

  it('never reports read when receipts are off', async () => {
    stage = await setStage({ readReceipts: 'never' });
    const sid = await send();
    await stage.double.markRead(amina);
    expect(stage.webhook.statuses(sid)).to.deep.equal(['queued', 'sent', 'delivered']);
  });

  it('reports by hand what a test wants: late, out of order, twice', async () => {
    stage = await setStage({ progress: 'manual' });
    const sid = await send();
    await stage.double.sendStatus(sid, 'delivered');
    await stage.double.sendStatus(sid, 'sent');
    await stage.double.sendStatus(sid, 'sent');
    await stage.double.sendStatus(sid, 'undelivered', 63024);
    expect(stage.webhook.statuses(sid)).to.deep.equal(['queued', 'delivered', 'sent', 'sent', 'undelivered']);
    expect((await stage.client.messages(sid).fetch()).errorCode).to.equal(63024);
  });

  it('tells its listeners of every change', async () => {
    stage = await setStage();
    const seen: string[] = [];
    const stop = stage.double.onMessage(({ direction, status }) => seen.push(`${direction} ${status}`));
    await send();
    stop();
    await send();
    const states = ['queued', 'sent', 'delivered', 'read'].map((status) => `outbound-api ${status}`);
    expect(seen).to.deep.equal(['inbound received', ...states]);
  });
});
