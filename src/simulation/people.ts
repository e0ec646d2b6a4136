import { readRosterFile } from '../adapters/files/roster-file.js';
import type { Person } from '../core/school/people.js';
import { readRoster } from '../core/roster/roster.js';
import type { ChannelName } from '../core/thread/message.js';

/** How somebody is with his phone. */
export type Habit =
  'prompt' | 'silent' | 'late' | 'fragments' | 'switches' | 'edits' | 'worries' | 'restless';

const habits: readonly Habit[] = [
  ...(['prompt', 'fragments', 'switches', 'late', 'worries'] as const),
  ...(['edits', 'restless', 'silent'] as const),
];

/** Where somebody is reached. */
export type Way = { channel: ChannelName; address: string };

export type SimStudent = {
  id: string;
  habit: Habit;
  /** The one he uses first. */
  ways: [Way, ...Way[]];
  /** 1 for Monday. */
  weekday: number;
  start: string;
  end: string;
  begeleider: string;
};

export type SimStaff = {
  id: string;
  name: string;
  roles: string;
  address: string;
  reacts: 'soon' | 'late' | 'never';
};

/** The staff of the made-up school. One begeleider never looks at anything. */
export const staff: readonly SimStaff[] = (
  [
    ['berna', 'Berna Bakker', 'begeleider', 'soon'],
    ['bram', 'Bram Visser', 'begeleider', 'late'],
    ['bilal', 'Bilal Haddad', 'begeleider', 'never'],
    ['mia', 'Mia Mulder', 'mentor', 'late'],
    ['vera', 'Vera Vos', 'vertrouwen', 'late'],
    ['zita', 'Zita Zomer', 'zorg', 'soon'],
    ['coen', 'Coen Kramer', 'coordinator', 'late'],
  ] as const
).map(([id, name, roles, reacts], nr) => ({
  ...{ id, name, roles, reacts },
  address: `bbbbbbbb-bbbb-4bbb-8bbb-0000000000${String(nr).padStart(2, '0')}`,
}));

const shifts: readonly [string, string][] = [
  ['09:00', '16:00'],
  ['08:00', '15:00'],
  ['13:00', '21:30'],
  ['22:00', '06:00'],
];

/** Students on both channels, with early, late and night shifts on every working day. */
export function studentsOf(count: number): SimStudent[] {
  return Array.from({ length: count }, (_, nr) => {
    const habit = habits[nr % habits.length] ?? 'prompt';
    const tail = String(nr).padStart(4, '0');
    const teams: Way = { channel: 'teams', address: `aaaaaaaa-aaaa-4aaa-8aaa-00000000${tail}` };
    const whatsapp: Way = { channel: 'whatsapp', address: `+3161000${tail}` };
    const [start, end] = shifts[nr % 7 < 3 ? 0 : nr % 4] ?? ['09:00', '16:00'];
    const one: [Way] = habit === 'edits' || nr % 3 === 0 ? [teams] : [whatsapp];
    return {
      ...{ id: `s${tail}`, habit, start, end, weekday: (nr % 5) + 1 },
      ways: habit === 'switches' ? [teams, whatsapp] : one,
      begeleider: staff[nr % 3]?.id ?? 'berna',
    };
  });
}

const columns = [
  ...['id', 'name', 'role', 'language', 'age_band', 'teams', 'whatsapp', 'begeleider', 'mentor'],
  ...['praktijkopleider', 'backups', 'sector', 'company', 'weekday', 'start', 'end'],
];

/** Days as a roster writes them; 1 for Monday. */
export const rosterDays = ['', 'ma', 'di', 'wo', 'do', 'vr'];

/** People from rows of a roster, through the real reader. */
export function peopleIn(rows: readonly Readonly<Record<string, string>>[]): Person[] {
  const lines = rows.map((row) => columns.map((name) => row[name] ?? '').join(';'));
  const { people, findings } = readRoster(
    readRosterFile(Buffer.from([columns.join(';'), ...lines].join('\r\n'))),
  );
  if (findings.length > 0) throw new Error(JSON.stringify(findings[0]));
  return people;
}

/** The roster of these students and their staff. */
export function rosterOf(students: readonly SimStudent[]): Person[] {
  return peopleIn([
    ...students.map(({ id, ways, begeleider, weekday, start, end }) => ({
      ...{ id, name: `Student ${id}`, role: 'student', language: 'nl', age_band: '18-24', mentor: 'mia' },
      ...Object.fromEntries(ways.map(({ channel, address }) => [channel, address])),
      ...{ begeleider, sector: 'retail', company: 'Winkel', weekday: rosterDays[weekday] ?? '', start, end },
    })),
    ...staff.map(({ id, name, roles, address }) => ({
      id,
      name,
      role: roles,
      language: 'nl',
      teams: address,
    })),
  ]);
}
