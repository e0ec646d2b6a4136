import { expect } from 'chai';
import sinon from 'sinon';
import { createTeamsChannel, type TeamsChannelOptions } from '../../../src/adapters/teams/teams-channel.js';
import type { Card } from '../../../src/core/thread/card.js';
import type { Address, OutMessage } from '../../../src/core/thread/message.js';
import type { Channel } from '../../../src/ports/channel.js';
import { appId, bot, noor, tenant } from './support/activities.js';
import { clock, now } from './support/endpoint.js';
import { connectorDouble, serveDouble, type Answer, type Double } from './support/serving.js';

const text = (words: string): OutMessage => ({ kind: 'text', text: words, choices: [], template: null });
const card: Card = {
  summary: 'Er is een melding.',
  title: 'Melding',
  tone: 'warning',
  facts: [],
  words: null,
  notes: [],
  actions: [],
};
const replacing = (replaces: string | null): OutMessage => ({ kind: 'card', card, key: 'a1', replaces });

describe('What goes out to Teams', () => {
  let connector: Double;
  let channel: Channel;

  const channelWith = (more: Partial<TeamsChannelOptions> = {}): Channel =>
    createTeamsChannel({ credentials: null, client: 'teams', serviceUrl: connector.url, clock, ...more });
  const to = (serviceUrl = connector.url): Address => ({
    channel: 'teams',
    address: noor.aadObjectId,
    ref: {
      serviceUrl,
      channelId: 'msteams',
      conversation: { id: 'a:chat/noor', conversationType: 'personal', tenantId: tenant },
      bot: { id: bot.id },
      user: { id: noor.id, aadObjectId: noor.aadObjectId },
    },
  });
  const asked = () => connector.asked.map((one) => `${one.method} ${one.path}`);
  const chat = '/v3/conversations/a%3Achat%2Fnoor/activities';

  beforeEach(async () => {
    connector = await connectorDouble();
    channel = channelWith();
  });
  afterEach(() => connector.close());

  it('is posted to the person’s chat, and is final: no later report comes', async () => {
    const result = await channel.send(to(), 'e1', text('Hoi Noor'));
    expect(result).to.deep.equal({ status: 'sent', providerId: 'sent-1', final: true });
    expect(asked()).to.deep.equal([`POST ${chat}`]);
    expect(connector.asked[0]?.body).to.deep.include({
      type: 'message',
      text: 'Hoi Noor',
      textFormat: 'plain',
    });
  });

  it('takes the place of a card where it stands', async () => {
    const result = await channel.send(to(), 'e1', replacing('card-1'));
    expect(result).to.deep.equal({ status: 'sent', providerId: 'card-1', final: true });
    expect(asked()).to.deep.equal([`PUT ${chat}/card-1`]);
  });

  it('is sent anew when the card is gone', async () => {
    connector.next({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    const result = await channel.send(to(), 'e1', replacing('card-1'));
    expect(result).to.have.property('status', 'sent');
    expect(asked()).to.deep.equal([`PUT ${chat}/card-1`, `POST ${chat}`]);
  });

  it('is not sent anew when changing the card fails otherwise', async () => {
    connector.next({ status: 500 });
    expect(await channel.send(to(), 'e1', replacing('card-1'))).to.have.property('status', 'unknown');
    expect(asked()).to.deep.equal([`PUT ${chat}/card-1`]);
  });

  const error = (status: number, code: string, headers: Record<string, string> = {}): Answer => ({
    status,
    headers,
    body: { error: { code, message: 'geheim: Hoi Noor' } },
  });
  const later = new Date(now + 90_000).toUTCString();
  const outcomes: [string, Answer, object][] = [
    ['429', error(429, 'TooMany'), { status: 'retry', afterMs: null, reason: 'status 429 TooMany' }],
    ['429 with seconds', error(429, 'TooMany', { 'Retry-After': '7' }), { status: 'retry', afterMs: 7000 }],
    [
      '429 with a date',
      error(429, 'TooMany', { 'Retry-After': later }),
      { status: 'retry', afterMs: 90_000 },
    ],
    ['412', error(412, 'PreconditionFailed'), { status: 'retry' }],
    ['502', error(502, 'BadGateway'), { status: 'retry' }],
    ['504', error(504, 'GatewayTimeout'), { status: 'retry' }],
    ['503 with a moment', error(503, 'Busy', { 'Retry-After': '1' }), { status: 'retry', afterMs: 1000 }],
    ['503', error(503, 'Busy'), { status: 'unknown' }],
    ['401', error(401, 'Unauthorized'), { status: 'retry' }],
    ['500', error(500, 'ServiceError'), { status: 'unknown', reason: 'status 500 ServiceError' }],
    ['a broken line', 'hang up', { status: 'unknown' }],
    ['blocked', error(403, 'MessageWritesBlocked'), { status: 'failed', blocks: true }],
    ['not in the roster', error(403, 'BotNotInConversationRoster'), { status: 'failed', blocks: true }],
    ['no such chat', error(404, 'ConversationNotFound'), { status: 'failed', blocks: true }],
    [
      'a bad message',
      error(400, 'BadSyntax'),
      { status: 'failed', blocks: false, reason: 'status 400 BadSyntax' },
    ],
    ['too big', error(413, 'MessageSizeTooBig'), { status: 'failed', blocks: false }],
  ];
  for (const [what, answer, outcome] of outcomes) {
    it(`is tried exactly once: ${what}`, async () => {
      connector.next(answer);
      const result = await channel.send(to(), 'e1', text('Hoi Noor'));
      expect(result).to.deep.include(outcome);
      expect(JSON.stringify(result)).to.not.contain('geheim');
      expect(asked()).to.deep.equal([`POST ${chat}`]);
    });
  }

  it('is tried again later when nobody answers at the address', async () => {
    const gone = await serveDouble(() => ({ status: 200 }));
    await gone.close();
    expect(await channel.send(to(gone.url), 'e1', text('Hoi'))).to.deep.equal({
      status: 'retry',
      afterMs: null,
      reason: 'ECONNREFUSED',
    });
  });

  it('is unknown when no answer comes in time', async () => {
    connector.next('say nothing');
    const result = await channelWith({ timeout: 50 }).send(to(), 'e1', text('Hoi'));
    expect(result).to.have.property('status', 'unknown');
    expect(asked()).to.have.length(1);
  });

  it('cannot be looked up', async () => {
    expect(await channel.lookUp(to(), text('Hoi'), now, [])).to.deep.equal({ found: 'cannot_tell' });
  });

  describe('to somebody who never wrote', () => {
    const unseen: Address = { channel: 'teams', address: noor.aadObjectId, ref: null };

    it('opens a chat with his Entra id, once', async () => {
      expect(await channel.send(unseen, 'e1', text('Hoi'))).to.have.property('status', 'sent');
      expect(await channel.send(unseen, 'e2', text('Nog iets'))).to.have.property('status', 'sent');
      const made = '/v3/conversations/chat-made/activities';
      expect(asked()).to.deep.equal(['POST /v3/conversations', `POST ${made}`, `POST ${made}`]);
      expect(connector.asked[0]?.body).to.deep.include({ isGroup: false });
      expect(connector.asked[0]?.body).to.have.nested.property('members[0].id', noor.aadObjectId);
    });

    it('cannot be done where the app is not installed', async () => {
      connector.next(error(403, 'BotNotInstalled'));
      expect(await channel.send(unseen, 'e1', text('Hoi'))).to.deep.include({
        status: 'failed',
        blocks: true,
      });
    });

    it('is tried again when the chat’s opening was lost: the message itself never left', async () => {
      connector.next('hang up');
      expect(await channel.send(unseen, 'e1', text('Hoi'))).to.have.property('status', 'retry');
      expect(asked()).to.deep.equal(['POST /v3/conversations']);
    });
  });

  describe('with our own registration', () => {
    it('waits, and sends nothing, while no token can be had', async () => {
      const login = await serveDouble(() => ({ status: 500 }));
      const credentials = {
        appId,
        appType: 'SingleTenant',
        appPassword: 'secret',
        tenantId: tenant,
      } as const;
      const authority = {
        loginUrl: `${login.url}/login`,
        scope: 'https://api.botframework.com',
        issuer: 'https://api.botframework.com',
        openIdMetadataUrl: `${login.url}/openid`,
      };
      sinon.stub(console, 'error');
      const result = await channelWith({ credentials, authority }).send(to(), 'e1', text('Hoi'));
      sinon.restore();
      expect(result).to.have.property('status', 'retry');
      expect(connector.asked).to.deep.equal([]);
      await login.close();
    });
  });
});
