import { expect } from 'chai';
import { createTwilioClient } from '../../../src/adapters/whatsapp/twilio-client.js';
import { twilioMedia } from '../../../src/adapters/whatsapp/media.js';
import { readFile } from '../../../src/app/media/files.js';
import type { Talk } from '../../../src/core/thread/thread.js';
import type { Line } from '../../../src/core/thread/transcript.js';
import type { DownloadAsk, Downloaded } from '../../../src/ports/download.js';
import type { MediaSource } from '../../../src/ports/media-source.js';
import { photo, voiceNote } from '../../support/sample-files.js';
import { requestProblems } from '../../spec/twilio-requests.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { twilioSecrets, whatsappServer, type WhatsAppServer } from '../../support/whatsapp-server.js';
import { addresses, tuesday } from '../../support/world.js';

const noor = addresses.noor.whatsapp;
const { accountSid, authToken } = twilioSecrets;
const base = `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages`;
const source = `${base}/MM${'1'.repeat(32)}/Media/ME${'2'.repeat(32)}`;
const from = { channel: 'whatsapp' as const, address: noor, ref: null };

describe('files at Twilio', () => {
  let asks: DownloadAsk[];
  let says: Downloaded;
  let media: MediaSource;
  beforeEach(() => {
    asks = [];
    says = { kind: 'bytes', bytes: voiceNote() };
    const download = async (ask: DownloadAsk): Promise<Downloaded> => {
      asks.push(ask);
      return says;
    };
    const account = { accountSid, authToken, apiUrl: null, timeout: 100 };
    media = twilioMedia({ ...account, client: createTwilioClient(account), download });
  });
  const headers = async (url: string) => asks[0]?.headersFor(new URL(url));

  it('are fetched with our token at Twilio’s API, and without it where that leads', async () => {
    expect((await media.fetch(from, source)).kind).to.equal('fetched');
    const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    expect(await headers(source)).to.deep.equal({ Authorization: basic });
    for (const url of [
      'https://mms.twiliocdn.com/AC1/file',
      'https://media.twiliocdn.com/file',
      'https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC1/file',
      'https://media.twiliocdn.com.s3.amazonaws.com/AC1/file',
    ])
      expect(await headers(url), url).to.deep.equal({});
  });

  it('lead to no other host', async () => {
    await media.fetch(from, source);
    for (const url of [
      'https://evil.example/file',
      'http://media.twiliocdn.com/file',
      'https://media.twiliocdn.com:8443/file',
      'https://twiliocdn.com.evil.example/file',
      'https://eviltwiliocdn.com/file',
      'https://s3.amazonaws.com/of-somebody-else/file',
      'https://api.twilio.com.evil.example/2010-04-01',
      'https://169.254.169.254/latest/meta-data',
    ])
      expect(await headers(url), url).to.equal(null);
  });

  it('of another account, or of another address, are not asked for', async () => {
    const other = source.replace(accountSid, `AC${'9'.repeat(32)}`);
    for (const url of [other, 'https://evil.example/x', `${base}/MM1/Media/ME1`, 'x', `${source}/../x`, ''])
      expect(await media.fetch(from, url), url).to.include({ kind: 'refused', final: true });
    expect(asks).to.deep.equal([]);
    expect(await media.remove?.(other)).to.deep.equal({ status: 'removed' });
  });

  it('that are not given have their reason', async () => {
    const of = async (answer: Downloaded) => {
      says = answer;
      const got = await media.fetch(from, source);
      return got.kind === 'refused' ? `refused ${got.final}` : got.kind;
    };
    expect(await of({ kind: 'status', status: 404 })).to.equal('gone');
    expect(await of({ kind: 'status', status: 403 })).to.equal('refused false');
    expect(await of({ kind: 'status', status: 503 })).to.equal('later');
    expect(await of({ kind: 'failed', reason: 'TimeoutError' })).to.equal('later');
    expect(await of({ kind: 'foreign', host: 'evil.example' })).to.equal('refused true');
    expect(await of({ kind: 'too_large' })).to.equal('too_large');
  });
});

