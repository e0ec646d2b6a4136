import { cryptoIds } from '../adapters/system/crypto-ids.js';
import { listTemplates, pushTemplates } from '../adapters/whatsapp/templates.js';
import { createTwilioClient, type TwilioClient } from '../adapters/whatsapp/twilio-client.js';
import { readConfig } from '../config.js';
import { TerugblikError } from '../core/errors.js';
import { templateDefinitions, type TemplateDefinition } from '../core/script/templates.js';
import type { TemplateVersion } from '../ports/channel.js';
import { loadContent } from '../wire.js';
import { table } from './table.js';

type Env = Readonly<Record<string, string | undefined>>;

const definitionsBelow = async (root: string): Promise<TemplateDefinition[]> =>
  templateDefinitions((await loadContent(root)).content, (text) => cryptoIds.hash(text));

/** The templates as they go to Twilio, for reading: name, language, words with numbered variables, buttons. */
export async function showTemplates(root: string, json: boolean): Promise<string> {
  const templates = await definitionsBelow(root);
  if (json) return `${JSON.stringify(templates, null, 2)}\n`;
  return templates
    .map(({ version, body, samples, buttons }) => {
      const variables = samples.map((sample, index) => `  {{${index + 1}}} = ${sample}\n`).join('');
      const taps = buttons.map((button) => `  [${button.title}]`).join('');
      return `${version}\n  ${body}\n${variables}${taps}\n`;
    })
    .join('\n');
}

/** A line of `templates show --state`. `wording`: whether it has the words of now; `missing` is at Twilio in none. */
type StateLine = {
  template: string;
  language: string;
  wording: 'present' | 'older';
  state: TemplateVersion['state'] | 'missing';
  version: string;
  sid: string | null;
  reason: string | null;
};

/** Where WhatsApp stands on each template and language, the wording of now first, then the older ones. */
export async function showTemplateStates(root: string, env: Env, json: boolean): Promise<string> {
  const definitions = await definitionsBelow(root);
  const versions = await listTemplates(clientOf(env));
  const lines = definitions.flatMap((definition) => statesOf(definition, versions));
  if (json) return `${JSON.stringify(lines, null, 2)}\n`;
  return table(
    ['template', 'language', 'wording', 'state', 'sid', 'reason'],
    lines.map(({ template, language, wording, state, sid, reason }) => [
      ...[template, language, wording, state, sid ?? '-', reason ?? ''],
    ]),
  );
}

function statesOf(definition: TemplateDefinition, versions: readonly TemplateVersion[]): StateLine[] {
  const { name, language, version } = definition;
  const line = (one: TemplateVersion, wording: StateLine['wording']): StateLine => ({
    ...{ template: name, language, wording, state: one.state },
    ...{ version: one.version, sid: one.sid, reason: one.reason },
  });
  const own = versions.find((one) => one.version === version);
  const older = versions
    .filter((one) => one.name === name && one.language === language && one.version !== version)
    .sort((a, b) => b.madeAt - a.madeAt)
    .map((one) => line(one, 'older'));
  const present: StateLine =
    own === undefined
      ? { template: name, language, wording: 'present', state: 'missing', version, sid: null, reason: null }
      : line(own, 'present');
  return [present, ...older];
}

/** Makes the templates that the account does not have yet and asks for their approval. */
export async function pushAllTemplates(root: string, env: Env): Promise<string> {
  const pushed = await pushTemplates(clientOf(env), await definitionsBelow(root));
  return table(
    ['version', 'sid', 'state', ''],
    pushed.map(({ version, sid, state, done }) => [version, sid, state, what[done]]),
  );
}

const what = {
  made: 'made, approval asked',
  completed: 'was there, approval asked',
  nothing: 'there already',
} as const;

function clientOf(env: Env): TwilioClient {
  const result = readConfig(env);
  if (!result.ok) throw new TerugblikError('config_incomplete', `\n${result.missing.join('\n')}`);
  const whatsapp = result.config.mode === 'production' ? result.config.whatsapp : null;
  if (whatsapp === null)
    throw new TerugblikError('config_incomplete', 'TWILIO_ACCOUNT_SID: there is no account to ask');
  return createTwilioClient({ ...whatsapp, timeout: 10_000 });
}
