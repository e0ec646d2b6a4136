import { readVersionName, type TemplateDefinition } from '../../core/script/templates.js';
import type { TemplateState, TemplateVersion } from '../../ports/channel.js';
import { requestFailed } from './outcomes.js';
import type { TwilioClient } from './twilio-client.js';

/** What became of one: made now, completed (its approval had not been asked yet), or there already. */
export type PushedTemplate = {
  version: string;
  sid: string;
  state: TemplateState;
  done: 'made' | 'completed' | 'nothing';
};

/**
 * Makes the templates that Twilio does not know yet and asks for their approval. Doing it again makes nothing new.
 * @throws TerugblikError `provider_unreachable` or `provider_refused`; what was made until then is found again.
 */
export async function pushTemplates(
  client: TwilioClient,
  definitions: readonly TemplateDefinition[],
): Promise<PushedTemplate[]> {
  const known = new Map((await listTemplates(client)).map((one) => [one.version, one]));
  const pushed: PushedTemplate[] = [];
  try {
    for (const definition of definitions) {
      const { version } = definition;
      const there = known.get(version);
      if (there !== undefined && there.state !== 'unsubmitted') {
        pushed.push({ version, sid: there.sid, state: there.state, done: 'nothing' });
        continue;
      }
      const sid = there?.sid ?? (await client.content.v1.contents.create(contentOf(definition) as never)).sid;
      const state = await submit(client, sid, definition);
      pushed.push({ version, sid, state, done: there === undefined ? 'made' : 'completed' });
    }
  } catch (error) {
    throw requestFailed(error);
  }
  return pushed;
}

async function submit(
  client: TwilioClient,
  sid: string,
  { version, category }: TemplateDefinition,
): Promise<TemplateState> {
  const request = { name: version, category: category.toUpperCase() };
  const { status } = await client.content.v1.contents(sid).approvalCreate.create(request);
  return stateOf(status);
}

function contentOf({ version, whatsappLanguage: language, body, samples, buttons }: TemplateDefinition) {
  const variables = Object.fromEntries(samples.map((sample, index) => [String(index + 1), sample]));
  const types =
    buttons.length === 0
      ? { 'twilio/text': { body } }
      : { 'twilio/quick-reply': { body, actions: buttons.map(({ id, title }) => ({ id, title })) } };
  return { friendly_name: version, language, variables, types };
}

/**
 * Every wording of our templates that the account holds, with where WhatsApp stands on it: one listing of contents
 * with their approvals in place of a request for each.
 * @throws TerugblikError `provider_unreachable` or `provider_refused`.
 */
export async function listTemplates(client: TwilioClient): Promise<TemplateVersion[]> {
  const listed = await client.content.v1.contentAndApprovals
    .list({ pageSize: 500 })
    .catch((error: unknown) => {
      throw requestFailed(error);
    });
  return listed.flatMap((one) => {
    const name = readVersionName(one.friendlyName ?? '');
    if (name === null) return [];
    const { status, rejection_reason: reason } = (one.approvalRequests ?? {}) as Approval;
    return [
      {
        ...name,
        version: one.friendlyName,
        sid: one.sid,
        state: stateOf(status),
        reason: reason === undefined || reason === null || reason === '' ? null : reason,
        madeAt: one.dateCreated.getTime(),
        ...shapeOf(one.types),
      },
    ];
  });
}

type Approval = { status?: string | null; rejection_reason?: string | null };
type Types = {
  'twilio/text'?: { body: string };
  'twilio/quick-reply'?: { body: string; actions: { id?: string; title: string }[] };
};

function shapeOf(types: Types): Pick<TemplateVersion, 'body' | 'buttons'> {
  const replies = types['twilio/quick-reply'];
  if (replies === undefined) return { body: types['twilio/text']?.body ?? '', buttons: [] };
  return {
    body: replies.body,
    buttons: replies.actions.map(({ id, title }) => ({ id: id ?? title, title })),
  };
}

const states = new Set(['approved', 'pending', 'received', 'rejected', 'paused', 'disabled']);

/** Twilio's word for where WhatsApp stands; none is "never asked". A word that is new to us is no approval. */
function stateOf(status: string | null | undefined): TemplateState {
  if (status === undefined || status === null || status === '' || status === 'unsubmitted')
    return 'unsubmitted';
  return states.has(status) ? (status as TemplateState) : 'unknown';
}
