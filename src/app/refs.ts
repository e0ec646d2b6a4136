import { threadId } from '../core/thread/thread.js';
import type { ChannelName } from '../core/thread/message.js';
import type { Role } from '../core/school/people.js';
import type { Ref } from '../ports/store.js';

/** Where each aggregate lives. Every id and partition begins with the school's id. */
export const refs = {
  thread: (school: string, person: string): Ref => {
    const id = threadId(school, person);
    return { kind: 'thread', partition: id, id };
  },
  talk: (thread: string, talk: string): Ref => ({ kind: 'talk', partition: thread, id: talk }),
  /** What the time line shows of a talk. */
  reflection: (thread: string, talk: string): Ref => ({
    kind: 'reflection',
    partition: thread,
    id: `${talk}:reflection`,
  }),
  /** A file that a student sent; its id names it (core/thread/files/sent-files.ts). */
  media: (thread: string, file: string): Ref => ({ kind: 'media', partition: thread, id: file }),
  mediaPart: (thread: string, file: string, number: number): Ref => ({
    kind: 'media_part',
    partition: thread,
    id: `${file}:part:${number}`,
  }),
  judgements: (thread: string): Ref => ({
    kind: 'judgements',
    partition: thread,
    id: `${thread}:judgements`,
  }),
  shares: (thread: string): Ref => ({ kind: 'shares', partition: thread, id: `${thread}:shares` }),
  /** How others did an assignment of a sector. */
  examples: (school: string, sector: string, number: number): Ref => {
    const id = `${school}:examples:${sector}:${number}`;
    return { kind: 'examples', partition: id, id };
  },
  notes: (thread: string): Ref => ({ kind: 'notes', partition: thread, id: `${thread}:notes` }),
  /** An alert lies with the student whom it is about: its id begins with his thread. */
  alert: (id: string): Ref => ({ kind: 'alert', partition: id.split(':').slice(0, 2).join(':'), id }),
  /** The student's own copy of a day that is over: his time line. */
  dayOfStudent: (thread: string, id: string): Ref => ({ kind: 'day', partition: thread, id }),
  day: (school: string, id: string, date: string): Ref => ({
    kind: 'day',
    partition: `${school}:days:${date}`,
    id,
  }),
  /** A student among those of his begeleider or mentor. */
  underStaff: (school: string, staff: string, student: string): Ref => ({
    kind: 'person',
    partition: `${school}:students-of:${staff}`,
    id: `${school}:student-of:${staff}:${student}`,
  }),
  /** How a student stands, among those of his begeleider or mentor. */
  standing: (school: string, staff: string, student: string): Ref => ({
    kind: 'standing',
    partition: `${school}:students-of:${staff}`,
    id: `${school}:standing:${staff}:${student}`,
  }),
  /** An alert on the list of somebody whom it was sent to. */
  alertOf: (school: string, person: string, alert: string): Ref => ({
    kind: 'alert_of',
    partition: `${school}:alerts-of:${person}`,
    id: `${school}:alert-of:${person}:${alert}`,
  }),
  /** The same alert on the coordinators' list: its status only. */
  alertStatus: (school: string, alert: string): Ref => ({
    kind: 'alert_of',
    partition: `${school}:alert-status`,
    id: `${school}:alert-status:${alert}`,
  }),
  verdict: (school: string, fingerprint: string): Ref => ({
    kind: 'verdict',
    partition: `${school}:verdicts`,
    id: `${school}:verdict:${fingerprint}`,
  }),
  undelivered: (school: string, entry: string): Ref => ({
    kind: 'undelivered',
    partition: `${school}:undelivered`,
    id: `${school}:undelivered:${entry}`,
  }),
  person: (school: string, id: string, roles: readonly Role[]): Ref => ({
    kind: 'person',
    partition: peoplePartition(school, roles),
    id: `${school}:person:${id}`,
  }),
  address: (school: string, channel: ChannelName, address: string): Ref => {
    const id = `${school}:address:${channel}:${address}`;
    return { kind: 'address', partition: id, id };
  },
  /** A personal code to join with, by the SHA-256 of the code. */
  code: (school: string, hash: string): Ref => {
    const id = `${school}:code:${hash}`;
    return { kind: 'code', partition: id, id };
  },
  /** Which code of a student is the last that was made: the others do not count any more. */
  latestCode: (school: string, person: string): Ref => ({
    kind: 'code',
    partition: threadId(school, person),
    id: `${threadId(school, person)}:code`,
  }),
  /** An erasure, by the keyed hash of whom and what it is about. */
  tombstone: (school: string, hash: string): Ref => ({
    kind: 'tombstone',
    partition: `${school}:tombstones`,
    id: `${school}:tombstone:${hash}`,
  }),
  /** That somebody looked at what is kept about a student; it lies with the student. */
  look: (thread: string, id: string): Ref => ({
    kind: 'look',
    partition: thread,
    id: `${thread}:look:${id}`,
  }),
  /** A link of a student to his own data, by the SHA-256 of its token. */
  link: (school: string, hash: string): Ref => {
    const id = `${school}:link:${hash}`;
    return { kind: 'link', partition: id, id };
  },
  content: (school: string, hash: string): Ref => ({
    kind: 'content',
    partition: `${school}:content`,
    id: `${school}:content:${hash}`,
  }),
  mark: (school: string, name: string): Ref => ({
    kind: 'mark',
    partition: `${school}:marks`,
    id: `${school}:mark:${name}`,
  }),
  lease: (school: string, name: string): Ref => ({
    kind: 'lease',
    partition: `${school}:leases`,
    id: `${school}:lease:${name}`,
  }),
};

/** Staff are few and read together; students are many and read one at a time. */
export const peoplePartition = (school: string, roles: readonly Role[]): string =>
  roles.some((role) => role !== 'student') ? `${school}:staff` : `${school}:students`;

/** Which of the 256 buckets an id falls in (FNV-1a): the dispatcher leases buckets, not threads. */
export function bucketOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % 256;
}
