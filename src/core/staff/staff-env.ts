import type { TextRef } from '../script/effect.js';
import { assignmentIn, type Content } from '../script/model.js';
import { local, localDate, noonOf } from '../school/calendar.js';
import type { PlannedAssignment } from '../school/day-record.js';
import { dateText } from '../alerts/promise.js';
import type { School } from '../school/school.js';
import type { Instant } from '../time.js';

/** What a card or an answer for staff is made with. */
export type StaffEnv = {
  now: Instant;
  school: School;
  content: Content;
  /** In the language of the reader. */
  render: (text: TextRef) => string;
  /** Where the pages are: scheme and host, no slash at the end. */
  publicUrl: string;
};

/** Where the history of a student is. */
export const historyUrl = ({ publicUrl }: StaffEnv, student: string): string =>
  `${publicUrl}/history/student/${encodeURIComponent(student)}`;

/** A text of the staff's own, by its name under `staf`. */
export const staffText = ({ render }: StaffEnv, name: string, params: TextRef['params'] = {}): string =>
  render({ key: `staf.${name}`, params });

/** "dinsdag 24 november". */
export const dayWords = ({ render, school }: StaffEnv, date: string): string =>
  render(dateText(school, noonOf(school, date)));

/** "16.32", and on another date than `date` the date before it. */
export function clockWords(env: StaffEnv, at: Instant, date: string): string {
  const time = local(env.school, at).toFormat('H.mm');
  return localDate(env.school, at) === date ? time : `${dayWords(env, localDate(env.school, at))} ${time}`;
}

/** What is planned, by number and title where the sector's list has it. */
export function assignmentText(
  content: Content,
  sector: string | null,
  assignment: PlannedAssignment,
): TextRef | null {
  if (assignment === null) return null;
  if (assignment === 'none') return { key: 'common.no_assignment', params: {} };
  const title = assignmentIn(content, sector, assignment)?.title;
  return title === undefined
    ? { key: 'staf.assignment_number', params: { number: assignment } }
    : { key: 'common.assignment', params: { number: assignment, title } };
}

/** Cuts a name or title that would make a card too long. */
export const clipped = (text: string, limit: number): string => {
  const letters = [...text];
  return letters.length <= limit ? text : `${letters.slice(0, limit - 1).join('')}…`;
};
