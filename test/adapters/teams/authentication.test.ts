import { expect } from 'chai';
import sinon from 'sinon';
import { appId, message, tenant } from './support/activities.js';
import { startAuthority, type Authority, type TokenParts } from './support/authority.js';
import { startEndpoint, type Endpoint } from './support/endpoint.js';

const credentials = { appId, appType: 'SingleTenant', appPassword: 'secret', tenantId: tenant } as const;

describe('The token of a request from Teams', () => {
  let authority: Authority;
  let endpoint: Endpoint;

  before(async () => {
    authority = await startAuthority();
    endpoint = await startEndpoint({ credentials, authority: authority.settings });
  });
  beforeEach(() => {
    endpoint.inbound.length = 0;
    // The SDK writes what it refuses to the console by itself.
    sinon.stub(console, 'error');
  });
  afterEach(() => sinon.restore());
  after(async () => {
    await endpoint.close();
    await authority.close();
  });

  it('is accepted when the Bot Framework signed it for this bot', async () => {
    const answer = await endpoint.post(message('hoi'), await authority.token());
    expect(answer).to.deep.equal({ status: 200, text: '' });
    expect(endpoint.inbound).to.have.length(1);
  });

  const wrong: [string, TokenParts][] = [
    ['has expired', { expires: -3600 }],
    ['is for another bot', { audience: 'another-bot' }],
    ['has another issuer', { issuer: 'https://evil.example' }],
    ['names another service URL', { serviceUrl: 'https://evil.example/' }],
    ['is signed with a key for another channel', { key: 'webchat' }],
    ['is signed with a key that nobody knows', { key: 'stranger' }],
  ];
  for (const [what, parts] of wrong) {
    it(`is refused when it ${what}`, async () => {
      const answer = await endpoint.post(message('geheim'), await authority.token(parts));
      expect(answer.status).to.equal(401);
      expect(JSON.parse(answer.text)).to.have.nested.property('error.code', 'not_authorised');
      expect(endpoint.inbound).to.deep.equal([]);
    });
  }

  it('is refused when it is missing, unsigned, mangled or of another scheme', async () => {
    const token = await authority.token();
    const [head = '', body = '', signature = ''] = token.split('.');
    const other = Buffer.from(JSON.stringify({ ...payload(body), aud: appId, extra: 1 })).toString(
      'base64url',
    );
    const tried = [
      undefined,
      authority.unsigned(),
      `${head}.${other}.${signature}`,
      `${head}.${body}.`,
      'not-a-token',
      '',
    ];
    for (const one of tried)
      expect((await endpoint.post(message('geheim'), one)).status, one ?? 'none').to.equal(401);
    expect(endpoint.inbound).to.deep.equal([]);
  });

  it('does not open the door to another channel or another tenant', async () => {
    const token = await authority.token();
    const elsewhere = [
      message('hoi', { channelId: 'directline' }),
      message('hoi', { channelId: 'emulator' }),
      message('hoi', { channelId: 'AseChannel' }),
      message('hoi', { channelId: '' }),
      message('hoi', { conversation: { id: 'c', conversationType: 'personal', tenantId: 'another' } }),
    ];
    for (const one of elsewhere) {
      const { status } = await endpoint.post(one, token);
      expect(status, JSON.stringify(one['channelId'])).to.be.oneOf([400, 401, 403]);
    }
    expect(endpoint.inbound).to.deep.equal([]);
  });

  it('is checked against the service URL also when the activity leaves that out', async () => {
    const { status } = await endpoint.post(
      message('hoi', { serviceUrl: undefined }),
      await authority.token(),
    );
    expect(status).to.equal(400);
    expect(endpoint.inbound).to.deep.equal([]);
  });

  it('answers 503 when the keys cannot be fetched, so that Teams sends again', async () => {
    const keyless = await startAuthority();
    const token = await keyless.token();
    keyless.keys.next({ status: 500 }, 'hang up');
    const other = await startEndpoint({ credentials, authority: keyless.settings });
    expect((await other.post(message('hoi'), token)).status).to.equal(503);
    expect(other.logged.join('\n')).to.contain('teams.keys_unreachable');
    expect((await other.post(message('hoi'), token)).status).to.equal(503);
    expect((await other.post(message('hoi'), token)).status).to.equal(200);
    await other.close();
    await keyless.close();
  });

  it('never brings words of the message into the log', async () => {
    await endpoint.post(message('geheime woorden'));
    await endpoint.post(message('geheime woorden'), await authority.token({ audience: 'another-bot' }));
    expect(endpoint.logged.join('\n')).to.not.contain('geheime');
  });
});

const payload = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