describe('a voice note over real HTTP, from webhook to store', function () {
  this.timeout(20_000);
  let s: WhatsAppServer;
  let clock: SimClock;
  beforeEach(async () => {
    clock = simClock(tuesday);
    s = await whatsappServer({ clock });
  });
  afterEach(() => s.close());
  const pass = async (ms: number): Promise<void> => {
    await s.settled();
    await s.w.pass(ms);
    await s.settled();
  };
  const files = async (): Promise<Line['files']> => {
    const { talk, ended } = await s.w.thread('noor');
    const kept = await s.w.store.list<{ talk: Talk }>({
      ...{ partition: 'demo:noor', kind: 'talk', order: 'asc', limit: 50 },
    });
    return [...kept.items.map(({ body }) => body.talk), ...ended, ...(talk === null ? [] : [talk])]
      .flatMap((one) => one.transcript)
      .find((line) => line.files !== undefined)?.files;
  };
  const note = { contentType: 'audio/ogg', data: Buffer.from(voiceNote()) };

  it('is fetched with Basic auth, kept, and deleted at Twilio, as its specification says', async () => {
    await s.double.receive({ from: noor, media: note });
    await pass(1500);
    await pass(0);
    const [file] = (await files()) ?? [];
    expect(file).to.include({ state: 'kept', type: 'audio/ogg' });
    const kept = await readFile(s.w.store, 'demo:noor', file?.id ?? '');
    expect(Uint8Array.from(kept?.bytes ?? [])).to.deep.equal(voiceNote());
    expect(s.double.messages({ person: noor, direction: 'inbound' })[0]?.media).to.deep.equal([]);
    const asked = s.double.requests().filter(({ path }) => path.includes('/Media/'));
    expect(asked.map(({ method, status }) => [method, status])).to.deep.equal([
      ['GET', 200],
      ['DELETE', 204],
    ]);
    for (const one of asked.filter(({ method }) => method === 'DELETE'))
      expect(requestProblems(one)).to.deep.equal([]);
  });

  it('whose webhook comes twice is one', async () => {
    const { messageSid } = await s.double.receive({ from: noor, media: note });
    await pass(1500);
    await s.double.resend(messageSid);
    await pass(1500);
    const page = await s.w.store.list({ partition: 'demo:noor', kind: 'media', order: 'asc', limit: 10 });
    expect(page.items).to.have.length(1);
    expect(await s.w.alerts()).to.have.length(1);
  });

  it('of 16 MB is not kept, and is deleted at Twilio all the same', async () => {
    const data = Buffer.alloc(16 * 1024 * 1024);
    Buffer.from(voiceNote()).copy(data);
    await s.double.receive({ from: noor, media: { contentType: 'audio/ogg', data } });
    await pass(1500);
    await pass(0);
    expect((await files())?.[0]).to.include({ state: 'not_kept', why: 'too_large' });
    expect(s.double.messages({ person: noor, direction: 'inbound' })[0]?.media).to.deep.equal([]);
    expect(
      s.double
        .messages({ person: noor, direction: 'outbound' })
        .some(({ body }) => body.includes('too big') || body.includes('te groot')),
    ).to.equal(true);
  });

  it('that is a picture in truth is not kept', async () => {
    await s.double.receive({ from: noor, media: { contentType: 'audio/ogg', data: Buffer.from(photo()) } });
    await pass(1500);
    expect((await files())?.[0]).to.include({ why: 'not_what_it_says' });
  });

  it('writes nothing of itself, of its address or of its name to the log', async () => {
    await s.double.receive({
      from: noor,
      body: 'kijk mijn geheim',
      media: { ...note, contentType: 'audio/amr' },
    });
    await pass(1500);
    const logged = JSON.stringify(s.w.logged);
    expect(logged).to.not.contain('geheim').and.not.contain('/Media/').and.not.contain(noor);
  });

  const signs: [string, Record<string, string>, string][] = [
    [
      'a sticker',
      { NumMedia: '1', MediaContentType0: 'image/webp', MediaUrl0: source, MessageType: 'sticker' },
      'sticker',
    ],
    [
      'a contact',
      { NumMedia: '1', MediaContentType0: 'text/vcard', MediaUrl0: source, MessageType: 'contacts' },
      'contact',
    ],
    [
      'a place',
      { NumMedia: '0', Latitude: '52.1', Longitude: '4.2', Body: 'Dam 1', MessageType: 'location' },
      'location',
    ],
    ['a document', { NumMedia: '1', MediaContentType0: 'application/pdf', MediaUrl0: source }, 'document'],
    ['something new', { NumMedia: '0', MessageType: 'order' }, 'other'],
  ];
  for (const [what, fields, kind] of signs)
    it(`${what} is known as what it is, and nothing of it is kept`, async () => {
      const { getExpectedTwilioSignature } = await import('twilio/lib/webhooks/webhooks.js');
      const form = {
        MessageSid: 'MM7',
        From: `whatsapp:${noor}`,
        To: twilioSecrets.from,
        Body: '',
        ...fields,
      };
      const signature = getExpectedTwilioSignature(authToken, `${s.url}/api/whatsapp`, form);
      const answer = await fetch(`${s.url}/api/whatsapp`, {
        method: 'POST',
        headers: { 'X-Twilio-Signature': signature },
        body: new URLSearchParams(form),
      });
      expect(answer.status).to.equal(200);
      await pass(1500);
      expect((await files())?.map((one) => one.kind)).to.deep.equal([kind]);
      expect((await s.w.alerts()).map((one) => one.category)).to.deep.equal(['unread']);
      expect(JSON.stringify(await s.w.thread('noor')))
        .to.not.contain('Dam 1')
        .and.not.contain('52.1');
    });
});
