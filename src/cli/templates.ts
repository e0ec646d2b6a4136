import { pushTemplates } from '../adapters/whatsapp/templates.js';
import { createTwilioClient } from '../adapters/whatsapp/twilio-client.js';
import { readConfig } from '../config.js';
import { TerugblikError } from '../core/errors.js';
import { templateTexts } from '../core/script/templates.js';
import { loadContent } from '../wire.js';

/** The templates as they go to Twilio, for reading: name, language, words with numbered variables, buttons. */
export async function showTemplates(root: string): Promise<string> {
  const templates = templateTexts((await loadContent(root)).content);
  return templates
    .map(({ name, language, body, samples, buttons }) => {
      const variables = samples.map((sample, index) => `  {{${index + 1}}} = ${sample}\n`).join('');
      const taps = buttons.map((button) => `  [${button.title}]`).join('');
      return `${name} (${language})\n  ${body.replaceAll('\n', '\n  ')}\n${variables}${taps}\n`;
    })
    .join('\n');
}

/** Makes the templates that the account does not have yet and asks for their approval. */
export async function pushAllTemplates(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const result = readConfig(env);
  if (!result.ok) throw new TerugblikError('config_incomplete', `\n${result.missing.join('\n')}`);
  const whatsapp = result.config.mode === 'production' ? result.config.whatsapp : null;
  if (whatsapp === null)
    throw new TerugblikError('config_incomplete', 'TWILIO_ACCOUNT_SID: there is no account to push to');
  const client = createTwilioClient({ ...whatsapp, timeout: 10_000 });
  const pushed = await pushTemplates(client, templateTexts((await loadContent(root)).content));
  return pushed
    .map(
      ({ friendlyName, sid, made }) =>
        `${friendlyName}  ${sid}  ${made ? 'made, approval asked' : 'there already'}\n`,
    )
    .join('');
}
