import { z } from 'zod';
import type { StaffPress } from '../../core/staff/staff-press.js';
import type { Inbound } from '../../core/thread/message.js';
import type { AlertResult } from './press-result.js';

/** Presses a button on a card for staff for whoever sent the activity; resolves after the commit. */
export type ActAsStaff = (by: Inbound, press: StaffPress) => Promise<AlertResult>;

const id = z.string().min(1).max(500);
/** What was filled in; clients leave out what is empty. */
const filled = z.string().max(500).default('');

const pressed: z.ZodType<StaffPress> = z.discriminatedUnion('verb', [
  z.object({
    verb: z.enum(['day_remind', 'day_ill', 'day_move', 'day_history', 'day_refresh', 'day_alerts']),
    ...{ owner: id, date: id, card: id, student: filled, to: filled },
  }),
  z.object({ verb: z.literal('staff_say'), say: id, card: id }),
  z.object({ verb: z.literal('alert_again'), alert: id }),
]);

/** Reads what was pressed on a day card, a choice or a list; null when it is none of these. */
export function staffPressOf(value: unknown): StaffPress | null {
  const parsed = pressed.safeParse(value);
  return parsed.success ? parsed.data : null;
}
