import { z } from 'zod';
import { dayStatuses, plannedAssignment } from './day-record.js';

/** What keeps a message from arriving, in codes that a text can be made of. */
export const reachCodes = [
  /** No way is known: the student did not begin to chat. */
  'not_joined',
  /** The explanation was not read yet: nothing is opened before. */
  'not_introduced',
  /** The student does not want messages. */
  'stopped',
  /** The app was taken off, or the chat is blocked. */
  'uninstalled',
  /** The student told WhatsApp that he wants nothing of this number. */
  'opted_out',
  /** The number is not on WhatsApp, or does not exist. */
  'no_whatsapp',
  /** WhatsApp does not take the template. */
  'template',
  /** There were as many unasked messages this week as the school allows. */
  'limit',
  /** Until the next practice day there was no moment without quiet hours and free days. */
  'no_moment',
  /** The program was away. */
  'outage',
  /** Something else; the list of undelivered messages has the provider's own code. */
  'failed',
] as const;
export type ReachCode = (typeof reachCodes)[number];

/** What the reader of a standing is to the student; he may be both. */
export const readerRelations = ['begeleider', 'mentor'] as const;
export type ReaderRelation = (typeof readerRelations)[number];

export const standingDaySchema = z.object({
  date: z.string(),
  phase: z.enum(['due', 'open', 'over']),
  status: z.enum(dayStatuses),
  reason: z.string().nullable(),
  assignment: plannedAssignment,
  /** Open answers in that day's talk that stayed short. Known once the talk is over; null where it is not for him. */
  short: z.number().int().nullable(),
  /** Messages in it that no program could judge; null where that is not for him. */
  unread: z.number().int().nullable(),
  /** Why something about it did not arrive; null when all did. */
  undelivered: z.enum(reachCodes).nullable(),
});

/** What a standing says of one practice day. */
export type StandingDay = z.infer<typeof standingDaySchema>;

/** The most days that a standing has. */
export const standingDays = 5;

/**
 * How a student stands, for a begeleider or mentor: derived from his thread, one small item under each of the two.
 * It holds no word that the student wrote.
 */
export const standingSchema = z.object({
  v: z.literal(1),
  student: z.string(),
  name: z.string(),
  /** Who the reader of this item is to him. */
  relations: z.array(z.enum(readerRelations)),
  begeleider: z.string().nullable(),
  mentor: z.string().nullable(),
  backups: z.array(z.string()),
  sector: z.string().nullable(),
  company: z.string().nullable(),
  /** 1 for Monday to 7 for Sunday. */
  weekday: z.number().int().nullable(),
  /** The last practice days, oldest first; those that are still to come are no part of it. */
  days: z.array(standingDaySchema).max(standingDays),
  /** The next practice day, which may be today's; `opensAt` in milliseconds. */
  next: z
    .object({ date: z.string(), assignment: plannedAssignment, opensAt: z.number().nullable() })
    .nullable(),
  joined: z.boolean(),
  stopped: z.boolean(),
  /** Why nothing can be sent to him now; null when it can. */
  unreachable: z.enum(reachCodes).nullable(),
  /** The date of the last practice day that he finished. */
  lastFinished: z.string().nullable(),
  /** How many of the last practice days running brought no answer; the ones that were ill or moved do not count. */
  missed: z.number().int(),
  /** The thread's own counter: older news never undoes newer. */
  revision: z.number().int(),
});
export type Standing = z.infer<typeof standingSchema>;

/** Stands for a while where a standing was: what was under way when it went does not bring it back. */
export const goneStandingSchema = z.object({
  v: z.literal(1),
  gone: z.literal(true),
  revision: z.number().int(),
});

/** What a thread remembers for its student's standing: the days in it go sooner than five weeks. */
export type StandingNote = {
  days: StandingDay[];
  lastFinished: string | null;
  /** Staff under whom a standing of this student lies. */
  under: string[];
  /** Staff under whom one lay before. */
  former: string[];
};

/** The item of a standing: what it says, or that it is gone. */
export const standingItemSchema = z.union([goneStandingSchema, standingSchema]);
export type StandingItem = z.infer<typeof standingItemSchema>;
