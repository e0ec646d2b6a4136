import { DateTime } from 'luxon';
import type { AlertDraft } from '../../../src/core/alerts/types.js';
import type { Directory, Person } from '../../../src/core/school/people.js';
import type { School } from '../../../src/core/school/school.js';

const hours = { from: '08:30', to: '17:00' };

/** A school that is open from Monday to Friday, with one holiday; Fatima is on call. */
export const aSchool = (more: Partial<School> = {}): School => ({
  id: 'vista',
  name: 'Vista Entree',
  timeZone: 'Europe/Amsterdam',
  terms: [{ name: 'jaar', from: '2026-08-24', to: '2027-07-16' }],
  holidays: [{ name: 'kerst', from: '2026-12-21', to: '2027-01-03' }],
  officeHours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: { from: '08:30', to: '16:00' } },
  quietHours: { from: '21:00', to: '08:00' },
  onCall: 'fatima',
  retentionMonths: 3,
  channels: { teams: true, whatsapp: true },
  escalation: { acute: 15, high: 240, medium: 1440 },
  titles: {},
  languages: ['nl', 'en'],
  days: {
    ...{ openAfterMinutes: 15, remindAt: '12:00', closeAfterDays: 7, catchUpDays: 14 },
    ...{ cardAt: '16:30', unaskedPerWeek: 3 },
  },
  joinCodeDays: 21,
  sufficient: { needed: 12, of: 20 },
  judging: true,
  ...{ fragmentSeconds: 0, typingSeconds: 30, lateSeconds: 10 },
  helpLines: [{ name: 'Nood', number: '112', hours: 'dag en nacht', checked: '2026-11-01' }],
  ...more,
});

/** A moment on the clock of Amsterdam, such as '2026-11-24T16:15'. */
export const at = (moment: string): number =>
  DateTime.fromISO(moment, { zone: 'Europe/Amsterdam' }).toMillis();

export const aPerson = (id: string, name: string, more: Partial<Person> = {}): Person => ({
  v: 1,
  id,
  name,
  roles: ['begeleider'],
  language: 'nl',
  ageBand: null,
  teams: null,
  whatsapp: null,
  begeleider: null,
  mentor: null,
  praktijkopleider: null,
  backups: [],
  sector: null,
  company: null,
  weekday: null,
  start: null,
  end: null,
  active: true,
  ...more,
});

export const directoryOf = (...people: Person[]): Directory => new Map(people.map((one) => [one.id, one]));

/** Samira and her back-up Tom, Peter the mentor, Karin who plans, Fatima of the care, two confidants. */
export const staff: readonly Person[] = [
  aPerson('samira', 'Samira Haddad'),
  aPerson('tom', 'Tom Willems'),
  aPerson('peter', 'Peter Jansen', { roles: ['mentor'] }),
  aPerson('karin', 'Karin Smit', { roles: ['coordinator'] }),
  aPerson('fatima', 'Fatima Aksoy', { roles: ['zorg'] }),
  aPerson('joris', 'Joris Mulder', { roles: ['vertrouwen'] }),
  aPerson('olga', 'Olga Visser', { roles: ['vertrouwen'] }),
];

export const aDraft = (more: Partial<AlertDraft> = {}): AlertDraft => ({
  id: 'vista:noor:m1',
  school: 'vista',
  student: 'noor',
  studentName: 'Noor Yilmaz',
  at: at('2026-11-24T16:15'),
  category: 'violence',
  severity: 'acute',
  confidence: 0.9,
  about: null,
  reasons: ['"slaat mij"'],
  words: 'mijn chef slaat mij',
  day: '2026-11-24',
  talk: null,
  route: { confidential: false, now: ['samira', 'fatima'], next: ['tom', 'karin'] },
  promise: 'Samira Haddad, vandaag voor 17.00 uur',
  ...more,
});
