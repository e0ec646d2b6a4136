import type { Activity } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { Address, OutMessage } from '../../core/thread/message.js';
import type { Channel, SendResult } from '../../ports/channel.js';
import type { Clock } from '../../ports/clock.js';
import type { Download } from '../../ports/download.js';
import {
  createBotAdapter,
  type BotAdapter,
  type TeamsAuthority,
  type TeamsCredentials,
} from './bot-adapter.js';
import { connectorOf, sendActivity, updateActivity } from './calls.js';
import { createChats, type Chats } from './chats.js';
import { forgetInTeams } from './forget.js';
import { teamsMedia } from './media.js';
import { failedSend, readFailure } from './outcomes.js';
import { activityOf, type TeamsClient } from './outgoing.js';
import { readReference, type TeamsReference } from './reference.js';

export type TeamsChannelOptions = {
  /** Null for the demo: requests to the connector carry no token. */
  credentials: TeamsCredentials | null;
  /** Where tokens are made, when not at Microsoft: for tests. */
  authority?: TeamsAuthority;
  /** Teams' connector for people who never wrote: the school's region. */
  serviceUrl: string;
  clock: Clock;
  /** What the person looks at; when not given, Teams, or the Agents Playground where there are no credentials. */
  client?: TeamsClient;
  /** Milliseconds before an answer counts as lost. */
  timeout?: number;
  /** Fetches the files that people send; absent: they stay in the chat. */
  download?: Download;
};

/** Teams: one request per attempt, and one more for the first message to somebody who never wrote. */
export function createTeamsChannel(options: TeamsChannelOptions): Channel {
  const bot = createBotAdapter(options);
  const chats = createChats(bot, options);
  const { download, credentials, authority } = options;
  return {
    name: 'teams',
    send: async (to, _entry, message) => {
      const chat = await chatOf(chats, to, options);
      if ('status' in chat) return chat;
      return attempt(bot, chat, message, options);
    },
    // The Bot Framework cannot be asked whether it sent something.
    lookUp: async () => ({ found: 'cannot_tell' }),
    forget: async (who, what) => {
      const chat = readReference(who.ref);
      // Where the person never wrote there is no chat in which anything of his could stand.
      if (chat === null || what.sent.length === 0) return { status: 'done', removed: 0, kept: 0 };
      return withConnector(bot, chat, (connector) =>
        forgetInTeams(chat, what, connector, options.clock.now()),
      );
    },
    ...(download === undefined
      ? {}
      : {
          media: teamsMedia({
            download,
            withConnector: (chat, use) => withConnector(bot, chat, use),
            double: credentials === null || authority !== undefined,
          }),
        }),
  };
}

/** The kept chat, or the one that Teams opens for a person by his Entra id. Until then nothing was sent. */
async function chatOf(
  chats: Chats,
  to: Address,
  options: TeamsChannelOptions,
): Promise<TeamsReference | SendResult> {
  const known = readReference(to.ref);
  if (known !== null) return known;
  try {
    return await chats.open(to.address);
  } catch (error) {
    const result = failedSend(error, options.clock.now());
    // Opening a chat twice gives the same chat: an answer that was lost does no harm.
    return result.status === 'unknown' ? { status: 'retry', afterMs: null, reason: result.reason } : result;
  }
}

async function attempt(
  bot: BotAdapter,
  chat: TeamsReference,
  message: OutMessage,
  options: TeamsChannelOptions,
): Promise<SendResult> {
  const activity = activityOf(chat, message, clientOf(options));
  const replaces = message.kind === 'card' ? message.replaces : null;
  try {
    return await withConnector(bot, chat, async (connector): Promise<SendResult> => {
      const login = await logIn(connector);
      if (login !== null) return login;
      const providerId =
        replaces === null
          ? await sendActivity(connector, chat, activity)
          : await replace(connector, chat, replaces, activity);
      return { status: 'sent', providerId, final: true };
    });
  } catch (error) {
    return failedSend(error, options.clock.now());
  }
}

const clientOf = ({ client, credentials }: TeamsChannelOptions): TeamsClient =>
  client ?? (credentials === null ? 'playground' : 'teams');

/** Changes a card where it stands; one that is gone is sent anew. */
async function replace(
  connector: ConnectorClient,
  chat: TeamsReference,
  id: string,
  activity: Partial<Activity>,
): Promise<string> {
  try {
    return await updateActivity(connector, chat, id, activity);
  } catch (error) {
    if (readFailure(error).status !== 404) throw error;
    return sendActivity(connector, chat, activity);
  }
}

type SignedConnector = { credentials: { appId?: string | null; getToken?: () => Promise<string> } };

/** Fetches our token before the message: when that fails, the message certainly did not leave. */
async function logIn(connector: ConnectorClient): Promise<SendResult | null> {
  const { credentials } = connector as unknown as SignedConnector;
  if (credentials.appId == null || credentials.getToken === undefined) return null;
  try {
    await credentials.getToken();
    return null;
  } catch (error) {
    return { status: 'retry', afterMs: null, reason: `login ${readFailure(error).code}` };
  }
}

async function withConnector<T>(
  bot: BotAdapter,
  chat: TeamsReference,
  use: (connector: ConnectorClient) => Promise<T>,
): Promise<T> {
  const results: T[] = [];
  await bot.cloud.continueConversationAsync(bot.appId, chat as never, async (context) => {
    results.push(await use(connectorOf(context)));
  });
  const [result] = results;
  if (result === undefined) throw new Error('the turn did not run');
  return result;
}
