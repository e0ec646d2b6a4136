import { z } from 'zod';
import type { AlertAction } from '../../core/school/alert-types.js';
import type { Card } from '../../core/thread/card.js';
import type { Inbound } from '../../core/thread/message.js';
import { valueOf } from './inbound.js';
import type { TeamsActivity } from './activity.js';

export type AlertResult =
  | { kind: 'card'; card: Card }
  /** This person may not see it, or it is not there. */
  | { kind: 'refused' };

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

/** A button that was pressed, and on which alert. Nothing in it says who pressed it: the sender did. */
export type PressedAlert = { alert: string; action: AlertAction };

/** Reads the value of an `adaptiveCard/action` invoke; null when it is none of our buttons. */
export function pressedByInvoke(activity: TeamsActivity): PressedAlert | null {
  const invoke = z
    .looseObject({ action: z.looseObject({ verb: z.string(), data: z.looseObject({}).nullish() }) })
    .safeParse(valueOf(activity));
  if (!invoke.success) return null;
  const { verb, data } = invoke.data.action;
  return pressOf({ ...data, verb });
}

/** Reads the value of a submitted card: clients without Action.Execute fall back to it. */
export function pressedBySubmit(activity: TeamsActivity): PressedAlert | null {
  return activity.type === 'message' ? pressOf(valueOf(activity)) : null;
}

function pressOf(value: unknown): PressedAlert | null {
  const parsed = pressed.safeParse(value);
  if (!parsed.success) return null;
  const { alert: id, ...action } = parsed.data;
  return { alert: id, action };
}
