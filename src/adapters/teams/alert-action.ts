import { z } from 'zod';
import type { AlertAction } from '../../core/alerts/types.js';
import type { Inbound } from '../../core/thread/message.js';
import type { StaffPress } from '../../core/staff/staff-press.js';
import { staffPressOf } from './day-action.js';
import { valueOf } from './inbound.js';
import type { AlertResult } from './press-result.js';
import type { TeamsActivity } from './activity.js';

export type { AlertResult };

/** Presses a button on an alert for whoever sent the activity; resolves after the commit. */
export type ActOnAlert = (by: Inbound, alert: string, action: AlertAction) => Promise<AlertResult>;

const alert = z.string().min(1).max(500);
const pressed = z.discriminatedUnion('verb', [
  z.object({ verb: z.enum(['open', 'seen']), alert }),
  z.object({ verb: z.literal('take'), alert, from: z.string() }),
  z.object({
    ...{ verb: z.literal('handled'), alert, outcome: z.enum(['talked', 'declined']) },
    ...{ on: z.string().default(''), note: z.string().default('') },
  }),
  z.object({ verb: z.literal('reply'), alert, text: z.string() }),
  z.object({ verb: z.literal('judge'), alert, verdict: z.enum(['right', 'wrong']) }),
]);

/** A button that was pressed, on which alert or other card. Nothing in it says who pressed it: the sender did. */
export type Pressed =
  { on: 'alert'; alert: string; action: AlertAction } | { on: 'staff'; press: StaffPress };

/** Reads the value of an `adaptiveCard/action` invoke; null when it is none of our buttons. */
export function pressedByInvoke(activity: TeamsActivity): Pressed | null {
  const invoke = z
    .looseObject({ action: z.looseObject({ verb: z.string(), data: z.looseObject({}).nullish() }) })
    .safeParse(valueOf(activity));
  if (!invoke.success) return null;
  const { verb, data } = invoke.data.action;
  return pressOf({ ...data, verb });
}

/** Reads the value of a submitted card: clients without Action.Execute fall back to it. */
export function pressedBySubmit(activity: TeamsActivity): Pressed | null {
  return activity.type === 'message' ? pressOf(valueOf(activity)) : null;
}

function pressOf(value: unknown): Pressed | null {
  const press = staffPressOf(value);
  if (press !== null) return { on: 'staff', press };
  const parsed = pressed.safeParse(value);
  if (!parsed.success) return null;
  const { alert: id, ...action } = parsed.data;
  return { on: 'alert', alert: id, action };
}
