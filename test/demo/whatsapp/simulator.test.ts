import { readFileSync, readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { expect } from 'chai';
import type { SimEvent } from '../../../src/demo/whatsapp/sim/events.js';
import { samplePhoto, sampleVoiceNote } from '../../../src/demo/whatsapp/sim/sample-media.js';
import type { Stage } from './support.js';
import { amina, approvedOpening, hour, sender, setStage } from './support.js';

/** Reads server-sent events until one satisfies `test`. */
async function eventsUntil(url: string, test: (event: SimEvent) => boolean): Promise<readonly SimEvent[]> {
  const abort = new AbortController();
  const response = await fetch(`${url}/events`, { signal: abort.signal });
  const events: SimEvent[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8');
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames.filter((one) => one.startsWith('data: '))) {
      events.push(JSON.parse(frame.slice(6)) as SimEvent);
    }
    if (events.some(test)) break;
  }
  abort.abort();
  return events;
}

describe('WhatsApp simulator', () => {
  let stage: Stage;
  let moved: number[];
  beforeEach(async () => {
    moved = [];
    stage = await setStage({ advanceClock: (ms) => void moved.push(ms), readReceipts: 'opened' });
  });
  afterEach(() => stage.close());

  const press = (
    name: string,
    body: object,
    headers: Record<string, string> = { 'Content-Type': 'application/json' },
  ) => fetch(`${stage.double.url}/sim/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const lastForm = () => stage.webhook.heard.at(-1)?.form ?? {};

  /** The status of a request with a Host header of one's own, which fetch does not allow. */
  const statusFor = (path: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const request = httpRequest(stage.double.url + path, { agent: false, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', reject);
      request.end();
    });

  it('serves a page that allows nothing from elsewhere and nothing inline', async () => {
    const response = await fetch(stage.double.url);
    expect(response.headers.get('content-security-policy'))
      .to.contain("default-src 'none'")
      .and.not.contain('unsafe');
    const html = await response.text();
    expect(html)
      .to.contain('lang="nl"')
      .and.not.match(/<script>|style=|onclick=|https?:\/\//);
    for (const [, asset = ''] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect((await fetch(stage.double.url + asset)).status, asset).to.equal(200);
    }
  });

  it('sets every text as text', () => {
    const folder = new URL('../../../src/demo/whatsapp/page/', import.meta.url);
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
      expect(readFileSync(new URL(name, folder), 'utf8'), name).not.to.match(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/,
      );
    }
  });

  it('refuses another name in the Host header, and another site’s page', async () => {
    expect(await statusFor('/', { Host: 'evil.example' })).to.equal(403);
    expect(await statusFor('/v1/Content', { Host: 'evil.example:80' })).to.equal(403);
    expect(await statusFor('/', { Host: `localhost:${stage.double.port}` })).to.equal(200);
    const headers = { 'Content-Type': 'application/json', Origin: 'https://evil.example' };
    expect((await press('drop', {}, headers)).status).to.equal(403);
  });

  it('refuses what is no JSON and what has the wrong shape', async () => {
    expect(
      (await press('receive', { from: amina, body: 'hoi' }, { 'Content-Type': 'text/plain' })).status,
    ).to.equal(415);
    expect((await press('receive', { from: amina })).status).to.equal(400);
    expect((await fetch(`${stage.double.url}/page/../twilio-double.ts`)).status).to.equal(404);
  });

  it('tells an opened page everything, with a stranger among the people', async () => {
    await stage.double.receive({ from: amina, body: 'hoi' });
    const events = await eventsUntil(stage.double.url, ({ type }) => type === 'message');
    const [state, message] = events;
    expect(state?.type === 'state' && state.state.people.map(({ name }) => name)).to.deep.equal([
      'Amina Yusuf',
      'Onbekend nummer',
    ]);
    expect(state?.type === 'state' && state.state.people[0]?.windowClosesAt).to.equal(
      stage.clock.now() + 24 * hour,
    );
    expect(message?.type === 'message' && message.message).to.include({
      side: 'mine',
      body: 'hoi',
      person: amina,
    });
  });

  it('sends what a person types, taps and records to the webhook', async () => {
    await press('receive', { from: amina, body: 'Het ging goed' });
    expect(lastForm()).to.include({ Body: 'Het ging goed', From: amina });
    const { sid } = await stage.client.messages.create({
      from: sender,
      to: amina,
      contentSid: approvedOpening.sid,
    });
    await press('tap', { sid, index: 0 });
    expect(lastForm()).to.include({ ButtonPayload: 'open:now' });
    await press('media', { from: amina, kind: 'voice' });
    expect(lastForm()).to.include({ MediaContentType0: 'audio/ogg' });
    await press('media', { from: amina, kind: 'photo' });
    expect(lastForm()).to.include({ MediaContentType0: 'image/png' });
    await press('sign', { from: amina, kind: 'sticker' });
    expect(lastForm()).to.include({ MediaContentType0: 'image/webp', MessageType: 'sticker' });
    await press('sign', { from: amina, kind: 'contact' });
    expect(lastForm()).to.include({ MediaContentType0: 'text/vcard', MessageType: 'contacts' });
    await press('sign', { from: amina, kind: 'location' });
    expect(lastForm()).to.include({ NumMedia: '0', MessageType: 'location', Latitude: '52.3702' });
  });

  it('has a control for every failure', async () => {
    await press('receive', { from: amina, body: 'hoi' });
    await press('fail', { code: 63018, when: 'callback' });
    const failed = await stage.client.messages.create({ from: sender, to: amina, body: 'Mislukt' });
    await press('drop', {});
    await stage.client.messages.create({ from: sender, to: amina, body: 'Kwijt' }).catch(() => undefined);
    await stage.double.idle();
    expect(
      stage.double.messages({ direction: 'outbound' }).map(({ body, status }) => `${body} ${status}`),
    ).to.deep.equal(['Mislukt failed', 'Kwijt delivered']);
    expect((await stage.client.messages(failed.sid).fetch()).errorCode).to.equal(63018);
    await press('resend', { person: amina });
    const sids = stage.webhook.heard.map(({ form }) => form['MessageSid']);
    expect(new Set(sids)).to.have.property('size', 1);
    expect(sids).to.have.length(2);
  });

  it('has a switch for webhooks that get lost, and says how it stands', async () => {
    await press('webhooks', { lost: true });
    await press('receive', { from: amina, body: 'hoort iemand mij?' });
    expect(stage.webhook.heard).to.deep.equal([]);
    const [first] = await eventsUntil(stage.double.url, ({ type }) => type === 'state');
    expect(first?.type === 'state' && first.state.webhooksLost).to.equal(true);
    await press('webhooks', { lost: false });
    await press('receive', { from: amina, body: 'en nu?' });
    expect(lastForm()).to.include({ Body: 'en nu?' });
  });

  it('lets a person decide on a template in WhatsApp’s place', async () => {
    await press('template', { sid: approvedOpening.sid, status: 'paused' });
    const [first] = await eventsUntil(stage.double.url, ({ type }) => type === 'state');
    expect(first?.type === 'state' && first.state.templates).to.deep.equal([
      { sid: approvedOpening.sid, name: 'opening_nl', status: 'paused' },
    ]);
    expect((await press('template', { sid: approvedOpening.sid, status: 'mooi' })).status).to.equal(400);
  });

  it('moves the clock of the demo', async () => {
    await press('clock', { ms: 25 * hour });
    expect(moved).to.deep.equal([25 * hour]);
  });

  it('reports read when the page shows the chat', async () => {
    await stage.double.receive({ from: amina, body: 'hoi' });
    await stage.client.messages.create({ from: sender, to: amina, body: 'Hoi' });
    await stage.double.idle();
    await press('read', { person: amina });
    expect(stage.double.messages({ direction: 'outbound', status: 'read' })).to.have.length(1);
  });

  it('makes files of the kind that they claim to be', () => {
    expect(sampleVoiceNote().data.subarray(0, 4).toString('latin1')).to.equal('OggS');
    expect(samplePhoto().data.subarray(1, 4).toString('latin1')).to.equal('PNG');
  });
});
