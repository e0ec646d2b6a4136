import { z } from 'zod';
import { concernCategories } from '../signals/types.js';
import type { Instant } from '../time.js';
import type { Alert } from './state.js';

const severity = z.enum(['acute', 'high', 'medium']).nullable();
const status = z.enum(['new', 'seen', 'taken', 'handled']);
const moments = { at: z.number(), handledAt: z.number().nullable(), revision: z.number().int() };

const alertLineSchema = z.strictObject({
  v: z.literal(1),
  alert: z.string(),
  student: z.string(),
  studentName: z.string(),
  category: z.enum([...concernCategories, 'unread', 'someone_else']),
  ...{ severity, status, ...moments },
  /** Who took it, by id. */
  takenBy: z.string().nullable(),
  reopened: z.boolean(),
  confidential: z.boolean(),
});

/** An alert on the list of one of its readers: what it is about, no words of the student. */
export type AlertLine = z.infer<typeof alertLineSchema>;

const alertStatusSchema = z.strictObject({
  v: z.literal(1),
  alert: z.string(),
  ...{ severity, status, ...moments },
  /** Who has it, by id: everybody whom it was sent to and reached. */
  readers: z.array(z.string()),
  takenBy: z.string().nullable(),
  /** Times that it went on because nobody looked. */
  steps: z.number().int(),
  reopened: z.boolean(),
});

/** An alert for the coordinator: how grave, since when and with whom; no student, no subject, no words. */
export type AlertStatus = z.infer<typeof alertStatusSchema>;

export const readAlertLine = (body: unknown): AlertLine => alertLineSchema.parse(body);
export const readAlertStatus = (body: unknown): AlertStatus => alertStatusSchema.parse(body);

const shared = (alert: Alert) => ({
  v: 1 as const,
  alert: alert.id,
  severity: alert.severity,
  status: alert.status,
  at: alert.at,
  handledAt: alert.status === 'handled' ? (alert.handled?.at ?? null) : null,
  revision: alert.revision,
  takenBy: alert.status === 'new' ? null : (alert.taken?.by ?? null),
  reopened: alert.reopenedAt !== undefined,
});

export const alertLine = (alert: Alert): AlertLine => ({
  ...shared(alert),
  ...{ student: alert.student, studentName: alert.studentName, category: alert.category },
  confidential: alert.route.confidential,
});

export const alertStatus = (alert: Alert): AlertStatus => ({
  ...shared(alert),
  readers: alert.recipients.flatMap((one) => (one.status === 'unreachable' ? [] : [one.person])),
  steps: (alert.steps ?? []).length,
});

/** Open ones first, the gravest of them before the others, then the newest: descending. */
export function lineOrder({ status, severity, at }: Pick<AlertLine, 'status' | 'severity' | 'at'>): string {
  const open = status === 'handled' ? 0 : 1;
  // What no program could judge stands above what is not urgent: it could be anything.
  const grave = severity === null ? 2 : { acute: 4, high: 3, medium: 1 }[severity];
  return `${open}${open === 1 ? grave : 0} ${String(at satisfies Instant).padStart(15, '0')}`;
}
