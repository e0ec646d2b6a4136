import type { Pager } from '../../ports/pager.js';
import { failedSend } from './outcomes.js';
import { createTwilioClient, type TwilioOptions } from './twilio-client.js';

/** Text messages through Twilio's Messages API: they need no app and no connection, and wake somebody up. */
export function createSmsPager(account: TwilioOptions, from: string): Pager {
  const client = createTwilioClient(account);
  return {
    page: async (to, body) => {
      try {
        await client.messages.create({ from, to, body });
        return { status: 'sent' };
      } catch (error) {
        const result = failedSend(error);
        switch (result.status) {
          case 'failed':
            return { status: 'failed', reason: result.reason };
          case 'retry':
          case 'unknown':
            // Somebody who is called twice looks twice; somebody who is never called does not look.
            return { status: 'retry', reason: result.reason };
          case 'sent':
          case 'window_closed':
            return { status: 'failed', reason: 'refused' };
        }
      }
    },
  };
}
