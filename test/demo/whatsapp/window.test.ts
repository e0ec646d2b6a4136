import { expect } from 'chai';
import type { Stage } from './support.js';
import { amina, approvedOpening, hour, sender, sessionButtons, sessionList, setStage } from './support.js';

describe('Twilio double: what WhatsApp takes, and when', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage({ readReceipts: 'never' })));
  afterEach(() => stage.close());

  /** Sends, waits for the end, and tells how it ended. */
  async function outcome(fields: object): Promise<string> {
    const { sid } = await stage.client.messages.create({ from: sender, to: amina, ...fields });
    await stage.double.idle();
    const { status, errorCode } = await stage.client.messages(sid).fetch();
    return errorCode ? `${status} ${errorCode}` : status;
  }
  const buttons = (title: string) => ({
    contentSid: sessionButtons.sid,
    contentVariables: JSON.stringify({ 1: 'Gaat het?', 2: title, 3: 'a', 4: 'Nee', 5: 'b' }),
  });
  const list = (item: string) => ({
    contentSid: sessionList.sid,
    contentVariables: JSON.stringify({ 1: 'Waar ging het over?', 2: item }),
  });

  it('accepts free text to someone who never wrote, and fails it afterwards with 63016', async () => {
    expect(await outcome({ body: 'Hoi' })).to.equal('failed 63016');
  });

  it('delivers an approved template to someone who never wrote', async () => {
    expect(await outcome({ contentSid: approvedOpening.sid })).to.equal('delivered');
  });

  for (const [state, code] of [
    ['rejected', 63040],
    ['paused', 63041],
    ['disabled', 63042],
  ] as const) {
    it(`fails a template that is ${state} with ${code}`, async () => {
      stage.double.decide(approvedOpening.sid, state);
      expect(await outcome({ contentSid: approvedOpening.sid })).to.equal(`failed ${code}`);
    });
  }

  it('delivers free text until 24 hours after the last message, not after', async () => {
    await stage.double.receive({ from: amina, body: 'hoi' });
    stage.clock.advance(24 * hour - 1);
    expect(await outcome({ body: 'Nog net' })).to.equal('delivered');
    stage.clock.advance(1);
    expect(await outcome({ body: 'Te laat' })).to.equal('failed 63016');
    expect(stage.double.windowIsOpen(amina)).to.equal(false);
  });

  it('opens the window anew with a tap, and for that person only', async () => {
    const { sid } = await stage.client.messages.create({
      from: sender,
      to: amina,
      contentSid: approvedOpening.sid,
    });
    await stage.double.tap(sid, 0);
    expect(stage.double.windowIsOpen(amina)).to.equal(true);
    expect(stage.double.windowIsOpen('+31622222222')).to.equal(false);
  });

  it('opens the window although our webhook was down', async () => {
    stage.webhook.answer((_heard, _request, response) => void response.writeHead(503).end());
    await stage.double.receive({ from: amina, body: 'hoi' });
    expect(await outcome({ body: 'Sorry' })).to.equal('delivered');
  });

  it('takes session buttons and lists inside the window only', async () => {
    expect(await outcome(buttons('Ja'))).to.equal('failed 63016');
    expect(await outcome(list('Samenwerken'))).to.equal('failed 63016');
    await stage.double.receive({ from: amina, body: 'hoi' });
    expect(await outcome(buttons('Ja'))).to.equal('delivered');
    expect(await outcome(list('Samenwerken'))).to.equal('delivered');
  });

  it('fails titles and items that are too long once they are filled in', async () => {
    await stage.double.receive({ from: amina, body: 'hoi' });
    expect(await outcome(buttons('12345678901234567890'))).to.equal('delivered');
    expect(await outcome(buttons('123456789012345678901'))).to.equal('failed 63021');
    expect(await outcome(list('123456789012345678901234'))).to.equal('delivered');
    expect(await outcome(list('1234567890123456789012345'))).to.equal('failed 63021');
  });

  it('fails two buttons with the same title', async () => {
    await stage.double.receive({ from: amina, body: 'hoi' });
    expect(await outcome(buttons('Nee'))).to.equal('failed 63021');
  });

  it('takes more than three buttons with an approval only', async () => {
    await stage.double.receive({ from: amina, body: 'hoi' });
    const actions = ['A', 'B', 'C', 'D'].map((title) => ({ title, id: title, type: 'QUICK_REPLY' as const }));
    const { sid } = await stage.client.content.v1.contents.create({
      language: 'nl',
      types: { 'twilio/quick-reply': { body: 'Kies er een.', actions } },
    } as never);
    expect(await outcome({ contentSid: sid })).to.equal('undelivered 63005');
    await stage.client.content.v1
      .contents(sid)
      .approvalCreate.create({ name: 'vier_knoppen', category: 'UTILITY' });
    expect(await outcome({ contentSid: sid })).to.equal('delivered');
  });
});
