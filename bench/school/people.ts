import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRosterFile } from '../../src/adapters/files/roster-file.js';
import type { Person } from '../../src/core/school/people.js';
import { readRoster } from '../../src/core/roster/roster.js';
import { readSchool, type School } from '../../src/core/school/school.js';
import { projectRoot } from '../../src/wire.js';
import type { ChannelName } from '../../src/core/thread/message.js';

/** The first student of a channel; all others are made after him. */
export const pattern = {
  teams: { id: 's000000', address: '99999999-9999-4999-8999-000000000000' },
  whatsapp: { id: 'w000000', address: '+31610000000' },
} as const;

/** Who the student with this number is. */
export function studentAt(channel: ChannelName, number: number): { id: string; address: string } {
  const digits = String(number);
  const { id, address } = pattern[channel];
  const numbered = (text: string): string => text.slice(0, text.length - 6) + digits.padStart(6, '0');
  return { id: numbered(id), address: numbered(address) };
}

/** The chat of a student with the bot in Teams. */
export const chatOf = (id: string): string => `a:chat-${id}`;

/** The made-up school of the demo, in which answers do not wait for more. */
export async function madeUpSchool(): Promise<School> {
  const path = join(projectRoot, 'src/demo/school/school.yaml');
  const { school, findings } = readSchool({ path, text: await readFile(path, 'utf8') });
  if (school === null) throw new Error(findings.map(({ message }) => message).join('\n'));
  return { ...school, fragmentSeconds: 0 };
}

/** The staff of the demo, and the first student of each channel. */
export async function firstPeople(): Promise<Person[]> {
  const people = readRoster(
    readRosterFile(await readFile(join(projectRoot, 'src/demo/school/roster.csv'))),
  ).people;
  const noor = people.find(({ id }) => id === 'noor');
  if (noor === undefined) throw new Error('the demo has other people');
  const staff = people.filter(({ roles }) => !roles.includes('student'));
  const student = (channel: ChannelName): Person => ({
    ...noor,
    id: pattern[channel].id,
    name: 'Robin Jansen',
    teams: channel === 'teams' ? pattern.teams.address : null,
    whatsapp: channel === 'whatsapp' ? pattern.whatsapp.address : null,
  });
  return [...staff, student('teams'), student('whatsapp')];
}
