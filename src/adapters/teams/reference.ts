import { z } from 'zod';
import type { TeamsActivity } from './activity.js';

const reference = z.object({
  serviceUrl: z.url(),
  channelId: z.string(),
  locale: z.string().optional(),
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  bot: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), aadObjectId: z.string().optional() }),
});

/** Where a person's chat with the bot is, as plain JSON without his name: what the thread keeps as `ref`. */
export type TeamsReference = z.infer<typeof reference>;

/** The way back to whoever sent this activity. */
export function referenceOf(activity: TeamsActivity): TeamsReference {
  const { conversation, from, recipient, locale } = activity;
  const { id, conversationType, tenantId } = conversation;
  return {
    serviceUrl: activity.serviceUrl,
    channelId: activity.channelId,
    ...(locale == null ? {} : { locale }),
    conversation: {
      id,
      ...(conversationType == null ? {} : { conversationType }),
      ...(tenantId == null ? {} : { tenantId }),
    },
    bot: { id: recipient.id },
    user: {
      id: from.id,
      ...(from.aadObjectId === undefined ? {} : { aadObjectId: from.aadObjectId }),
    },
  };
}

/** Reads a kept reference; null for a person whom we only know by his Entra id. */
export function readReference(ref: unknown): TeamsReference | null {
  const parsed = reference.safeParse(ref);
  return parsed.success ? parsed.data : null;
}
