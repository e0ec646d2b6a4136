import { expect } from 'chai';
import { activity, bot, noor, type ActivityJson } from './support/activities.js';
import { startEndpoint, type Endpoint } from './support/endpoint.js';

describe('Installing the app in Teams', () => {
  let endpoint: Endpoint;

  beforeEach(async () => {
    endpoint = await startEndpoint({ credentials: null });
  });
  afterEach(() => endpoint.close());

  const idsOf = async (...sent: ActivityJson[]): Promise<(string | undefined)[]> => {
    for (const one of sent) await endpoint.post(one);
    return endpoint.inbound.map((one) => one.providerId);
  };
  const added = (more: ActivityJson = {}) =>
    activity('conversationUpdate', { membersAdded: [{ id: noor.id }, { id: bot.id }], ...more });
  const installed = (more: ActivityJson = {}) => activity('installationUpdate', { action: 'add', ...more });
  const removed = (more: ActivityJson = {}) => activity('installationUpdate', { action: 'remove', ...more });

  it('is first contact, once, although Teams tells it twice', async () => {
    const ids = await idsOf(added(), installed());
    expect(endpoint.inbound[0]?.content).to.deep.equal({ type: 'joined' });
    expect(new Set(ids).size).to.equal(1);
  });

  it('is once also on both sides of a minute', async () => {
    const ids = await idsOf(
      added({ timestamp: '2026-11-24T15:00:59.900Z' }),
      installed({ timestamp: '2026-11-24T15:01:00.100Z' }),
    );
    expect(new Set(ids).size).to.equal(1);
  });

  it('has the same id in another process', async () => {
    const other = await startEndpoint({ credentials: null });
    await endpoint.post(added());
    await other.post(installed());
    expect(other.inbound[0]?.providerId).to.equal(endpoint.inbound[0]?.providerId);
    await other.close();
  });

  it('counts again after a removal, however soon', async () => {
    const ids = await idsOf(
      installed({ timestamp: '2026-11-24T15:00:01Z' }),
      removed({ timestamp: '2026-11-24T15:00:20Z' }),
      installed({ timestamp: '2026-11-24T15:00:40Z' }),
      installed({ timestamp: '2026-12-01T09:00:00Z' }),
    );
    expect(new Set(ids).size).to.equal(4);
    expect(endpoint.inbound.map((one) => one.content.type)).to.deep.equal([
      'joined',
      'left',
      'joined',
      'joined',
    ]);
  });

  it('ends when the bot is removed from the chat', async () => {
    const gone = activity('conversationUpdate', { membersRemoved: [{ id: bot.id }] });
    await endpoint.post(gone);
    expect(endpoint.inbound[0]?.content).to.deep.equal({ type: 'left' });
  });
});
