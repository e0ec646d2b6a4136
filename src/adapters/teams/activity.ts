import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What people are known by becomes part of keys in the store, which take neither more nor half a letter. */
const nameOfAccount = z
  .string()
  .min(1)
  .max(200)
  .refine((given) => given.isWellFormed());

/**
 * The id of an activity: duplicates and alerts are known by it. An empty one is none, as two of them would be one
 * message; a longer one than keys may be is known by its hash. No message is refused for its id.
 */
const activityId = z.string().nullish().transform(idForKeys);

function idForKeys(id: string | null | undefined): string | null {
  if (id == null || id === '') return null;
  const fits = id.length <= 200 && id.isWellFormed();
  return fits ? id : `hash:${createHash('sha256').update(id).digest('hex')}`;
}

const account = z.looseObject({
  id: nameOfAccount,
  aadObjectId: nameOfAccount.optional(),
  name: z.string().optional(),
});

const text = z.string().nullish();

/**
 * What is read of an activity. The Bot Framework adds fields without notice, so unknown ones pass; what is
 * needed to know who spoke and where to answer is demanded.
 */
const schema = z.looseObject({
  type: z.string().min(1),
  id: activityId,
  action: text,
  name: text,
  channelId: z.string().min(1),
  serviceUrl: z.url(),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: text,
    tenantId: text,
    isGroup: z.boolean().nullish(),
  }),
  timestamp: z.unknown().optional(),
  localTimestamp: z.unknown().optional(),
  locale: text,
  text,
  textFormat: text,
  value: z.unknown().optional(),
  replyToId: text,
  attachments: z
    .array(z.looseObject({ contentType: z.string(), contentUrl: text, content: z.unknown().optional() }))
    .nullish(),
  entities: z
    .array(
      z.looseObject({
        type: z.string(),
        text,
        mentioned: z.looseObject({ id: text }).nullish(),
        quotedReply: z.looseObject({ messageId: text }).nullish().catch(null),
      }),
    )
    .nullish(),
  membersAdded: z.array(z.looseObject({ id: z.string() })).nullish(),
  membersRemoved: z.array(z.looseObject({ id: z.string() })).nullish(),
  channelData: z
    .looseObject({ tenant: z.looseObject({ id: text }).nullish(), eventType: text })
    .nullish()
    .catch(null),
});

/** An activity of which the parts that we read were checked. */
export type TeamsActivity = z.infer<typeof schema>;

export type ReadActivity = { ok: true; activity: TeamsActivity } | { ok: false; wrong: string };

/** Checks an activity; names the fields that are wrong, never what stood in them. */
export function readActivity(body: unknown): ReadActivity {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, activity: parsed.data };
  const fields = new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'body'));
  return { ok: false, wrong: [...fields].sort().join(', ') };
}

/** Only a chat of one person with the bot: what happens in groups and channels is not ours to read. */
export function isPersonal({ conversation }: TeamsActivity): boolean {
  const { conversationType, isGroup } = conversation;
  if (isGroup === true) return false;
  return conversationType == null || conversationType === 'personal';
}

/** The tenant that an activity says it comes from. */
export const tenantOf = (activity: TeamsActivity): string | null =>
  activity.conversation.tenantId ?? activity.channelData?.tenant?.id ?? null;

/** The moment that an activity names, in milliseconds; null when it names none. */
export function momentOf(activity: TeamsActivity): number | null {
  const { timestamp } = activity;
  if (timestamp instanceof Date) return Number.isNaN(timestamp.getTime()) ? null : timestamp.getTime();
  const at = typeof timestamp === 'string' ? Date.parse(timestamp) : NaN;
  return Number.isNaN(at) ? null : at;
}
