import { z } from 'zod';

/** Where a school's data is kept. */
export type DatabaseConfig =
  | { kind: 'sqlite'; path: string }
  | { kind: 'cosmos'; endpoint: string; key: string | null; database: string };

export type TeamsConfig = {
  appId: string;
  appType: 'SingleTenant' | 'UserAssignedMSI';
  appPassword: string | null;
  tenantId: string;
};

export type WhatsAppConfig = { accountSid: string; authToken: string; from: string; apiUrl: string | null };

type Shared = { port: number; logLevel: string; database: DatabaseConfig };

/** What a process was told by its environment. The demo is what runs when nobody told it anything. */
export type Config =
  /** `fresh`: nobody named a database, so the demo begins anew with its own. */
  | (Shared & { mode: 'demo'; fresh: boolean })
  | (Shared & {
      mode: 'production';
      publicUrl: string;
      /** Hex: the key of the hashes that keep the erased from coming back. */
      eraseKey: string;
      schoolFile: string;
      /** Null where the variables are not set; the school file says whether they are needed. */
      teams: TeamsConfig | null;
      whatsapp: WhatsAppConfig | null;
      secondReader: SecondReaderConfig | null;
    });

/** A language model in the school's own tenant that reads messages once more; `apiKey` null: managed identity. */
export type SecondReaderConfig = {
  endpoint: string;
  deployment: string;
  apiVersion: string;
  apiKey: string | null;
};

export type ConfigResult = { ok: true; config: Config } | { ok: false; missing: string[] };

/** Any of these set means that a school is meant, and half a configuration is refused. */
const productionSigns = /^(MicrosoftApp|TWILIO_|COSMOS_|SCHOOL_FILE$)/;

const port = z.coerce.number().int().min(0).max(65535);
const level = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the environment; every problem is named at once. The only reader of it. */
export function readConfig(env: Env): ConfigResult {
  const missing: string[] = [];
  const given = (name: string): string | null => env[name]?.trim() || null;
  const production = Object.keys(env).some((name) => productionSigns.test(name) && given(name) !== null);
  const database = readDatabase(given, production, missing);
  const shared = {
    port: checked(port, given('PORT') ?? '3978', 'PORT: use a number from 0 to 65535', missing) ?? 3978,
    logLevel:
      checked(
        level,
        given('LOG_LEVEL') ?? (production ? 'info' : 'warn'),
        `LOG_LEVEL: use one of ${level.options.join(', ')}`,
        missing,
      ) ?? 'info',
    database,
  };
  if (!production)
    return missing.length > 0
      ? { ok: false, missing }
      : { ok: true, config: { mode: 'demo', fresh: given('DATABASE_URL') === null, ...shared } };
  const config: Config = {
    mode: 'production',
    ...shared,
    publicUrl: readPublicUrl(given, missing),
    eraseKey: readEraseKey(given, missing),
    schoolFile: needed(given, 'SCHOOL_FILE', 'the path of the school file', missing),
    teams: readTeams(given, missing),
    whatsapp: readWhatsApp(given, missing),
    secondReader: readSecondReader(given, missing),
  };
  return missing.length > 0 ? { ok: false, missing } : { ok: true, config };
}

/** Channels that the school file switches on but the environment does not configure, and the other way round. */
export function channelProblems(
  channels: { teams: boolean; whatsapp: boolean },
  config: { teams: TeamsConfig | null; whatsapp: WhatsAppConfig | null },
): string[] {
  const problems: string[] = [];
  if (channels.teams && config.teams === null)
    problems.push('MicrosoftAppId: the school file switches Teams on');
  if (channels.whatsapp && config.whatsapp === null)
    problems.push('TWILIO_ACCOUNT_SID: the school file switches WhatsApp on');
  if (!channels.teams && config.teams !== null)
    problems.push('MicrosoftAppId is set, but the school file switches Teams off');
  if (!channels.whatsapp && config.whatsapp !== null)
    problems.push('TWILIO_* is set, but the school file switches WhatsApp off');
  return problems;
}

type Given = (name: string) => string | null;

function needed(given: Given, name: string, what: string, missing: string[]): string {
  const value = given(name);
  if (value === null) missing.push(`${name}: ${what}`);
  return value ?? '';
}

function checked<T>(schema: z.ZodType<T>, value: string, message: string, missing: string[]): T | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  missing.push(message);
  return null;
}

