import { templateName } from './contents.js';
import type { TwilioClient } from './twilio-client.js';

/** A template to be known at Twilio; see core/script/templates.ts. */
export type TemplateDefinition = {
  name: string;
  language: string;
  category: string;
  body: string;
  samples: readonly string[];
  buttons: readonly { id: string; title: string }[];
};

export type PushedTemplate = { friendlyName: string; sid: string; made: boolean };

/** Makes the templates that Twilio does not know yet and asks for their approval. Doing it again makes nothing new. */
export async function pushTemplates(
  client: TwilioClient,
  definitions: readonly TemplateDefinition[],
): Promise<PushedTemplate[]> {
  const known = new Map((await client.content.v1.contents.list()).map((one) => [one.friendlyName, one.sid]));
  const pushed: PushedTemplate[] = [];
  for (const definition of definitions) {
    const friendlyName = templateName(definition.name, definition.language);
    const sid = known.get(friendlyName);
    if (sid !== undefined) {
      pushed.push({ friendlyName, sid, made: false });
      continue;
    }
    const made = await client.content.v1.contents.create(contentOf(friendlyName, definition) as never);
    await client.content.v1
      .contents(made.sid)
      .approvalCreate.create({ name: friendlyName, category: definition.category.toUpperCase() });
    pushed.push({ friendlyName, sid: made.sid, made: true });
  }
  return pushed;
}

function contentOf(friendlyName: string, { language, body, samples, buttons }: TemplateDefinition) {
  const variables = Object.fromEntries(samples.map((sample, index) => [String(index + 1), sample]));
  const types =
    buttons.length === 0
      ? { 'twilio/text': { body } }
      : { 'twilio/quick-reply': { body, actions: buttons.map(({ id, title }) => ({ id, title })) } };
  return { friendly_name: friendlyName, language, variables, types };
}
