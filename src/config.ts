import { z } from 'zod';
import {
  checked,
  needed,
  readDatabase,
  readEraseKey,
  readPublicUrl,
  readEntraUrl,
  readSecondReader,
  readSpeech,
  readSessionKey,
  readTeams,
  readWhatsApp,
  type DatabaseConfig,
  type SecondReaderConfig,
  type SpeechConfig,
  type TeamsConfig,
  type WhatsAppConfig,
} from './config-groups.js';

export type { DatabaseConfig, TeamsConfig, WhatsAppConfig };

type Shared = { port: number; logLevel: string; database: DatabaseConfig };

/** What a process was told by its environment. The demo is what runs when nobody told it anything. */
export type Config =
  /** `fresh`: nobody named a database, so the demo begins anew with its own. */
  | (Shared & { mode: 'demo'; fresh: boolean })
  | (Shared & {
      mode: 'production';
      publicUrl: string;
      /** How many of the school's own proxies stand in front and write X-Forwarded-For. */
      proxies: number;
      /** Hex: the key of the hashes that keep the erased from coming back. */
      eraseKey: string;
      /** Base64 of 32 bytes: seals who is signed in on the staff's pages. */
      sessionKey: string;
      /** Where Entra ID is; another one than Microsoft's only for a test double. */
      entraUrl: string;
      schoolFile: string;
      /** Null where the variables are not set; the school file says whether they are needed. */
      teams: TeamsConfig | null;
      whatsapp: WhatsAppConfig | null;
      secondReader: SecondReaderConfig | null;
      /** Null: voice notes wait for somebody to listen. */
      speech: SpeechConfig | null;
    });

export type ConfigResult = { ok: true; config: Config } | { ok: false; missing: string[] };

/** Any of these set means that a school is meant, and half a configuration is refused. */
const productionSigns = /^(MicrosoftApp|TWILIO_|COSMOS_|SCHOOL_FILE$)/;

const port = z.coerce.number().int().min(0).max(65535);
const hops = z.coerce.number().int().min(0).max(5);
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
    proxies:
      checked(hops, given('TRUSTED_PROXIES') ?? '1', 'TRUSTED_PROXIES: use a number from 0 to 5', missing) ??
      1,
    eraseKey: readEraseKey(given, missing),
    sessionKey: readSessionKey(given, missing),
    entraUrl: readEntraUrl(given, missing),
    schoolFile: needed(given, 'SCHOOL_FILE', 'the path of the school file', missing),
    teams: readTeams(given, missing),
    whatsapp: readWhatsApp(given, missing),
    secondReader: readSecondReader(given, missing),
    speech: readSpeech(given, missing),
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
