import { expect } from 'chai';
import { createTeamsChannel } from '../../../src/adapters/teams/teams-channel.js';
import type { Address } from '../../../src/core/thread/message.js';
import type { Forgotten } from '../../../src/ports/channel.js';
import { bot, noor, tenant } from './support/activities.js';
import { clock, now } from './support/endpoint.js';
import { serveDouble, type Answer, type Double } from './support/serving.js';

const chat = '/v3/conversations/a%3Achat%2Fnoor/activities';

describe('What was sent into a chat of Teams', () => {
  let connector: Double;
  beforeEach(async () => {
    connector = await serveDouble(() => ({ status: 200 }));
  });
  afterEach(() => connector.close());

  const to = (): Address => ({
    channel: 'teams',
    address: noor.aadObjectId,
    ref: {
      serviceUrl: connector.url,
      channelId: 'msteams',
      conversation: { id: 'a:chat/noor', conversationType: 'personal', tenantId: tenant },
      bot: { id: bot.id },
      user: { id: noor.id, aadObjectId: noor.aadObjectId },
    },
  });
  const forget = async (sent: string[], who = to()): Promise<Forgotten | undefined> =>
    createTeamsChannel({ credentials: null, client: 'teams', serviceUrl: connector.url, clock }).forget?.(
      who,
      {
        until: now,
        sent,
      },
    );
  const asked = (): string[] => connector.asked.map((one) => `${one.method} ${one.path}`);
  const refused = (status: number, code: string, headers = {}): Answer => ({
    ...{ status, headers, body: { error: { code, message: 'geheim' } } },
  });

  it('is taken back, each message by its id', async () => {
    expect(await forget(['1', '2'])).to.deep.equal({ status: 'done', removed: 2, kept: 0 });
    expect(asked()).to.deep.equal([`DELETE ${chat}/1`, `DELETE ${chat}/2`]);
  });

  it('counts as taken back when it is gone already', async () => {
    connector.next(refused(404, 'ActivityNotFoundInConversation'));
    expect(await forget(['1', '2'])).to.deep.equal({ status: 'done', removed: 2, kept: 0 });
  });

  it('waits as long as Teams says when it is too much, and goes on with what is left', async () => {
    connector.next({ status: 200 }, refused(429, 'TooMany', { 'Retry-After': '7' }));
    expect(await forget(['1', '2', '3'])).to.deep.equal({
      ...{ status: 'later', removed: 1, left: ['2', '3'], afterMs: 7000, reason: 'status 429 TooMany' },
    });
    expect(asked()).to.have.length(2);
  });

  it('is asked for again when no answer came', async () => {
    connector.next('hang up');
    expect(await forget(['1'])).to.deep.include({ status: 'later', left: ['1'], afterMs: null });
  });

  it('stays where the chat refuses us: the app was uninstalled', async () => {
    connector.next(refused(403, 'BotNotInConversationRoster'));
    expect(await forget(['1', '2'])).to.deep.equal({ status: 'done', removed: 1, kept: 1 });
  });

  it('is nothing for somebody who never wrote, and no chat is opened for it', async () => {
    expect(await forget(['1'], { ...to(), ref: null })).to.deep.equal({
      status: 'done',
      removed: 0,
      kept: 0,
    });
    expect(asked()).to.deep.equal([]);
  });
});
