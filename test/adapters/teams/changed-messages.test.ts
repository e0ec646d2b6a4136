import { expect } from 'chai';
import { activity, message } from './support/activities.js';
import { contentOf, idsOf, startEndpoint, type Endpoint } from './support/endpoint.js';

describe('What Teams says of a message that was sent before', () => {
  let endpoint: Endpoint;

  beforeEach(async () => {
    endpoint = await startEndpoint({ credentials: null });
  });
  afterEach(() => endpoint.close());

  describe('an edit', () => {
    const edited = (at: string, text: string) =>
      activity('messageUpdate', { id: 'm1', timestamp: at, text, channelData: { eventType: 'editMessage' } });

    it('names the message and has an id of its own, each time, and the same when sent again', async () => {
      const first = edited('2026-11-24T15:01:00Z', 'beter');
      expect(await contentOf(endpoint, first)).to.deep.equal({ type: 'edit', of: 'm1', text: 'beter' });
      const ids = await idsOf(endpoint, first, edited('2026-11-24T15:02:00Z', 'best'));
      expect(ids[0]).to.equal(ids[1]);
      expect(new Set(ids).size).to.equal(2);
      expect(ids).to.not.include('m1');
    });
  });

  it('a message that was taken away is named, each time anew; taken back it is an edit with its words', async () => {
    const away = (at: string) =>
      activity('messageDelete', { id: 'm1', timestamp: at, channelData: { eventType: 'softDeleteMessage' } });
    expect(await contentOf(endpoint, away('2026-11-24T15:01:00Z'))).to.deep.equal({
      type: 'deleted',
      of: 'm1',
    });
    const ids = await idsOf(endpoint, away('2026-11-24T15:01:00Z'), away('2026-11-24T15:03:00Z'));
    expect(new Set(ids).size).to.equal(2);
    const back = { id: 'm1', text: 'toch wel', channelData: { eventType: 'undeleteMessage' } };
    expect(await contentOf(endpoint, activity('messageUpdate', back))).to.deep.equal({
      type: 'edit',
      of: 'm1',
      text: 'toch wel',
    });
  });

  it('typing is a sign without words', async () => {
    expect(await contentOf(endpoint, activity('typing'))).to.deep.equal({ type: 'typing' });
  });

  describe('a reply to a message', () => {
    const quotes = async (one: object): Promise<string | undefined> => {
      await endpoint.post(one);
      return endpoint.inbound.at(-1)?.quotes;
    };
    const block = '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1700000000001">';
    const html = {
      contentType: 'text/html',
      content: `${block}<p>Wat deed je?</p></blockquote><p>kassa</p>`,
    };

    it('names it, in each of the ways that clients do', async () => {
      expect(await quotes(message('kassa', { attachments: [html] }))).to.equal('1700000000001');
      const entities = [{ type: 'quotedReply', quotedReply: { messageId: '1700000000002' } }];
      const named = message('<quoted messageId="1700000000002"/> kassa', { entities });
      expect(await quotes(named)).to.equal('1700000000002');
      expect(endpoint.inbound.at(-1)?.content).to.deep.equal({ type: 'text', text: 'kassa' });
      expect(await quotes(message('kassa', { replyToId: '1700000000003' }))).to.equal('1700000000003');
    });

    it('is none where nothing is named', async () => {
      expect(await quotes(message('kassa'))).to.equal(undefined);
    });
  });
});
