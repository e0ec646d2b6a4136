import type { Activity, TurnContext } from 'botbuilder';
import type { AuthenticateRequestResult } from 'botframework-connector';
import { refusal, type HttpReply, type HttpRequest, type HttpRoute } from '../../ports/http.js';
import type { Log } from '../../ports/log.js';
import { readActivity, tenantOf } from './activity.js';
import {
  createBotAdapter,
  type BotAdapter,
  type TeamsAuthority,
  type TeamsCredentials,
} from './bot-adapter.js';
import { createJoins } from './joins.js';
import { refusalOf } from './refusals.js';
import { runTurn, type TurnOptions } from './turn.js';

export type TeamsRoutesOptions = TurnOptions & {
  /** Null switches authentication off: for the demo, where the server listens on 127.0.0.1 only. */
  credentials: TeamsCredentials | null;
  /** Where tokens are checked, when not at Microsoft: for tests. */
  authority?: TeamsAuthority;
};

/** The Bot Framework's endpoint. It answers when the turn is committed; what the bot says is sent after that. */
export function teamsRoutes(options: TeamsRoutesOptions): HttpRoute[] {
  const bot = createBotAdapter(options);
  const joins = createJoins();
  return [
    {
      method: 'POST',
      path: '/api/messages',
      accepts: 'json',
      handle: async (request) => {
        const { body } = request;
        if (!isActivity(body))
          return {
            ...refusal(400, 'not_an_activity', 'The body must be an activity with a type.'),
            stranger: true,
          };
        const checked = await checkToken(bot, body, request.headers['authorization'] ?? '', options.log);
        if ('status' in checked) return checked;
        const read = readActivity(body);
        if (!read.ok)
          return refusal(400, 'activity_incomplete', `These fields are missing or wrong: ${read.wrong}.`);
        const foreign = foreignTo(options.credentials, read.activity.channelId, tenantOf(read.activity));
        if (foreign !== null) return refusal(403, 'not_our_school', foreign);
        bot.trust(body, checked);
        return process(bot, request, body, (context) => runTurn(options, joins, read.activity, context));
      },
    },
  ];
}

function isActivity(body: unknown): body is Activity {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { type } = body as { type?: unknown };
  return typeof type === 'string' && type !== '';
}

async function checkToken(
  bot: BotAdapter,
  activity: Activity,
  authorization: string,
  log: Log,
): Promise<AuthenticateRequestResult | HttpReply> {
  try {
    return await bot.check(activity, authorization);
  } catch (error) {
    const refused = refusalOf(error);
    if (refused.status < 500) return { ...refused, stranger: true };
    // Keys that cannot be fetched are our trouble, and say nothing about who asked.
    log.error('teams.keys_unreachable', error);
    return refused;
  }
}

/** The token says that the Bot Framework sent it; this, that it comes from Teams and from our own tenant. */
function foreignTo(
  credentials: TeamsCredentials | null,
  channelId: string,
  tenant: string | null,
): string | null {
  if (credentials === null) return null;
  if (channelId !== 'msteams') return 'Only the channel msteams is taken.';
  return tenant === null || tenant === credentials.tenantId ? null : 'This is another tenant than ours.';
}

type TurnResult = { reply: HttpReply } | { error: unknown };

/**
 * Runs the turn through the SDK and waits for the whole of it. The answer is the turn's own: the SDK would put
 * the message of an error in the body, and an error that the HTTP layer knows (a store that is down) must reach it.
 */
async function process(
  bot: BotAdapter,
  request: HttpRequest,
  body: Activity,
  turn: (context: TurnContext) => Promise<HttpReply>,
): Promise<HttpReply> {
  const results: TurnResult[] = [];
  const sdkRequest = {
    body: body as unknown as Record<string, unknown>,
    headers: {},
    method: request.method,
  };
  await bot.cloud.process(sdkRequest, silentResponse, async (context) => {
    results.push(
      await turn(context).then(
        (reply) => ({ reply }),
        (error: unknown) => ({ error }),
      ),
    );
  });
  const [result] = results;
  if (result === undefined) return refusal(500, 'turn_lost', 'The turn did not run.');
  if ('error' in result) throw result.error;
  return result.reply;
}

/** The SDK writes its answer here, where nobody reads it. */
const silentResponse = {
  socket: null,
  status: () => undefined,
  header: () => undefined,
  send: () => undefined,
  end: () => undefined,
};
