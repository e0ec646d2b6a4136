import { IANAZone } from 'luxon';
import { z } from 'zod';
import { concernCategories } from '../signals/types.js';
import { parseYaml } from '../script/parse.js';
import type { ContentFile, Finding } from '../script/model.js';

const date = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time like 08:30');
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
const period = z
  .strictObject({ from: time, to: time })
  .refine((one) => one.from < one.to, 'ends before it begins');
const dates = z
  .strictObject({ name: z.string().min(1), from: date, to: date })
  .refine((one) => one.from <= one.to, 'ends before it begins');

const helpLine = z.strictObject({
  name: z.string().min(1),
  number: z.string().min(3),
  /** As the student reads it: "dag en nacht", "11.00 tot 21.00 uur". */
  hours: z.string().min(1),
  /** Who it is for; absent: everybody. */
  ages: z.array(z.enum(['<18', '18-24', '25+'])).optional(),
  /** The worries it helps with; absent: all. */
  for: z.array(z.enum(concernCategories)).optional(),
  /** When somebody last called it or looked it up. */
  checked: date,
});

const goLive = z.strictObject({
  dpia: date,
  dataProtectionOfficer: date,
  worksCouncil: date,
  studentCouncil: date,
  processorMicrosoft: date,
  processorTwilio: date.optional(),
  processorMeta: date.optional(),
  eveningReachability: date,
});

const minutes = z.number().int().min(1);

/** The school file: what a school decides about itself. Formats: docs/operations.md. */
export const schoolSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'use small letters, digits and -'),
  name: z.string().min(1),
  timeZone: z.string().refine((zone) => IANAZone.isValidZone(zone), 'no such time zone'),
  terms: z.array(dates).min(1),
  holidays: z.array(dates).default([]),
  officeHours: z.partialRecord(weekday, period),
  quietHours: z.strictObject({ from: time, to: time }).default({ from: '21:00', to: '08:00' }),
  /** The person (id of the roster) who is called outside office hours; absent: nobody, and students are told. */
  onCall: z.string().optional(),
  /** Months after a student left that transcripts stay; never more than 24. */
  retentionMonths: z.number().int().min(1).max(24).default(3),
  channels: z.strictObject({ teams: z.boolean(), whatsapp: z.boolean() }),
  /** Minutes of office time before an unseen alert goes on to the next person. */
  escalation: z
    .strictObject({ acute: minutes, high: minutes, medium: minutes })
    .default({ acute: 15, high: 240, medium: 1440 }),
  /** What the school calls its people. */
  titles: z
    .partialRecord(z.enum(['begeleider', 'mentor', 'praktijkopleider', 'vertrouwen', 'zorg']), z.string())
    .default({}),
  helpLines: z.array(helpLine).min(1),
  goLive: goLive.optional(),
});

/** One school, as its file says. */
export type School = z.infer<typeof schoolSchema>;
export type HelpLine = z.infer<typeof helpLine>;

/** Reads a school file; every finding has its line. */
export function readSchool(file: ContentFile): { school: School | null; findings: Finding[] } {
  const read = parseYaml(file, schoolSchema);
  return read.ok ? { school: read.value, findings: [] } : { school: null, findings: read.findings };
}
