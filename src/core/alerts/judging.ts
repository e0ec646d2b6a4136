import type { Task } from '../outbox/job.js';
import type { Severity } from '../signals/types.js';
import type { Instant } from '../time.js';
import { addJob, postTo, refresh, refreshAtOnce } from './posts.js';
import type { Alert } from './state.js';
import type { Verdict } from './types.js';

/** "Programma las goed / verkeerd": kept with the rule that fired. The last word counts; the alert stands either way. */
export function judged(alert: Alert, by: string, verdict: Verdict, now: Instant): Alert {
  if (alert.verdict?.verdict === verdict || !isJudgeable(alert)) return alert;
  const after = addJob({ ...alert, verdict: { by, at: now, verdict } }, verdictOn(alert, verdict), now);
  return refresh(after, now, by);
}

/** Whether a program judged it: words for the confidant and unread messages are nobody's judgement. */
export const isJudgeable = ({ category }: Alert): boolean =>
  category !== 'unread' && category !== 'someone_else';

/** What is counted of it: no person, no words. */
function verdictOn({ id, category, severity, confidence, rules = [] }: Alert, verdict: Verdict): Task {
  return { type: 'record_verdict', alert: id, verdict, category, severity, confidence, rules };
}

const grave: readonly (Severity | null)[] = [null, 'medium', 'high', 'acute'];

/** A second reader found it graver: the severity goes up, never down, and who reads such a worry at once gets it too. */
export function madeGraver(
  alert: Alert,
  more: { severity: Severity; reason: string; rule: string; readers: readonly string[] },
  now: Instant,
): Alert {
  if (grave.indexOf(more.severity) <= grave.indexOf(alert.severity)) return alert;
  const reasons = [...alert.reasons, more.reason];
  const rules = [...(alert.rules ?? []), more.rule];
  const graver: Alert = { ...alert, severity: more.severity, reasons, rules };
  return refreshAtOnce(
    more.readers.reduce((sofar, person) => postTo(sofar, person, now), graver),
    now,
  );
}
