import { expect } from 'chai';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { TerugblikError } from '../../../src/core/errors.js';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { countingStore, type CountingStore } from '../../support/counting-store.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { whatsappServer, twilioSecrets, type WhatsAppServer } from '../../support/whatsapp-server.js';
import { addresses, tuesday } from '../../support/world.js';
import { requestProblems } from '../../spec/twilio-requests.js';

const noor = addresses.noor.whatsapp;

describe('WhatsApp over real HTTP', () => {
  let s: WhatsAppServer;
  let store: CountingStore;
  let clock: SimClock;

  beforeEach(async () => {
    clock = simClock(tuesday);
    store = countingStore(openSqliteStore({ path: ':memory:', clock }));
    s = await whatsappServer({ clock, store });
  });
  afterEach(() => s.close());

  const post = (form: Record<string, string>, headers: Record<string, string> = {}, path = '/api/whatsapp') =>
    fetch(`${s.url}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Twilio-Signature': getExpectedTwilioSignature(twilioSecrets.authToken, `${s.url}${path}`, form),
        ...headers,
      },
      body: new URLSearchParams(form).toString(),
    });
  const form = {
    MessageSid: 'SM1',
    From: `whatsapp:${noor}`,
    To: twilioSecrets.from,
    Body: 'hoi',
    NumMedia: '0',
  };
  const writes = () =>
    store.calls.filter((call) => call.method === 'put' && !call.id.includes(':lease:')).length;

  it('takes a signed message, answers 200 after the commit, and replies through the API', async () => {
    const answer = await s.double.receive({ from: noor, body: 'hoi' });
    expect(answer.status).to.equal(200);
    await s.settled();
    const [reply] = s.double.messages({ person: noor, direction: 'outbound' });
    expect(reply?.body).to.contain('Welke taal wil je lezen?');
    // More languages than three fit no buttons.
    expect(reply?.choices).to.have.property('kind', 'list');
    expect(JSON.stringify(reply?.choices)).to.contain('Nederlands').and.to.contain('Українська');
  });

  it('knows which question a reply is to: it changes that answer', async () => {
    const say = async (body: string, more: { repliedTo?: string } = {}) => {
      clock.advance(1000);
      await s.double.receive({ from: noor, body, ...more });
      await s.settled();
    };
    for (const body of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen']) await say(body);
    await s.w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await s.settled();
    for (const body of ['Goed', 'Ja', 'Iets dat goed ging']) await say(body);
    const asked = s.double
      .messages({ person: noor, direction: 'outbound' })
      .find(({ body }) => body.includes('Vertel één moment'));
    await say('ik heb een klant geholpen met de pindakaas');
    await say('het was de hagelslag', { repliedTo: asked?.sid ?? '' });
    const { talk } = await s.w.thread('noor');
    const { answers } = talk?.state as { answers: { text: string }[] };
    expect(answers.at(-1)?.text).to.equal('het was de hagelslag');
  });

  it('speaks to Twilio as its specification says, in every request of a whole reflection', async () => {
    for (const body of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen']) {
      await s.double.receive({ from: noor, body });
      await s.settled();
    }
    await s.w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    for (const body of [
      'goed',
      'ja',
      'moeilijks',
      'de kassa deed het niet en ik wist niet wat ik moest doen',
      'boos',
    ]) {
      await s.double.receive({ from: noor, body });
      await s.settled();
    }
    const requests = s.double.requests();
    expect(requests.filter((request) => request.path.endsWith('/Messages.json')).length).to.be.greaterThan(8);
    for (const request of requests)
      expect(requestProblems(request), `${request.method} ${request.path}`).to.deep.equal([]);
  });

  it('refuses a missing signature, a forged one, and one for another address, and stores nothing', async () => {
    const before = writes();
    const forged = getExpectedTwilioSignature('another-token', `${s.url}/api/whatsapp`, form);
    const elsewhere = getExpectedTwilioSignature(
      twilioSecrets.authToken,
      'https://evil.example/api/whatsapp',
      form,
    );
    const unsigned = await fetch(`${s.url}/api/whatsapp`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const answers = [
      unsigned,
      await post(form, { 'X-Twilio-Signature': forged }),
      await post(form, { 'X-Twilio-Signature': elsewhere }),
    ];
    expect(answers.map((answer) => answer.status)).to.deep.equal([403, 403, 403]);
    expect(await answers[1]?.json()).to.have.nested.property('error.code', 'signature_wrong');
    const changed = await post(
      { ...form, Body: 'iets anders' },
      {
        'X-Twilio-Signature': getExpectedTwilioSignature(
          twilioSecrets.authToken,
          `${s.url}/api/whatsapp`,
          form,
        ),
      },
    );
    expect(changed.status).to.equal(403);
    expect(writes()).to.equal(before);
  });

  it('refuses other types of body, bodies that are too large, and compressed ones', async () => {
    const json = await fetch(`${s.url}/api/whatsapp`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    const large = await post({ ...form, Body: 'x'.repeat(300_000) });
    const zipped = await post(form, { 'Content-Encoding': 'gzip' });
    expect([json.status, large.status, zipped.status]).to.deep.equal([415, 413, 415]);
  });

  it('refuses a body over the limit that does not say how long it is', async () => {
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let count = 0; count < 40; count += 1)
          controller.enqueue(new TextEncoder().encode('a'.repeat(10_000)));
        controller.close();
      },
    });
    const answer = await fetch(`${s.url}/api/whatsapp`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: chunks,
      duplex: 'half',
    }).then(
      (response) => response.status,
      () => 'closed',
    );
    expect(answer).to.be.oneOf([413, 'closed']);
  });

  it('refuses a signed form without its fields', async () => {
    expect((await post({ Body: 'hoi' })).status).to.equal(400);
  });

  it('answers 503 while the store is away, so that Twilio sends again, and takes it then', async () => {
    store.beforePut = () => {
      throw new TerugblikError('store_unavailable', 'away');
    };
    const refused = await s.double.receive({ from: noor, body: 'hoi' });
    store.beforePut = () => undefined;
    const taken = await s.double.resend(refused.messageSid);
    expect([refused.status, taken.status]).to.deep.equal([503, 200]);
    const thread = await s.w.thread('noor');
    expect(
      thread.ended.flatMap((talk) => talk.transcript).filter((line) => line.id === refused.messageSid),
    ).to.have.length(1);
  });

  it('gives an unknown number a polite word with help lines in the webhook’s own answer, and keeps nothing', async () => {
    const before = writes();
    const answer = await s.double.receive({ from: '+31699999999', body: 'ik wil dood' });
    expect(answer.twiml).to.contain('<Message>').and.to.contain('112');
    expect(writes()).to.equal(before);
    expect(
      s.double.messages({ direction: 'outbound' }).filter((one) => one.direction === 'outbound-api'),
    ).to.deep.equal([]);
  });

  it('keeps a picture as unread and says so kindly', async () => {
    await s.double.receive({ from: noor, media: { contentType: 'image/png', data: Buffer.from('x') } });
    await s.settled();
    expect((await s.w.alerts()).map((alert) => alert.category)).to.deep.equal(['unread']);
    expect(s.double.messages({ person: noor, direction: 'outbound' })[0]?.body).to.contain(
      'Dank je voor je foto',
    );
  });

  it('settles a send whose answer was lost by the status callback that names its entry', async () => {
    s.double.dropNextResponse();
    await s.double.receive({ from: noor, body: 'hoi' });
    await s.settled();
    const out = s.double.messages({ person: noor, direction: 'outbound' });
    expect(out).to.have.length(1);
    const thread = await s.w.thread('noor');
    expect(thread.talk?.transcript.at(-1)?.delivery).to.equal('delivered');
    await s.w.pass(10 * 60_000);
    expect(s.double.messages({ person: noor, direction: 'outbound' })).to.have.length(1);
  });

  it('tells nobody at that number any more after 63024, and shows it', async () => {
    s.double.failNext({ code: 63024, when: 'callback' });
    await s.double.receive({ from: noor, body: 'hoi' });
    await s.settled();
    const thread = await s.w.thread('noor');
    expect(thread.addresses[0]?.blocked).to.equal('code 63024');
    expect(thread.talk?.transcript.at(-1)?.delivery).to.equal('failed');
  });

  it('is ready while the store answers, and not when it does not', async () => {
    const ready = await fetch(`${s.url}/readyz`);
    await s.w.store.close();
    const gone = await fetch(`${s.url}/readyz`);
    const alive = await fetch(`${s.url}/healthz`);
    expect([ready.status, gone.status, alive.status]).to.deep.equal([200, 503, 200]);
  });

  it('writes no word, number or name of a student to its logs', async () => {
    await s.double.receive({ from: noor, body: 'mijn chef slaat mij' });
    store.beforePut = () => {
      throw new Error('something odd with mijn chef slaat mij in it');
    };
    await s.double.receive({ from: noor, body: 'mijn chef slaat mij weer' });
    store.beforePut = () => undefined;
    await s.settled();
    const fields = s.w.logged.map(({ event, fields: logged }) =>
      JSON.stringify({ event, ...(logged as object), error: undefined }),
    );
    expect(fields.join('\n')).to.not.match(/chef|slaat|\+316|Noor/);
  });
});
