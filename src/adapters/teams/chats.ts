import type { ConversationParameters } from 'botbuilder';
import type { BotAdapter, TeamsCredentials } from './bot-adapter.js';
import type { TeamsReference } from './reference.js';

/** Opens chats with people who never wrote to the bot; they only need to have the app. */
export type Chats = { open: (entraId: string) => Promise<TeamsReference> };

type ChatOptions = { credentials: TeamsCredentials | null; serviceUrl: string };

/** Chats that are remembered: Teams gives the same one each time, but asking costs a request. */
const limit = 20_000;

export function createChats(bot: BotAdapter, options: ChatOptions): Chats {
  const known = new Map<string, TeamsReference>();
  return {
    open: async (entraId) => {
      const before = known.get(entraId);
      if (before !== undefined) return before;
      const made = await create(bot, options, entraId);
      if (known.size >= limit) known.clear();
      known.set(entraId, made);
      return made;
    },
  };
}

async function create(bot: BotAdapter, options: ChatOptions, entraId: string): Promise<TeamsReference> {
  const { serviceUrl, credentials } = options;
  const tenantId = credentials?.tenantId;
  const account = { id: `28:${bot.appId}`, name: '' };
  const parameters = {
    isGroup: false,
    bot: account,
    members: [{ id: entraId, name: '' }],
    ...(tenantId === undefined ? {} : { tenantId, channelData: { tenant: { id: tenantId } } }),
  };
  const ids: string[] = [];
  await bot.cloud.createConversationAsync(
    bot.appId,
    'msteams',
    serviceUrl,
    bot.audience,
    parameters as ConversationParameters,
    async (context) => {
      ids.push(context.activity.conversation.id);
    },
  );
  return {
    serviceUrl,
    channelId: 'msteams',
    conversation: {
      id: ids[0] ?? '',
      conversationType: 'personal',
      ...(tenantId === undefined ? {} : { tenantId }),
    },
    bot: { id: account.id },
    user: { id: entraId, aadObjectId: entraId },
  };
}
