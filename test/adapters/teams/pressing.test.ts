import { expect } from 'chai';
import { TerugblikError } from '../../../src/core/errors.js';
import type { Card } from '../../../src/core/thread/card.js';
import { activity, message, noor, type ActivityJson } from './support/activities.js';
import { startEndpoint, type Endpoint } from './support/endpoint.js';
import { connectorDouble, type Double } from './support/serving.js';

const card: Card = {
  summary: 'Er is een melding.',
  title: 'Melding',
  tone: 'warning',
  facts: [{ label: 'Student', value: 'Noor' }],
  words: { label: 'Bericht', text: 'ik wil niet meer' },
  notes: [],
  actions: [],
};

describe('A button on an alert card', () => {
  let endpoint: Endpoint;
  let connector: Double;

  beforeEach(async () => {
    connector = await connectorDouble();
    endpoint = await startEndpoint({ credentials: null });
    endpoint.onPress = () => ({ kind: 'card', card });
  });
  afterEach(async () => {
    await endpoint.close();
    await connector.close();
  });

  const invoke = (action: unknown, more: ActivityJson = {}) =>
    activity('invoke', { name: 'adaptiveCard/action', value: { action }, ...more });
  const execute = (verb: string, data: unknown, more: ActivityJson = {}) =>
    invoke({ type: 'Action.Execute', verb, data }, more);

  it('answers with the new card in the same response', async () => {
    const { status, text } = await endpoint.post(execute('open', { alert: 'a1' }));
    expect(status).to.equal(200);
    const body = JSON.parse(text) as { value: unknown };
    expect(body).to.deep.include({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(JSON.stringify(body.value)).to.contain('ik wil niet meer');
  });

  it('is pressed by whoever sent it, whatever the payload says', async () => {
    await endpoint.post(execute('open', { alert: 'a1', person: 'sam', from: { id: '29:sam' } }));
    await endpoint.post(execute('handled', { alert: 'a1', outcome: 'declined', verb: 'open' }));
    expect(endpoint.pressed).to.deep.equal([
      { by: noor.aadObjectId, alert: 'a1', action: { verb: 'open' } },
      {
        by: noor.aadObjectId,
        alert: 'a1',
        action: { verb: 'handled', outcome: 'declined', on: '', note: '' },
      },
    ]);
  });

  it('answers with a card that Teams takes, however long the words are', async () => {
    endpoint.onPress = () => ({
      kind: 'card',
      card: { ...card, words: { label: 'Bericht', text: 'a\n'.repeat(9000) } },
    });
    const { text } = await endpoint.post(execute('open', { alert: 'a1' }));
    expect(text.length * 2).to.be.below(28 * 1024);
  });

  it('shows a small card to somebody it is not for', async () => {
    endpoint.onPress = () => ({ kind: 'refused' });
    const { status, text } = await endpoint.post(execute('open', { alert: 'a1' }));
    expect(status).to.equal(200);
    expect(text).to.contain('Deze melding is niet voor jou.').and.not.contain('ik wil niet meer');
  });

  it('opens nothing in a group, where others would read along', async () => {
    const conversation = { id: 'g', conversationType: 'groupChat', isGroup: true };
    const { text } = await endpoint.post(execute('open', { alert: 'a1' }, { conversation }));
    expect(text).to.not.contain('ik wil niet meer');
    expect(endpoint.pressed).to.deep.equal([]);
  });

  it('is refused with an error for cards when its data is not ours', async () => {
    const bad = [
      execute('open', {}),
      execute('open', { alert: 7 }),
      execute('remove', { alert: 'a1' }),
      execute('handled', { alert: 'a1', outcome: 'ignored' }),
      invoke(undefined),
      invoke('open'),
      activity('invoke', { name: 'adaptiveCard/action', value: null }),
    ];
    for (const one of bad) {
      const { status, text } = await endpoint.post(one);
      expect(status, text).to.equal(400);
      expect(JSON.parse(text)).to.deep.include({ statusCode: 400, type: 'application/vnd.microsoft.error' });
    }
    expect(endpoint.pressed).to.deep.equal([]);
  });

  it('answers 501 to an invoke of another kind', async () => {
    expect((await endpoint.post(activity('invoke', { name: 'composeExtension/query' }))).status).to.equal(
      501,
    );
  });

  it('answers 503 when the store is down', async () => {
    endpoint.onPress = () => {
      throw new TerugblikError('store_unavailable', 'down');
    };
    expect((await endpoint.post(execute('open', { alert: 'a1' }))).status).to.equal(503);
  });

  describe('of a client that only knows Action.Submit', () => {
    const submitted = (more: ActivityJson = {}) =>
      message('', {
        serviceUrl: connector.url,
        value: { verb: 'seen', alert: 'a1' },
        replyToId: 'card-1',
        ...more,
      });

    it('puts the new card where the old one stood, and is no message of the student', async () => {
      expect((await endpoint.post(submitted())).status).to.equal(200);
      expect(endpoint.pressed.map((one) => one.action.verb)).to.deep.equal(['seen']);
      expect(endpoint.inbound).to.deep.equal([]);
      expect(connector.asked.map((one) => `${one.method} ${one.path}`)).to.deep.equal([
        'PUT /v3/conversations/chat-noor/activities/card-1',
      ]);
    });

    it('sends the card when the old one cannot be changed', async () => {
      connector.next({ status: 404 });
      await endpoint.post(submitted());
      expect(connector.asked.map((one) => one.method)).to.deep.equal(['PUT', 'POST']);
    });
  });
});

describe('Somebody we do not know', () => {
  it('hears it at once; when that cannot be sent, the message counts as taken all the same', async () => {
    const connector = await connectorDouble();
    const endpoint = await startEndpoint({ credentials: null });
    endpoint.onReceive = async () => ({ reply: 'Ik ken je niet.' });
    connector.next({ status: 201, body: { id: 's1' } }, { status: 500 });
    const sent = message('hoi', { serviceUrl: connector.url });
    expect((await endpoint.post(sent)).status).to.equal(200);
    expect((await endpoint.post(sent)).status).to.equal(200);
    expect(connector.asked.map((one) => (one.body as { text: string }).text)).to.deep.equal([
      'Ik ken je niet.',
      'Ik ken je niet.',
    ]);
    expect(endpoint.logged.join('\n')).to.contain('teams.reply_failed').and.not.contain('Ik ken');
    await endpoint.close();
    await connector.close();
  });
});
