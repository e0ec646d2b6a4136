import type { ConnectorClient } from 'botframework-connector';
import type { Forgotten, ToForget } from '../../ports/channel.js';
import { deleteActivity } from './calls.js';
import { failedSend, readFailure } from './outcomes.js';
import type { TeamsReference } from './reference.js';

/**
 * Takes back what the bot sent into a chat and whose ids are known. What the person wrote there is the tenant's: no bot
 * can remove it. A chat that refuses us (the app was uninstalled, the person is gone) keeps what it has.
 */
export async function forgetInTeams(
  chat: TeamsReference,
  { sent }: ToForget,
  connector: ConnectorClient,
  now: number,
): Promise<Forgotten> {
  const count = { removed: 0, kept: 0 };
  for (const [index, id] of sent.entries()) {
    try {
      await deleteActivity(connector, chat, id);
      count.removed += 1;
    } catch (error) {
      if (readFailure(error).status === 404) {
        count.removed += 1;
        continue;
      }
      const failed = failedSend(error, now);
      if (failed.status === 'failed') {
        count.kept += 1;
        continue;
      }
      const afterMs = failed.status === 'retry' ? failed.afterMs : null;
      const reason = 'reason' in failed ? failed.reason : failed.status;
      return { status: 'later', removed: count.removed, left: sent.slice(index), afterMs, reason };
    }
  }
  return { status: 'done', ...count };
}
