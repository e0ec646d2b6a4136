import { z } from 'zod';

export const roles = [
  'student',
  'begeleider',
  'mentor',
  'praktijkopleider',
  'coordinator',
  'zorg',
  'vertrouwen',
  'werkgroep',
] as const;

/** What a person is to the school; somebody may be several things. */
export type Role = (typeof roles)[number];

/** How the school names a person in its files; part of keys in the store. */
export const personId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,60}$/, 'use letters, digits, dot, - or _, at most 60');

export const personSchema = z.strictObject({
  v: z.literal(1),
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)).min(1),
  language: z.string(),
  ageBand: z.enum(['<18', '18-24', '25+']).nullable(),
  /** Entra object id. */
  teams: z.string().nullable(),
  /** E.164. A number in a roster is no opt-in: nothing goes out before its owner wrote. */
  whatsapp: z.string().nullable(),
  begeleider: z.string().nullable(),
  mentor: z.string().nullable(),
  praktijkopleider: z.string().nullable(),
  backups: z.array(z.string()),
  sector: z.string().nullable(),
  company: z.string().nullable(),
  weekday: z.number().int().min(1).max(7).nullable(),
  /** The shift as HH:MM on the school's clock. An end that is earlier than the start is on the next day. */
  start: z.string().nullable(),
  end: z.string().nullable(),
  /** False once the person left: closed, not deleted. */
  active: z.boolean(),
});

/** A person of the roster. */
export type Person = z.infer<typeof personSchema>;

/** A time in which somebody of the staff is away, first and last date included, and who stands in. */
export type Absence = { person: string; by: string | null; from: string; to: string };

/** Somebody of the staff today: `away` while absent; then `standIn` is who does the work, if anybody is named. */
export type StaffMember = Person & { away?: boolean; standIn?: string | null };

/** Everybody of the staff, as known at this moment. Small: hundreds, not thousands. */
export type Directory = ReadonlyMap<string, StaffMember>;

/** Who does somebody's work today: himself, or whoever stands in for him. */
export function standIn(directory: Directory, id: string | null): string | null {
  if (id === null) return null;
  const person = directory.get(id);
  return person?.away === true ? (person.standIn ?? id) : id;
}

export const firstName = (person: Pick<Person, 'name'>): string => person.name.split(' ')[0] ?? person.name;

/** The active people with a role, by name, so that everybody sees the same order. */
export function withRole(directory: Directory, role: Role): Person[] {
  return [...directory.values()]
    .filter((person) => person.active && person.roles.includes(role))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Staff whose first or last name stands in a text, as a word of its own: "samira", "Samira's", "Zoe" for Zoë.
 * Names of less than three letters are not looked for.
 */
export function staffNamedIn(directory: Directory, text: string): Person[] {
  const whole = folded(text).match(/[\p{L}'-]+/gu) ?? [];
  const words = new Set(whole.flatMap((word) => [word, ...word.split(/['-]/u)]));
  return [...directory.values()].filter((person) => {
    const parts = folded(person.name).split(/\s+/u);
    return [parts[0], parts.at(-1)].some((part) => part !== undefined && part.length >= 3 && words.has(part));
  });
}

/** Small letters without marks, and one kind of apostrophe: people write names as their phone lets them. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’‘`´]/gu, "'")
    .toLocaleLowerCase('nl')
    .trim();
