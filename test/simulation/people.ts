import type { Person } from '../../src/core/school/people.js';
import { peopleIn, rosterDays } from '../../src/simulation/people.js';

export type SimStudent = {
  id: string;
  channel: 'whatsapp' | 'teams';
  address: string;
  /** 1 for Monday. */
  weekday: number;
  start: string;
  end: string;
  begeleider: string;
};

const shifts: readonly [string, string][] = [
  ['09:00', '16:00'],
  ['08:00', '15:00'],
  ['10:00', '17:30'],
  ['13:00', '21:30'],
  ['22:00', '06:00'],
];

/** A made-up school: students on both channels, with early, late and night shifts on every working day. */
export function studentsOf(count: number): SimStudent[] {
  return Array.from({ length: count }, (_, nr) => {
    const channel = nr % 3 === 0 ? 'teams' : 'whatsapp';
    const tail = String(nr).padStart(4, '0');
    const [start, end] = shifts[nr % 11 === 0 ? 4 : nr % 4] ?? ['09:00', '16:00'];
    return {
      id: `s${tail}`,
      channel,
      address: channel === 'teams' ? `aaaaaaaa-aaaa-4aaa-8aaa-00000000${tail}` : `+3161000${tail}`,
      weekday: (nr % 5) + 1,
      start,
      end,
      begeleider: `b${nr % 4}`,
    };
  });
}

/** The roster of these students and their staff. */
export function rosterOf(students: readonly SimStudent[]): Person[] {
  return peopleIn([
    ...students.map(({ id, channel, address, begeleider, weekday, start, end }) => ({
      ...{ id, name: `Student ${id}`, role: 'student', language: 'nl', age_band: '18-24' },
      [channel]: address,
      ...{ begeleider, sector: 'retail', company: 'Winkel', weekday: rosterDays[weekday] ?? '', start, end },
    })),
    ...[0, 1, 2, 3].map((nr) => staff(`b${nr}`, 'begeleider', nr)),
    staff('vera', 'vertrouwen', 8),
    staff('zoe', 'zorg+coordinator', 9),
  ] as Record<string, string>[]);
}

const staff = (id: string, role: string, nr: number): Record<string, string> => ({
  ...{ id, name: `Medewerker ${id}`, role, language: 'nl' },
  teams: `bbbbbbbb-bbbb-4bbb-8bbb-00000000000${nr}`,
});
