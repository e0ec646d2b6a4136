import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Inbound, InboundContent } from '../../core/thread/message.js';
import { momentOf, type TeamsActivity } from './activity.js';
import { filesOf, signOf } from './files.js';
import type { Joins } from './joins.js';
import { referenceOf } from './reference.js';
import { quotedBy, wordsIn } from './words.js';

/** The value of our own buttons (choice-card.ts). */
const tapped = z.looseObject({ payload: z.string().min(1), label: z.string().optional() });

/**
 * What an activity of a personal chat means, in words that no SDK owns; null for what is no message and no sign:
 * reactions, read receipts, changes of the chat's name.
 */
export function inboundOf(activity: TeamsActivity, joins: Joins, now: number): Inbound | null {
  const event = eventOf(activity, joins, now);
  if (event === null) return null;
  const writtenAt = momentOf(activity);
  return {
    channel: 'teams',
    address: addressOf(activity),
    providerId: event.providerId,
    at: now,
    ...(writtenAt === null ? {} : { writtenAt }),
    ref: referenceOf(activity),
    ...(event.quotes == null ? {} : { quotes: event.quotes }),
    content: event.content,
  };
}

/** Who a person is in Teams: his Entra object id, which the roster has too. */
export const addressOf = ({ from }: TeamsActivity): string => from.aadObjectId ?? from.id;

type Event = { providerId: string; content: InboundContent; quotes?: string | null };

function eventOf(activity: TeamsActivity, joins: Joins, now: number): Event | null {
  switch (activity.type) {
    case 'message':
      return {
        providerId: activity.id ?? digest(activity),
        content: contentOf(activity),
        quotes: quotedBy(activity),
      };
    case 'messageUpdate':
      return editOf(activity);
    case 'messageDelete':
      return deletionOf(activity);
    case 'typing':
      return { providerId: activity.id ?? digest(activity), content: { type: 'typing' } };
    case 'installationUpdate':
      if (activity.action?.startsWith('add')) return joinedBy(activity, joins, now);
      return activity.action?.startsWith('remove') ? leftBy(activity, joins, now) : null;
    case 'conversationUpdate':
      if ((activity.membersAdded ?? []).length > 0) return joinedBy(activity, joins, now);
      return holdsBot(activity) ? leftBy(activity, joins, now) : null;
    default:
      return null;
  }
}

const joinedBy = (activity: TeamsActivity, joins: Joins, now: number): Event => ({
  providerId: joins.joined(activity, now),
  content: { type: 'joined' },
});

const leftBy = (activity: TeamsActivity, joins: Joins, now: number): Event => ({
  providerId: joins.left(activity, now),
  content: { type: 'left' },
});

const holdsBot = ({ membersRemoved, recipient }: TeamsActivity): boolean =>
  (membersRemoved ?? []).some((member) => member.id === recipient.id);

/** A deletion has the id of the message that it takes away; it can be undone, and done again. */
function deletionOf(activity: TeamsActivity): Event | null {
  if (activity.id == null) return null;
  const stamp = momentOf(activity) ?? digest(activity);
  return {
    providerId: `${activity.id}:deleted:${stamp}`,
    content: { type: 'deleted', of: activity.id },
  };
}

/**
 * An edit has the id of the message it changes; each edit of it is an event of its own. A message that is taken back
 * from deletion comes as one too, with its words.
 */
function editOf(activity: TeamsActivity): Event | null {
  if (activity.id == null) return null;
  const stamp = momentOf(activity) ?? digest(activity);
  return {
    providerId: `${activity.id}:edit:${stamp}`,
    content: { type: 'edit', of: activity.id, text: wordsIn(activity) },
  };
}

/** Stands for an id where a client gave none, so that the same message twice is one event all the same. */
function digest(activity: TeamsActivity): string {
  const { conversation, from, text, value } = activity;
  const parts = [conversation.id, from.id, momentOf(activity), activity.localTimestamp, text, value];
  return `hash:${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}

function contentOf(activity: TeamsActivity): InboundContent {
  const text = wordsIn(activity);
  const button = tapped.safeParse(valueOf(activity));
  if (button.success) {
    const { payload, label } = button.data;
    return { type: 'button', payload, label: text || (label ?? '') };
  }
  const files = filesOf(activity);
  if (files.length > 0) return { type: 'media', files, caption: text };
  // A sticker, a moving picture or a form without words: kept as something that a person must look at.
  if (text === '') return { type: 'media', files: [signOf(activity)], caption: '' };
  return { type: 'text', text };
}

/** A card's value; some clients send it as JSON in a string. */
export function valueOf({ value }: TeamsActivity): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
}
