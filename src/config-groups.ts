import { z } from 'zod';

/** Where a school's data is kept. */
export type DatabaseConfig = { kind: 'sqlite'; path: string } | CosmosConfig;

/** Where an account of Cosmos DB is, and how long to wait for it. */
export type CosmosConfig = {
  kind: 'cosmos';
  endpoint: string;
  /** Null: the identity of the machine. */
  key: string | null;
  database: string;
  /** The nearest first; empty: only the account's own name is asked. */
  regions: readonly string[];
  /** For a container that is made here; null: the account's own way. */
  autoscale: number | null;
  timeoutSeconds: number;
};

export type TeamsConfig = {
  appId: string;
  appType: 'SingleTenant' | 'UserAssignedMSI';
  appPassword: string | null;
  tenantId: string;
};

export type WhatsAppConfig = {
  accountSid: string;
  authToken: string;
  from: string;
  apiUrl: string | null;
  /** The sender of text messages to whoever is on call; null: nobody is called that way. */
  smsFrom: string | null;
};

/** A language model in the school's own tenant that reads messages once more; `apiKey` null: managed identity. */
export type SecondReaderConfig = {
  endpoint: string;
  deployment: string;
  apiVersion: string;
  apiKey: string | null;
};

/** Azure AI Speech in the school's own tenant, which writes down what is said in voice notes. */
export type SpeechConfig = { endpoint: string; key: string };

/** Gives the value of a variable, or null where it is not set. */
export type Given = (name: string) => string | null;

/** A value that must be there; its absence is named. */
export function needed(given: Given, name: string, what: string, missing: string[]): string {
  const value = given(name);
  if (value === null) missing.push(`${name}: ${what}`);
  return value ?? '';
}

/** A value that must fit. */
export function checked<T>(
  schema: z.ZodType<T>,
  value: string,
  message: string,
  missing: string[],
): T | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  missing.push(message);
  return null;
}

export function readDatabase(given: Given, production: boolean, missing: string[]): DatabaseConfig {
  const url = given('DATABASE_URL') ?? (production ? null : 'sqlite:./data/demo.sqlite');
  if (url === null) missing.push('DATABASE_URL: sqlite:PATH or cosmos');
  if (url === 'cosmos') return readCosmos(given, missing);
  if (url !== null && !/^sqlite:./.test(url)) missing.push('DATABASE_URL: use sqlite:PATH or cosmos');
  return { kind: 'sqlite', path: (url ?? '').replace(/^sqlite:/, '') };
}

/** Cosmos DB takes an autoscale maximum in steps of a thousand. */
const autoscaleMaximum = z.coerce.number().int().min(1000).multipleOf(1000);
/** A channel waits 15 seconds for its answer. */
const waitSeconds = z.coerce.number().min(2).max(14);

function readCosmos(given: Given, missing: string[]): CosmosConfig {
  const autoscale = given('COSMOS_AUTOSCALE_RU');
  const wrongScale = 'COSMOS_AUTOSCALE_RU: a multiple of 1000 request units a second, or nothing';
  return {
    kind: 'cosmos',
    endpoint: needed(given, 'COSMOS_ENDPOINT', 'the address of the Cosmos DB account', missing),
    key: given('COSMOS_KEY'),
    database: given('COSMOS_DATABASE') ?? 'terugblik',
    regions: (given('COSMOS_PREFERRED_REGIONS') ?? '').split(',').flatMap((one) => one.trim() || []),
    autoscale: autoscale === null ? null : checked(autoscaleMaximum, autoscale, wrongScale, missing),
    timeoutSeconds:
      checked(
        waitSeconds,
        given('COSMOS_TIMEOUT_SECONDS') ?? '10',
        'COSMOS_TIMEOUT_SECONDS: use a number from 2 to 14',
        missing,
      ) ?? 10,
  };
}

export function readPublicUrl(given: Given, missing: string[]): string {
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

export function readEraseKey(given: Given, missing: string[]): string {
  const key = needed(given, 'ERASE_KEY', 'a key of your own: openssl rand -hex 32', missing);
  if (key !== '' && !/^([0-9a-f]{2}){32,}$/i.test(key))
    missing.push('ERASE_KEY: at least 32 bytes in hex, as openssl rand -hex 32 gives them');
  return key;
}

/** Another key signs everybody out, and nothing else: unlike ERASE_KEY it may be changed. */
export function readSessionKey(given: Given, missing: string[]): string {
  const key = needed(given, 'SESSION_KEY', 'a key of your own: openssl rand -base64 32', missing);
  if (key !== '' && !/^[A-Za-z0-9+/]{43}=$/.test(key))
    missing.push('SESSION_KEY: 32 bytes in base64, as openssl rand -base64 32 gives them');
  return key;
}

export function readEntraUrl(given: Given, missing: string[]): string {
  const url = given('ENTRA_AUTHORITY_URL') ?? 'https://login.microsoftonline.com';
  if (!/^https?:\/\/[^/?#\s]+\/?$/.test(url))
    missing.push('ENTRA_AUTHORITY_URL: only scheme and host, like https://login.microsoftonline.com');
  return url.replace(/\/$/, '');
}

/** Without an app id botbuilder switches authentication off: a half-filled group is refused. */
export function readTeams(given: Given, missing: string[]): TeamsConfig | null {
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

export function readWhatsApp(given: Given, missing: string[]): WhatsAppConfig | null {
  const names = [
    ...['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_WHATSAPP_FROM', 'TWILIO_API_URL'],
    'TWILIO_SMS_FROM',
  ];
  if (names.every((name) => given(name) === null)) return null;
  const from = needed(given, 'TWILIO_WHATSAPP_FROM', 'the sender, like whatsapp:+31200000000', missing);
  if (from !== '' && !/^whatsapp:\+\d{6,15}$/.test(from))
    missing.push('TWILIO_WHATSAPP_FROM: write whatsapp:+31200000000');
  return {
    accountSid: needed(given, 'TWILIO_ACCOUNT_SID', 'the account, AC…', missing),
    authToken: needed(given, 'TWILIO_AUTH_TOKEN', 'the token that signs webhooks', missing),
    from,
    apiUrl: given('TWILIO_API_URL'),
    smsFrom: smsSender(given, missing),
  };
}

function smsSender(given: Given, missing: string[]): string | null {
  const from = given('TWILIO_SMS_FROM');
  if (from === null || /^\+\d{6,15}$/.test(from) || /^(?=.*[A-Za-z])[A-Za-z0-9 ]{2,11}$/.test(from))
    return from;
  missing.push('TWILIO_SMS_FROM: write +31200000000, or a name of at most 11 letters and digits');
  return null;
}

export function readSecondReader(given: Given, missing: string[]): SecondReaderConfig | null {
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

export function readSpeech(given: Given, missing: string[]): SpeechConfig | null {
  if (given('AZURE_SPEECH_ENDPOINT') === null && given('AZURE_SPEECH_KEY') === null) return null;
  const endpoint = needed(
    given,
    'AZURE_SPEECH_ENDPOINT',
    'the address of the Azure AI Speech resource',
    missing,
  );
  if (endpoint !== '' && !/^https:\/\/[^/\s]+\/?$/.test(endpoint))
    missing.push('AZURE_SPEECH_ENDPOINT: write https://NAME.cognitiveservices.azure.com');
  return {
    endpoint: endpoint.replace(/\/$/, ''),
    key: needed(given, 'AZURE_SPEECH_KEY', 'the key of the Azure AI Speech resource', missing),
  };
}
