import { expect } from 'chai';
import { TerugblikError } from '../../../src/core/errors.js';
import { activity, bot, message, noor, tenant } from './support/activities.js';
import { contentOf, idsOf, now, startEndpoint, type Endpoint } from './support/endpoint.js';

describe('What comes in from Teams', () => {
  let endpoint: Endpoint;

  beforeEach(async () => {
    endpoint = await startEndpoint({ credentials: null });
  });
  afterEach(() => endpoint.close());

  describe('a message', () => {
    it('carries who, where and when, in words that no SDK owns and without the name', async () => {
      await endpoint.post(message('hoi', { id: 'm1' }));
      expect(endpoint.inbound).to.deep.equal([
        {
          channel: 'teams',
          address: noor.aadObjectId,
          providerId: 'm1',
          at: now,
          writtenAt: Date.parse('2026-11-24T15:00:00.000Z'),
          ref: {
            serviceUrl: 'http://127.0.0.1:9/',
            channelId: 'msteams',
            locale: 'nl-NL',
            conversation: { id: 'chat-noor', conversationType: 'personal', tenantId: tenant },
            bot: { id: bot.id },
            user: { id: noor.id, aadObjectId: noor.aadObjectId },
          },
          content: { type: 'text', text: 'hoi' },
        },
      ]);
    });

    it('is known by the Teams id of somebody without an Entra id', async () => {
      await endpoint.post(message('hoi', { from: { id: '29:gast' } }));
      expect(endpoint.inbound[0]?.address).to.equal('29:gast');
    });

    it('loses the mention of the bot, and no other', async () => {
      const entities = [
        { type: 'mention', mentioned: { id: bot.id }, text: '<at>Terugblik</at>' },
        { type: 'mention', mentioned: { id: '29:sam' }, text: '<at>Sam</at>' },
      ];
      const text = '<at>Terugblik</at> ik heb <at>Sam</at> geholpen';
      expect(await contentOf(endpoint, message(text, { entities, textFormat: 'xml' }))).to.deep.equal({
        type: 'text',
        text: 'ik heb Sam geholpen',
      });
    });

    it('is read out of Teams’ HTML with its line breaks, emoji and signs', async () => {
      const text = '<p>5 &lt; 6 &amp; caf&#233;</p><div>tweede<br/>derde <img alt="😀" src="x"></div>';
      expect(await contentOf(endpoint, message(text, { textFormat: 'xml' }))).to.deep.equal({
        type: 'text',
        text: '5 < 6 & café\ntweede\nderde 😀',
      });
    });

    it('keeps what only looks like HTML', async () => {
      expect(await contentOf(endpoint, message('ik <3 dit &amp; dat'))).to.deep.equal({
        type: 'text',
        text: 'ik <3 dit &amp; dat',
      });
    });

    it('does not take a quoted message for the student’s own words', async () => {
      const quote = '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1">';
      const content = `${quote}<strong>Terugblik</strong><p>Wil je niet meer?</p></blockquote><p>Nee hoor</p>`;
      const attachments = [{ contentType: 'text/html', content }];
      expect(
        await contentOf(endpoint, message('Terugblik Wil je niet meer? Nee hoor', { attachments })),
      ).to.deep.equal({
        type: 'text',
        text: 'Nee hoor',
      });
    });

    it('is one event when a client gives it no id and sends it twice', async () => {
      const [first, second] = await idsOf(
        endpoint,
        message('hoi', { id: undefined }),
        message('hoi', { id: undefined }),
      );
      expect(first)
        .to.equal(second)
        .and.to.match(/^hash:/);
    });
  });

  describe('a tap on one of our buttons', () => {
    const payload = 'talk:step:good';
    it('brings the payload with the words that stand in the chat', async () => {
      const tapped = message('Goed', { value: { payload, label: 'Goed' } });
      expect(await contentOf(endpoint, tapped)).to.deep.equal({ type: 'button', payload, label: 'Goed' });
    });

    it('is understood when the client sends the value as text, or no words', async () => {
      const asText = message('Goed', { value: JSON.stringify({ payload }) });
      expect(await contentOf(endpoint, asText)).to.deep.equal({ type: 'button', payload, label: 'Goed' });
      const wordless = message('', { text: undefined, value: { payload, label: 'Goed' } });
      expect(await contentOf(endpoint, wordless)).to.deep.equal({ type: 'button', payload, label: 'Goed' });
    });

    it('is not invented from a value that is not ours', async () => {
      expect(await contentOf(endpoint, message('hoi', { value: { payload: 7 } }))).to.have.property(
        'type',
        'text',
      );
      expect(await contentOf(endpoint, message('hoi', { value: '{"payload":' }))).to.have.property(
        'type',
        'text',
      );
    });
  });

  describe('a file', () => {
    it('is media with its address and its caption', async () => {
      const content = { downloadUrl: 'https://school.example/foto', fileType: 'jpg' };
      const contentType = 'application/vnd.microsoft.teams.file.download.info';
      expect(
        await contentOf(endpoint, message('kijk', { attachments: [{ contentType, content }] })),
      ).to.deep.equal({
        type: 'media',
        files: [{ kind: 'picture', mime: contentType, source: 'https://school.example/foto' }],
        caption: 'kijk',
      });
      const attachments = [{ contentType: 'image/png', contentUrl: 'https://smba.example/1' }];
      expect(await contentOf(endpoint, message('', { attachments }))).to.deep.equal({
        type: 'media',
        files: [{ kind: 'picture', mime: 'image/png', source: 'https://smba.example/1' }],
        caption: '',
      });
    });

    it('is not seen in the HTML copy of a text, nor in the card of a link', async () => {
      const attachments = [
        { contentType: 'text/html', content: '<p>kijk op nos.nl</p>' },
        { contentType: 'application/vnd.microsoft.card.thumbnail', content: {} },
      ];
      expect(await contentOf(endpoint, message('kijk op nos.nl', { attachments }))).to.deep.equal({
        type: 'text',
        text: 'kijk op nos.nl',
      });
    });

    it('stands for a message without any words: somebody must look at it', async () => {
      const attachments = [{ contentType: 'text/html', content: '<p><img itemtype="sticker"></p>' }];
      expect(await contentOf(endpoint, message('', { attachments }))).to.deep.equal({
        type: 'media',
        files: [{ kind: 'sticker', mime: 'text/html', source: null }],
        caption: '',
      });
    });
  });

  it('answers 200 to every other sign and keeps nothing of it', async () => {
    const others = [
      activity('messageReaction', { reactionsAdded: [{ type: 'like' }] }),
      activity('event', { name: 'application/vnd.microsoft.readReceipt' }),
      activity('conversationUpdate', { topicName: 'x' }),
      activity('conversationUpdate', { membersRemoved: [{ id: '29:iemand' }] }),
      activity('installationUpdate', { action: 'upgrade' }),
    ];
    for (const one of others) expect((await endpoint.post(one)).status).to.equal(200);
    expect(endpoint.inbound).to.deep.equal([]);
  });

  it('says and keeps nothing in a group or a channel', async () => {
    endpoint.onReceive = async () => ({ reply: 'hoi' });
    for (const conversationType of ['groupChat', 'channel']) {
      const conversation = { id: 'c', conversationType, isGroup: true };
      expect((await endpoint.post(message('hoi', { conversation }))).status).to.equal(200);
      expect(
        (await endpoint.post(activity('installationUpdate', { action: 'add', conversation }))).status,
      ).to.equal(200);
    }
    expect(endpoint.inbound).to.deep.equal([]);
  });

  it('answers 400 with a reason to what is no activity, and goes on', async () => {
    const bad: [unknown, string][] = [
      ['null', 'not_an_activity'],
      ['[]', 'not_an_activity'],
      ['{}', 'not_an_activity'],
      [{ type: 7 }, 'not_an_activity'],
      [message('hoi', { conversation: undefined }), 'activity_incomplete'],
      [message('hoi', { from: undefined }), 'activity_incomplete'],
      [message('hoi', { from: { id: '' } }), 'activity_incomplete'],
      [message('hoi', { recipient: null }), 'activity_incomplete'],
      [message('hoi', { serviceUrl: 'nergens' }), 'activity_incomplete'],
      [message('hoi', { text: { geheim: true } }), 'activity_incomplete'],
      [message('hoi', { attachments: 'geheim' }), 'activity_incomplete'],
    ];
    for (const [body, code] of bad) {
      const answer = await endpoint.post(body);
      expect(answer.status, answer.text).to.equal(400);
      expect(JSON.parse(answer.text)).to.have.nested.property('error.code', code);
      expect(answer.text).to.not.contain('geheim');
    }
    for (const body of ['"tekst"', '7', '{"type":'])
      expect((await endpoint.post(body)).status, body).to.be.within(400, 499);
    expect(
      (await endpoint.post(message('hoi', { timestamp: 'gisteren', channelData: 'x' }))).status,
    ).to.equal(200);
    expect(endpoint.inbound).to.have.length(1);
  });

  it('answers after the commit', async () => {
    let commit: () => void = () => undefined;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    const order: string[] = [];
    const received = new Promise<void>((resolve) => {
      endpoint.onReceive = async () => {
        resolve();
        await committed;
        order.push('committed');
        return { reply: null };
      };
    });
    const answered = endpoint.post(message('hoi')).then(() => order.push('answered'));
    await received;
    commit();
    await answered;
    expect(order).to.deep.equal(['committed', 'answered']);
  });

  it('answers 503 when the store is down, so that Teams sends again, and 500 without a word of another error', async () => {
    for (const code of ['store_unavailable', 'conflict', 'thread_newer']) {
      endpoint.onReceive = () => Promise.reject(new TerugblikError(code, 'geheim'));
      const answer = await endpoint.post(message('hoi'));
      expect(answer.status, code).to.equal(503);
      expect(answer.text).to.not.contain('geheim');
    }
    endpoint.onReceive = () => Promise.reject(new Error('geheim'));
    const answer = await endpoint.post(message('hoi'));
    expect(answer.status).to.equal(500);
    expect(answer.text).to.not.contain('geheim');
  });
});
