import { momentOf, type TeamsActivity } from './activity.js';

/** Gives the event ids of installing and removing: installing tells us twice, and that is one event. */
export type Joins = {
  joined: (activity: TeamsActivity, now: number) => string;
  left: (activity: TeamsActivity, now: number) => string;
};

/** Both signs of one installation come within a second or two. */
const oneInstallation = 60_000;

/** Chats whose last sign is remembered. */
const limit = 5000;

/**
 * The two signs of an installation (conversationUpdate and installationUpdate) have ids of their own and share
 * only the chat and the moment. The id is made of those, so that it also holds between processes; a memory of
 * the last sign covers two signs on both sides of a boundary, and keeps an installation after a removal apart.
 */
export function createJoins(): Joins {
  const last = new Map<string, { at: number; id: string | null; removal: string }>();
  const remember = (chat: string, sign: { at: number; id: string | null; removal: string }): void => {
    if (last.size >= limit) last.clear();
    last.set(chat, sign);
  };
  return {
    joined: (activity, now) => {
      const chat = activity.conversation.id;
      const at = momentOf(activity) ?? now;
      const before = last.get(chat);
      if (before?.id != null && Math.abs(at - before.at) < oneInstallation) return before.id;
      const removal = before?.removal ?? '';
      const id = `install:${chat}:${Math.floor(at / oneInstallation)}${removal}`;
      remember(chat, { at, id, removal });
      return id;
    },
    left: (activity, now) => {
      const chat = activity.conversation.id;
      const at = momentOf(activity) ?? now;
      remember(chat, { at, id: null, removal: `:${at}` });
      return `remove:${chat}:${Math.floor(at / oneInstallation)}`;
    },
  };
}
