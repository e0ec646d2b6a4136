import { expect } from 'chai';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { drawCode, keepCode } from '../../../src/app/joining/join-codes.js';
import { joinLink } from '../../../src/core/school/join-code.js';
import { twilioSecrets, whatsappServer, type WhatsAppServer } from '../../support/whatsapp-server.js';
import { addresses } from '../../support/world.js';

const phone = addresses.amina.whatsapp;

describe('joining over real HTTP', () => {
  let s: WhatsAppServer;
  beforeEach(async () => {
    s = await whatsappServer();
  });
  afterEach(() => s.close());

  const post = async (body: string, sign = twilioSecrets.authToken) => {
    const form = { MessageSid: 'SM1', From: `whatsapp:${phone}`, To: twilioSecrets.from, Body: body };
    const url = `${s.url}/api/whatsapp`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Twilio-Signature': getExpectedTwilioSignature(sign, url, form),
      },
      body: new URLSearchParams(form).toString(),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const codeForAmina = async (): Promise<string> => {
    const made = drawCode(s.w.deps, 'amina');
    await keepCode(s.w.deps, made);
    return made.code;
  };
  const heard = () => s.double.messages({ person: phone, direction: 'outbound' });

  it('begins the explanation through the API when the link of a card was sent, once for the same webhook twice', async () => {
    const link = joinLink(twilioSecrets.from, `Hoi, mijn code is ${await codeForAmina()}`);
    const { messageSid, status } = await s.double.receive({
      from: phone,
      body: new URL(link).searchParams.get('text') ?? '',
    });
    await s.double.resend(messageSid);
    await s.settled();
    expect(status).to.equal(200);
    expect(heard().map(({ body }) => body)).to.have.length(1);
    expect(heard()[0]?.body).to.contain('Which language do you want to read?');
    // More languages than three fit no buttons.
    expect(heard()[0]?.choices).to.have.property('kind', 'list');
    expect(JSON.stringify(heard()[0]?.choices)).to.contain('Nederlands').and.to.contain('Українська');
  });

  it('says in its own answer that a code is wrong, and sends nothing', async () => {
    const { status, text } = await post('TB-23456-789CD');
    expect(status).to.equal(200);
    expect(text).to.match(/^<\?xml[^>]*>\s*<Response><Message>Hoi\. .*<\/Message><\/Response>$/s);
    expect(text).to.contain('code');
    expect(heard()).to.deep.equal([]);
  });

  it('looks at no code of which the signature is forged', async () => {
    const code = await codeForAmina();
    expect((await post(code, 'another-token')).status).to.equal(403);
    await s.double.receive({ from: phone, body: code });
    await s.settled();
    expect(heard()).to.have.length(1);
  });
});
