import { expect } from 'chai';
import { entraIdentity } from '../../../src/adapters/entra/identity.js';
import { systemClock } from '../../../src/adapters/system/system-clock.js';
import type { Attempt, BrowserSignIn, Identity } from '../../../src/ports/identity.js';
import { browsing, type Browsing } from '../../support/cookie-jar.js';
import { entraApp, startEntra, type EntraDouble, type TokenParts } from '../../support/entra-double.js';

const publicUrl = 'https://terugblik.example.nl';
const back = `${publicUrl}/history/login/return`;
const samira = '22222222-2222-4222-8222-222222222222';
const elsewhere = 'aaaaaaaa-0000-4000-8000-00000000000f';

describe('who somebody is, by Entra ID', function () {
  this.timeout(20_000);
  let entra: EntraDouble;
  let identity: Identity;
  before(async () => {
    entra = await startEntra(back);
    identity = entraIdentity({
      ...entraApp,
      authorityUrl: entra.authorityUrl,
      publicUrl,
      clock: systemClock,
    });
  });
  after(() => entra.close());

  const account = { tenant: entraApp.tenantId, object: samira };
  const refused = (reason: string) => ({ ok: false, reason });

  describe('from the tab in Teams', () => {
    const tab = async (parts: TokenParts) => identity.tab(await entra.token(samira, parts));

    it('is told by a token that the tenant signed for this app', async () => {
      expect(await tab({})).to.deep.equal({ ok: true, account });
    });

    it('is told by a token for the Application ID URI of the bot as well', async () => {
      for (const aud of [`api://terugblik.example.nl/botid-${entraApp.appId}`, `api://${entraApp.appId}`])
        expect(await tab({ claims: { aud } })).to.deep.equal({ ok: true, account });
    });

    const wrong: [string, TokenParts, string][] = [
      ['signed by somebody else', { key: 'stranger' }, 'token_signature'],
      ['under a key that the tenant does not have', { key: 'unknown' }, 'token_key'],
      ['that ran out', { expires: -120 }, 'token_expired'],
      ['for later', { notBefore: 3600 }, 'token_early'],
      ['for another app', { claims: { aud: '00000003-0000-0000-c000-000000000000' } }, 'token_audience'],
      [
        'for our app on another host',
        { claims: { aud: `api://evil.example/${entraApp.appId}` } },
        'token_audience',
      ],
      ['of another issuer', { claims: { iss: 'https://evil.example/v2.0' } }, 'token_issuer'],
      [
        'of version 1.0',
        { claims: { iss: `https://sts.windows.net/${entraApp.tenantId}/` } },
        'token_issuer',
      ],
      ['of another tenant', { claims: { tid: elsewhere } }, 'token_tenant'],
      [
        'of an app and not of a person',
        { claims: { scp: undefined, roles: ['access_as_user'] } },
        'token_scope',
      ],
      ['for another permission', { claims: { scp: 'access_as_user_too User.Read' } }, 'token_scope'],
      ['without a person', { claims: { oid: undefined } }, 'token_person'],
      ['with something else for a person', { claims: { oid: ['x'] } }, 'token_person'],
    ];
    for (const [name, parts, reason] of wrong)
      it(`is not told by a token ${name}`, async () => {
        expect(await tab(parts)).to.deep.equal(refused(reason));
      });

    it('is not told by a token that nobody signed, or that our own secret did', async () => {
      expect(await identity.tab(entra.unsigned(samira))).to.deep.equal(refused('token_algorithm'));
      expect(await identity.tab(await entra.symmetric(samira))).to.deep.equal(refused('token_algorithm'));
    });

    it('is not told by a token whose words were changed after it was signed', async () => {
      const [head, , mark] = (await entra.token(samira)).split('.');
      const body = Buffer.from(JSON.stringify({ oid: samira })).toString('base64url');
      expect(await identity.tab(`${head}.${body}.${mark}`)).to.deep.equal(refused('token_signature'));
    });

    it('is not told by anything that is no token', async () => {
      for (const text of ['', 'x', 'a.b.c', 'a'.repeat(20_000)])
        expect(await identity.tab(text)).to.deep.equal(refused('token_malformed'));
    });
  });

  describe('by way of its page in a browser', () => {
    let person: Browsing;
    beforeEach(() => {
      person = browsing();
      entra.person = { object: samira };
    });
    const browser = (): BrowserSignIn => {
      if (identity.browser === null) throw new Error('no browser');
      return identity.browser;
    };
    const goThere = async (): Promise<{ query: string; attempt: Attempt; url: string }> => {
      const begun = await browser().begin();
      if (begun === null) throw new Error('unreachable');
      const returned = await person.follow(begun.url, back);
      return { query: returned.search.slice(1), attempt: begun.attempt, url: begun.url };
    };

    it('is told after the whole code flow', async () => {
      const { query, attempt, url } = await goThere();
      expect(await browser().finish(query, attempt)).to.deep.equal({ ok: true, account });
      const asked = new URL(url).searchParams;
      expect(asked.get('code_challenge_method')).to.equal('S256');
      expect(asked.get('response_type')).to.equal('code');
      expect(asked.get('redirect_uri')).to.equal(back);
      expect(url).to.not.contain(attempt.verifier);
    });

    it('is not told twice by one code', async () => {
      const { query, attempt } = await goThere();
      await browser().finish(query, attempt);
      expect(await browser().finish(query, attempt)).to.deep.equal(refused('sign_in_stale'));
    });

    it('is not told to whoever began another attempt: state, nonce and verifier each count', async () => {
      for (const part of ['state', 'nonce', 'verifier'] as const) {
        const { query, attempt } = await goThere();
        const result = await browser().finish(query, { ...attempt, [part]: 'x'.repeat(43) });
        expect(result, part).to.have.property('ok', false);
        expect(result, part).to.not.have.property('reason', 'provider_unreachable');
      }
    });

    it('is not told of a person of another tenant', async () => {
      entra.person = { object: samira, tenant: elsewhere };
      const { query, attempt } = await goThere();
      expect(await browser().finish(query, attempt)).to.deep.equal(refused('token_tenant'));
    });

    it('is not told when the person refused', async () => {
      entra.person = null;
      const { query, attempt } = await goThere();
      expect(await browser().finish(query, attempt)).to.deep.equal(refused('sign_in_denied'));
    });
  });

  it('is not told while Entra cannot be reached, and is as soon as it can', async () => {
    const options = { ...entraApp, publicUrl, clock: systemClock };
    const away = entraIdentity({ ...options, authorityUrl: 'http://127.0.0.1:9' });
    expect(await away.browser?.begin()).to.equal(null);
    expect(await away.tab(await entra.token(samira))).to.deep.equal(refused('provider_unreachable'));
  });

  it('has no way by the browser without a secret', () => {
    const managed = { ...entraApp, appPassword: null, authorityUrl: entra.authorityUrl };
    expect(entraIdentity({ ...managed, publicUrl, clock: systemClock }).browser).to.equal(null);
  });
});