function readDatabase(given: Given, production: boolean, missing: string[]): DatabaseConfig {
  const url = given('DATABASE_URL') ?? (production ? null : 'sqlite:./data/demo.sqlite');
  if (url === null) missing.push('DATABASE_URL: sqlite:PATH or cosmos');
  if (url === 'cosmos') {
    return {
      kind: 'cosmos',
      endpoint: needed(given, 'COSMOS_ENDPOINT', 'the address of the Cosmos DB account', missing),
      key: given('COSMOS_KEY'),
      database: given('COSMOS_DATABASE') ?? 'terugblik',
    };
  }
  if (url !== null && !/^sqlite:./.test(url)) missing.push('DATABASE_URL: use sqlite:PATH or cosmos');
  return { kind: 'sqlite', path: (url ?? '').replace(/^sqlite:/, '') };
}

function readPublicUrl(given: Given, missing: string[]): string {
  const url = needed(
    given,
    'PUBLIC_URL',
    'the https address under which Teams and Twilio reach this server',
    missing,
  );
  if (url !== '' && !/^https?:\/\/[^/?#\s]+\/?$/.test(url))
    missing.push('PUBLIC_URL: only scheme and host, like https://terugblik.example.nl');
  return url.replace(/\/$/, '');
}

function readEraseKey(given: Given, missing: string[]): string {
  const key = needed(given, 'ERASE_KEY', 'a key of your own: openssl rand -hex 32', missing);
  if (key !== '' && !/^([0-9a-f]{2}){32,}$/i.test(key))
    missing.push('ERASE_KEY: at least 32 bytes in hex, as openssl rand -hex 32 gives them');
  return key;
}

/** Without an app id botbuilder switches authentication off: a half-filled group is refused. */
function readTeams(given: Given, missing: string[]): TeamsConfig | null {
  const names = ['MicrosoftAppId', 'MicrosoftAppPassword', 'MicrosoftAppTenantId', 'MicrosoftAppType'];
  if (names.every((name) => given(name) === null)) return null;
  const type = given('MicrosoftAppType') ?? 'SingleTenant';
  if (type !== 'SingleTenant' && type !== 'UserAssignedMSI')
    missing.push('MicrosoftAppType: SingleTenant or UserAssignedMSI');
  const appType = type === 'UserAssignedMSI' ? type : 'SingleTenant';
  return {
    appId: needed(given, 'MicrosoftAppId', 'the id of the bot registration', missing),
    appType,
    appPassword:
      appType === 'SingleTenant'
        ? needed(given, 'MicrosoftAppPassword', 'the secret of the bot registration', missing)
        : null,
    tenantId: needed(given, 'MicrosoftAppTenantId', 'the tenant of the school', missing),
  };
}

function readWhatsApp(given: Given, missing: string[]): WhatsAppConfig | null {
  const names = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_WHATSAPP_FROM', 'TWILIO_API_URL'];
  if (names.every((name) => given(name) === null)) return null;
  const from = needed(given, 'TWILIO_WHATSAPP_FROM', 'the sender, like whatsapp:+31200000000', missing);
  if (from !== '' && !/^whatsapp:\+\d{6,15}$/.test(from))
    missing.push('TWILIO_WHATSAPP_FROM: write whatsapp:+31200000000');
  return {
    accountSid: needed(given, 'TWILIO_ACCOUNT_SID', 'the account, AC…', missing),
    authToken: needed(given, 'TWILIO_AUTH_TOKEN', 'the token that signs webhooks', missing),
    from,
    apiUrl: given('TWILIO_API_URL'),
  };
}

function readSecondReader(given: Given, missing: string[]): SecondReaderConfig | null {
  const names = [
    'AZURE_OPENAI_ENDPOINT',
    'AZURE_OPENAI_DEPLOYMENT',
    'AZURE_OPENAI_API_KEY',
    'OPENAI_API_VERSION',
  ];
  if (names.every((name) => given(name) === null)) return null;
  const endpoint = needed(
    given,
    'AZURE_OPENAI_ENDPOINT',
    'the address of the Azure OpenAI resource',
    missing,
  );
  if (endpoint !== '' && !/^https:\/\/[^/\s]+\/?$/.test(endpoint))
    missing.push('AZURE_OPENAI_ENDPOINT: write https://NAME.openai.azure.com');
  return {
    endpoint: endpoint.replace(/\/$/, ''),
    deployment: needed(given, 'AZURE_OPENAI_DEPLOYMENT', 'the name of the deployment', missing),
    apiVersion: given('OPENAI_API_VERSION') ?? '2024-10-21',
    apiKey: given('AZURE_OPENAI_API_KEY'),
  };
}
