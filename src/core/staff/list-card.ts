import type { AlertLine, AlertStatus } from '../alerts/line.js';
import { localDate } from '../school/calendar.js';
import type { Card, CardSection } from '../thread/card.js';
import { gravity } from './alert-rows.js';
import { clockWords, historyUrl, staffText, type StaffEnv } from './staff-env.js';

/** Buttons beyond this number are not shown in Teams. */
const buttonLimit = 5;

/** Rows of the coordinators' list. */
const statusLimit = 30;

/**
 * The open alerts of one reader, each with a button that posts its own card again. Of a student only those are named
 * that the reader took himself: who it is about comes with the card, and is recorded there.
 */
export function alertListCard(alerts: readonly AlertLine[], reader: string, env: StaffEnv): Card {
  const shown = alerts.slice(0, buttonLimit);
  const rest = alerts.length - shown.length;
  const rows = shown.map((alert, nr) => ({
    label: `${nr + 1}. ${gravity(alert, env)}`,
    value: [
      ...(alert.takenBy === reader ? [alert.studentName] : []),
      staffText(env, `alert.${alert.status}`),
      since(alert.at, env),
    ].join(', '),
  }));
  return {
    summary: staffText(env, 'open.summary'),
    title: staffText(env, alerts.length === 0 ? 'open.none' : 'open.title', { count: alerts.length }),
    tone: alerts.length === 0 ? 'good' : 'warning',
    facts: rows,
    words: null,
    notes: rest === 0 ? [] : [staffText(env, 'open.more', { count: rest })],
    actions: [
      ...shown.map((alert, nr) => ({
        verb: 'alert_again',
        label: staffText(env, 'open.do', { number: nr + 1 }),
        data: { alert: alert.alert },
      })),
      ...(rest === 0
        ? []
        : [{ verb: 'page', label: staffText(env, 'open.page'), data: {}, url: `${env.publicUrl}/history` }]),
    ],
  };
}

/** What a coordinator sees of the school's open alerts: how grave, since when and with whom; no student, no subject. */
export function statusSection(
  statuses: readonly AlertStatus[],
  name: (person: string) => string,
  env: StaffEnv,
): CardSection {
  const rows = statuses.slice(0, statusLimit).map((alert) => ({
    label: gravity(alert, env),
    value: [
      staffText(env, `alert.${alert.status}`),
      since(alert.at, env),
      alert.takenBy === null ? alert.readers.map(name).join(', ') : name(alert.takenBy),
      ...(alert.steps === 0 ? [] : [staffText(env, 'open.steps', { count: alert.steps })]),
    ]
      .filter((one) => one !== '')
      .join(', '),
  }));
  const title = staffText(env, 'open.school', { count: statuses.length });
  return { title, tone: statuses.some((one) => one.status === 'new') ? 'warning' : 'default', rows };
}

const since = (at: number, env: StaffEnv): string =>
  staffText(env, 'open.since', { when: clockWords(env, at, localDate(env.school, env.now)) });

/** Asks which student is meant; each button says the same words again, with the student's id. */
export function choiceCard(
  students: readonly { id: string; name: string; company: string | null; say: string }[],
  { exact, typed, key }: { exact: boolean; typed: string; key: string },
  env: StaffEnv,
): Card {
  const twice = (name: string): boolean => students.filter((one) => one.name === name).length > 1;
  return {
    summary: staffText(env, 'choose.summary'),
    title: staffText(env, exact ? 'choose.title' : 'choose.title_near', { name: typed }),
    tone: 'default',
    facts: [],
    words: null,
    notes: [],
    actions: students.map(({ id, name, company, say }) => ({
      verb: 'staff_say',
      // Two students of the same name are told apart by their company, or by their id.
      label: twice(name) ? `${name} (${company ?? id})` : name,
      data: { say, card: key },
    })),
  };
}

/** A card of one sentence: what came of a choice. */
export const noteCard = (title: string, note: string, env: StaffEnv): Card => ({
  ...{ summary: staffText(env, 'choose.summary'), title, tone: 'default', facts: [] },
  ...{ words: null, notes: [note], actions: [] },
});

/** A link to a student's page, with what his last days were. */
export function historyLink(student: { id: string; name: string }, env: StaffEnv): Card['actions'] {
  const label = staffText(env, 'history.open', { name: student.name });
  return [{ verb: 'page', label, data: {}, url: historyUrl(env, student.id) }];
}
