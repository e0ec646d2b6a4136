import { expect } from 'chai';
import {
  channelProblems,
  readConfig,
  type Config,
  type TeamsConfig,
  type WhatsAppConfig,
} from '../src/config.js';

type Env = Record<string, string | undefined>;
type Production = Extract<Config, { mode: 'production' }>;

const complete: Env = {
  PUBLIC_URL: 'https://terugblik.example.nl',
  DATABASE_URL: 'sqlite:./data/school.sqlite',
  SCHOOL_FILE: './school.yaml',
  ERASE_KEY: '0b'.repeat(32),
  SESSION_KEY: `${'C'.repeat(43)}=`,
  MicrosoftAppId: 'app',
  MicrosoftAppPassword: 'secret',
  MicrosoftAppTenantId: 'tenant',
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_WHATSAPP_FROM: 'whatsapp:+31200000000',
};

const missing = (env: Env): string[] => {
  const result = readConfig(env);
  return result.ok ? [] : result.missing;
};
const production = (env: Env): Production => {
  const result = readConfig(env);
  if (!result.ok || result.config.mode !== 'production') throw new Error(JSON.stringify(result));
  return result.config;
};

describe('the configuration', () => {
  it('is the demo when nobody said anything', () => {
    expect(readConfig({ PATH: '/bin', NODE_ENV: 'production' })).to.deep.equal({
      ok: true,
      config: {
        mode: 'demo',
        fresh: true,
        port: 3978,
        logLevel: 'warn',
        database: { kind: 'sqlite', path: './data/demo.sqlite' },
      },
    });
  });

  it('of the demo may have its own port and database', () => {
    const result = readConfig({ PORT: '0', DATABASE_URL: 'sqlite:/tmp/x.sqlite', LOG_LEVEL: 'silent' });
    expect(result.ok ? result.config : null).to.include({ mode: 'demo', port: 0, logLevel: 'silent' });
  });

  it('names a second reader only whole, in the tenant and over https', () => {
    const azure = {
      AZURE_OPENAI_ENDPOINT: 'https://school.openai.azure.com/',
      AZURE_OPENAI_DEPLOYMENT: 'lezer',
    };
    expect(production({ ...complete, ...azure })).to.deep.include({
      secondReader: {
        ...{ endpoint: 'https://school.openai.azure.com', deployment: 'lezer' },
        ...{ apiVersion: '2024-10-21', apiKey: null },
      },
    });
    const half = readConfig({ ...complete, AZURE_OPENAI_ENDPOINT: 'http://elders' });
    expect(half.ok ? [] : half.missing.map((one) => one.split(':')[0])).to.deep.equal([
      'AZURE_OPENAI_ENDPOINT',
      'AZURE_OPENAI_DEPLOYMENT',
    ]);
  });

  it('names speech to text only whole, and over https', () => {
    const azure = {
      AZURE_SPEECH_ENDPOINT: 'https://school.cognitiveservices.azure.com/',
      AZURE_SPEECH_KEY: 'k',
    };
    expect(production({ ...complete, ...azure })).to.deep.include({
      speech: { endpoint: 'https://school.cognitiveservices.azure.com', key: 'k' },
    });
    for (const half of [{ AZURE_SPEECH_ENDPOINT: 'http://elders' }, { AZURE_SPEECH_KEY: 'k' }]) {
      const read = readConfig({ ...complete, ...half });
      expect(read.ok ? 'ok' : read.missing.join()).to.contain('AZURE_SPEECH');
    }
  });

  it('of a school has everything, with what may be left out filled in', () => {
    expect(production(complete)).to.deep.equal({
      mode: 'production',
      port: 3978,
      logLevel: 'info',
      database: { kind: 'sqlite', path: './data/school.sqlite' },
      publicUrl: 'https://terugblik.example.nl',
      proxies: 1,
      eraseKey: '0b'.repeat(32),
      sessionKey: `${'C'.repeat(43)}=`,
      entraUrl: 'https://login.microsoftonline.com',
      schoolFile: './school.yaml',
      teams: { appId: 'app', appType: 'SingleTenant', appPassword: 'secret', tenantId: 'tenant' },
      secondReader: null,
      speech: null,
      whatsapp: {
        accountSid: 'AC1',
        authToken: 'token',
        from: 'whatsapp:+31200000000',
        apiUrl: null,
        smsFrom: null,
      },
    });
  });

  for (const sign of ['MicrosoftAppId', 'TWILIO_API_URL', 'COSMOS_ENDPOINT', 'SCHOOL_FILE']) {
    it(`with ${sign} alone is half a school’s, and refused`, () => {
      expect(missing({ [sign]: 'x' })).to.not.deep.equal([]);
    });
  }

  it('names everything that is missing at once', () => {
    const names = missing({ SCHOOL_FILE: './school.yaml', PORT: 'x', LOG_LEVEL: 'loud' });
    expect(names.map((one) => one.split(':')[0])).to.deep.equal([
      'DATABASE_URL',
      'PORT',
      'LOG_LEVEL',
      'PUBLIC_URL',
      'ERASE_KEY',
      'SESSION_KEY',
    ]);
  });

  it('refuses half of Teams: without an app id nobody would be checked', () => {
    const without = (name: string): string[] => missing({ ...complete, [name]: ' ' });
    for (const name of ['MicrosoftAppId', 'MicrosoftAppPassword', 'MicrosoftAppTenantId'])
      expect(without(name).map((one) => one.split(':')[0])).to.deep.equal([name]);
    expect(missing({ ...complete, MicrosoftAppType: 'MultiTenant' }).join()).to.contain('MicrosoftAppType');
  });

  it('wants no password where the machine itself is the identity', () => {
    const managed = { ...complete, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: undefined };
    expect(production(managed).teams).to.include({ appType: 'UserAssignedMSI', appPassword: null });
  });

  it('refuses half of Twilio, and a sender that is no WhatsApp number', () => {
    for (const name of ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_WHATSAPP_FROM'])
      expect(missing({ ...complete, [name]: undefined }).map((one) => one.split(':')[0])).to.deep.equal([
        name,
      ]);
    expect(missing({ ...complete, TWILIO_WHATSAPP_FROM: '+31200000000' }).join()).to.contain('whatsapp:+31');
  });

  it('takes only scheme and host as its public address', () => {
    const urls = ['https://x.nl/bot', 'https://x.nl?a=1', 'https://x.nl#a', 'x.nl', 'ftp://x.nl', 'https://'];
    for (const url of urls)
      expect(missing({ ...complete, PUBLIC_URL: url }).join(), url).to.contain('PUBLIC_URL');
    expect(production({ ...complete, PUBLIC_URL: 'https://x.nl:8443/' }).publicUrl).to.equal(
      'https://x.nl:8443',
    );
  });

  it('takes only a key of at least 32 bytes in hex for what is erased', () => {
    for (const key of ['0b'.repeat(31), 'zz'.repeat(32), `${'0b'.repeat(32)}0`])
      expect(missing({ ...complete, ERASE_KEY: key }).join(), key).to.contain('ERASE_KEY: at least 32 bytes');
    expect(production({ ...complete, ERASE_KEY: 'aB'.repeat(48) }).eraseKey).to.equal('aB'.repeat(48));
  });

  it('takes only a key of 32 bytes in base64 for who is signed in', () => {
    for (const key of ['C'.repeat(43), `${'C'.repeat(42)}=`, `${'-'.repeat(43)}=`, '0b'.repeat(32)])
      expect(missing({ ...complete, SESSION_KEY: key }).join(), key).to.contain('SESSION_KEY: 32 bytes');
  });

  it('asks Microsoft who somebody is, or the double that it was told of', () => {
    expect(production(complete).entraUrl).to.equal('https://login.microsoftonline.com');
    const double = { ...complete, ENTRA_AUTHORITY_URL: 'http://127.0.0.1:1234/' };
    expect(production(double).entraUrl).to.equal('http://127.0.0.1:1234');
    expect(missing({ ...complete, ENTRA_AUTHORITY_URL: 'login' }).join()).to.contain('ENTRA_AUTHORITY_URL');
  });

  it('knows Cosmos DB with a key or with the identity of the machine', () => {
    const cosmos = { ...complete, DATABASE_URL: 'cosmos', COSMOS_ENDPOINT: 'https://x.documents.azure.com' };
    expect(production(cosmos).database).to.deep.equal({
      kind: 'cosmos',
      endpoint: 'https://x.documents.azure.com',
      key: null,
      database: 'terugblik',
      ...{ regions: [], autoscale: null, timeoutSeconds: 10 },
    });
    expect(production({ ...cosmos, COSMOS_KEY: 'k', COSMOS_DATABASE: 'd' }).database).to.include({
      key: 'k',
      database: 'd',
    });
    expect(missing({ ...complete, DATABASE_URL: 'cosmos' }).join()).to.contain('COSMOS_ENDPOINT');
  });

  it('knows the regions of Cosmos DB, its throughput and its patience, and refuses what they cannot be', () => {
    const cosmos = { ...complete, DATABASE_URL: 'cosmos', COSMOS_ENDPOINT: 'https://x.documents.azure.com' };
    const told = {
      ...cosmos,
      COSMOS_PREFERRED_REGIONS: 'West Europe, North Europe,',
      ...{ COSMOS_AUTOSCALE_RU: '4000', COSMOS_TIMEOUT_SECONDS: '6' },
    };
    expect(production(told).database).to.deep.include({
      ...{ regions: ['West Europe', 'North Europe'], autoscale: 4000, timeoutSeconds: 6 },
    });
    const wrong = { ...cosmos, COSMOS_AUTOSCALE_RU: '400', COSMOS_TIMEOUT_SECONDS: '60' };
    expect(missing(wrong).map((one) => one.split(':')[0])).to.deep.equal([
      ...['COSMOS_AUTOSCALE_RU', 'COSMOS_TIMEOUT_SECONDS'],
    ]);
  });

  it('refuses a database that it does not know, and one without a name', () => {
    for (const url of ['postgres://x', 'sqlite', 'sqlite:'])
      expect(missing({ ...complete, DATABASE_URL: url }), url).to.deep.equal([
        'DATABASE_URL: use sqlite:PATH or cosmos',
      ]);
  });
});

describe('the channels of a school and of the configuration', () => {
  const teams = {} as TeamsConfig;
  const whatsapp = {} as WhatsAppConfig;

  it('agree', () => {
    expect(channelProblems({ teams: true, whatsapp: true }, { teams, whatsapp })).to.deep.equal([]);
    expect(channelProblems({ teams: true, whatsapp: false }, { teams, whatsapp: null })).to.deep.equal([]);
  });

  it('disagree when one is switched on without being configured, or the other way round', () => {
    const problems = channelProblems({ teams: true, whatsapp: true }, { teams: null, whatsapp: null });
    expect(problems.map((one) => one.split(':')[0])).to.deep.equal(['MicrosoftAppId', 'TWILIO_ACCOUNT_SID']);
    const off = channelProblems({ teams: false, whatsapp: false }, { teams, whatsapp });
    expect(off.join()).to.contain('MicrosoftAppId is set').and.to.contain('TWILIO_* is set');
  });
});
