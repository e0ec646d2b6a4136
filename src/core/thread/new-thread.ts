import type { Person } from '../school/people.js';
import { threadId, type KnownAddress, type Profile, type Thread } from './thread.js';

/** A thread for somebody who is in the roster and was never spoken to. */
export function newThread(school: string, person: Person): Thread {
  return {
    v: 2,
    id: threadId(school, person.id),
    school,
    person: person.id,
    profile: profileOf(person),
    settings: { language: null, introducedAt: null, stoppedAt: null, confidential: false },
    addresses: staffAddress(person),
    channel: null,
    talk: null,
    ended: [],
    days: [],
    plannedTo: null,
    pauses: [],
    unasked: [],
    leftAt: null,
    history: { finished: 0, streak: 0, lastIntention: '', used: [], efforts: [] },
    lastAlert: null,
    seen: [],
    recent: [],
    outbox: [],
    jobs: [],
    cards: [],
    sends: [],
    sequence: 0,
  };
}

/**
 * Staff can be reached by their Entra id where the app is installed, before they ever wrote. Students cannot:
 * nothing goes out to anybody who has not joined.
 */
export function staffAddress(person: Person): KnownAddress[] {
  if (person.teams === null || person.roles.includes('student')) return [];
  return [{ channel: 'teams', address: person.teams, ref: null, lastInboundAt: null, blocked: null }];
}

/** What the thread keeps of a person of the roster. */
export function profileOf(person: Person): Profile {
  const { name, roles, ageBand, sector, begeleider, mentor, backups, language } = person;
  const { company, weekday, start, end } = person;
  return {
    ...{ name, roles, ageBand, sector, begeleider, mentor, backups, language },
    ...{ company, weekday, start, end },
  };
}
