import { expect } from 'chai';
import { sampleVoiceNote } from '../../../src/demo/whatsapp/sim/sample-media.js';
import type { Stage } from './support.js';
import {
  accountSid,
  amina,
  approvedOpening,
  authToken,
  sender,
  sessionButtons,
  sessionList,
  setStage,
} from './support.js';

describe('Twilio double: messages from people', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const last = () => stage.webhook.heard.at(-1)?.form ?? {};
  const twiml = (body: string, contentType = 'text/xml') =>
    stage.webhook.answer(
      (_heard, _request, response) => void response.writeHead(200, { 'Content-Type': contentType }).end(body),
    );
  const replies = () => stage.double.messages({ direction: 'outbound' }).map(({ body }) => body);

  it('posts a text with the fields of Twilio, signed', async () => {
    const answer = await stage.double.receive({
      from: '+31 6 1111 1111',
      body: 'Het ging goed & leuk: +1 €',
    });
    expect(answer).to.include({ status: 200, twiml: '<Response/>', attempts: 1 });
    const [heard] = stage.webhook.heard;
    expect(heard?.signed).to.equal(true);
    expect(heard?.form).to.include({
      ...{
        MessageSid: answer.messageSid,
        SmsMessageSid: answer.messageSid,
        AccountSid: accountSid,
        From: amina,
        To: sender,
      },
      ...{
        WaId: '31611111111',
        ProfileName: 'Amina Yusuf',
        Body: 'Het ging goed & leuk: +1 €',
        NumMedia: '0',
      },
      ...{ MessageType: 'text', ApiVersion: '2010-04-01' },
    });
  });

  it('keeps Arabic, emoji and newlines whole, and the signature right', async () => {
    await stage.double.receive({ from: amina, body: 'تعلمت اليوم\nsamen 👩🏽‍🍳' });
    expect(last()['Body']).to.equal('تعلمت اليوم\nsamen 👩🏽‍🍳');
    expect(stage.webhook.heard.at(-1)?.signed).to.equal(true);
  });

  it('taps a button of a template', async () => {
    const { sid } = await stage.client.messages.create({
      from: sender,
      to: amina,
      contentSid: approvedOpening.sid,
    });
    await stage.double.tap(sid, 1);
    expect(last()).to.include({
      Body: 'Straks',
      ButtonText: 'Straks',
      ButtonPayload: 'open:later',
      MessageType: 'button',
      OriginalRepliedMessageSid: sid,
    });
  });

  it('taps a button that was filled in, inside the window', async () => {
    const contentVariables = JSON.stringify({
      1: 'Gaat het?',
      2: 'Ja',
      3: 'c1:s2:yes',
      4: 'Nee',
      5: 'c1:s2:no',
    });
    const { sid } = await stage.client.messages.create({
      from: sender,
      to: amina,
      contentSid: sessionButtons.sid,
      contentVariables,
    });
    await stage.double.tap(sid, 0);
    expect(last()).to.include({ ButtonText: 'Ja', ButtonPayload: 'c1:s2:yes', MessageType: 'interactive' });
  });

  it('picks a line of a list', async () => {
    const contentVariables = JSON.stringify({ 1: 'Waarover?', 2: 'Samenwerken' });
    const { sid } = await stage.client.messages.create({
      from: sender,
      to: amina,
      contentSid: sessionList.sid,
      contentVariables,
    });
    await stage.double.tap(sid, 0);
    expect(last()).to.include({
      Body: 'Samenwerken',
      ListId: 'samenwerken',
      ListTitle: 'Samenwerken',
      ListDescription: 'Met collega’s',
    });
    expect(last()).not.to.have.property('ButtonPayload');
  });

  it('does not tap what is not there', async () => {
    const { sid } = await stage.client.messages.create({
      from: sender,
      to: amina,
      contentSid: approvedOpening.sid,
    });
    let refused = '';
    await stage.double.tap(sid, 3).catch((error: Error) => (refused = error.message));
    expect(refused).to.contain('has no button 3');
  });

  it('keeps a voice note behind Basic auth until it is deleted', async () => {
    const note = sampleVoiceNote();
    await stage.double.receive({ from: amina, media: note });
    const { MediaUrl0: url = '', MediaContentType0, NumMedia, MessageSid = '', MessageType } = last();
    expect({ MediaContentType0, NumMedia, MessageType }).to.deep.equal({
      MediaContentType0: 'audio/ogg',
      NumMedia: '1',
      MessageType: 'audio',
    });
    expect(MessageSid).to.match(/^MM/);
    expect((await fetch(url)).status).to.equal(401);
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    const fetched = await fetch(url, { headers: { Authorization: authorization } });
    expect(Buffer.from(await fetched.arrayBuffer()).equals(note.data)).to.equal(true);
    const [media] = await stage.client.messages(MessageSid).media.list();
    expect(media?.contentType).to.equal('audio/ogg');
    await stage.client
      .messages(MessageSid)
      .media(media?.sid ?? '')
      .remove();
    expect((await fetch(url, { headers: { Authorization: authorization } })).status).to.equal(404);
  });

  it('sends the same webhook again as a duplicate', async () => {
    const { messageSid } = await stage.double.receive({ from: amina, body: 'hoi' });
    await stage.double.resend(messageSid);
    const [first, second] = stage.webhook.heard;
    expect(second?.form).to.deep.equal(first?.form);
    expect(stage.double.messages()).to.have.length(1);
  });

  it('renders the TwiML of the answer as messages', async () => {
    twiml(
      '<?xml version="1.0"?><Response><Message>Dag &amp; welkom</Message><Message to="x"><Body>Twee&#10;regels</Body></Message></Response>',
    );
    await stage.double.receive({ from: amina, body: 'hoi' });
    await stage.double.idle();
    expect(replies()).to.deep.equal(['Dag & welkom', 'Twee\nregels']);
    expect(stage.double.messages({ direction: 'outbound', status: 'read' })).to.have.length(2);
  });

  it('takes text/plain for a message, as Twilio does, and JSON for nothing', async () => {
    twiml('OK', 'text/plain; charset=utf-8');
    await stage.double.receive({ from: amina, body: 'hoi' });
    twiml('{"ok":true}', 'application/json');
    await stage.double.receive({ from: amina, body: 'hoi' });
    expect(replies()).to.deep.equal(['OK']);
  });

  it('loses a message to a 503 without overrides, and still lists it', async () => {
    stage.webhook.answer((_heard, _request, response) => void response.writeHead(503).end());
    const answer = await stage.double.receive({ from: amina, body: 'hoi' });
    expect(answer).to.include({ status: 503, attempts: 1 });
    expect((await stage.client.messages.list({ from: amina })).map(({ body }) => body)).to.deep.equal([
      'hoi',
    ]);
  });

  it('tries again after 5xx and after a broken connection when the URL says so', async () => {
    let attempt = 0;
    stage.webhook.answer((_heard, request, response) => {
      attempt += 1;
      if (attempt === 1) return void response.writeHead(500).end();
      if (attempt === 2) return void request.socket.destroy();
      response.writeHead(200, { 'Content-Type': 'text/xml' }).end('<Response/>');
    });
    stage.double.setWebhook(`${stage.webhook.url}/api/whatsapp#rc=4&rp=5xx,ct,rt`);
    const answer = await stage.double.receive({ from: amina, body: 'hoi' });
    expect(answer).to.include({ status: 200, attempts: 3 });
    expect(stage.webhook.heard.every(({ signed, path }) => signed && path === '/api/whatsapp')).to.equal(
      true,
    );
  });

  it('tells that there was no connection', async () => {
    stage.double.setWebhook('http://127.0.0.1:1/api/whatsapp');
    expect(await stage.double.receive({ from: amina, body: 'hoi' })).to.include({ status: 0, attempts: 2 });
  });

  it('gives up on an answer that does not come in the time that the URL allows', async () => {
    stage.webhook.answer(() => undefined);
    stage.double.setWebhook(`${stage.webhook.url}/api/whatsapp#rt=100`);
    const started = performance.now();
    expect(await stage.double.receive({ from: amina, body: 'hoi' })).to.include({ status: 0, attempts: 1 });
    expect(performance.now() - started).to.be.within(90, 1500);
  });
});
