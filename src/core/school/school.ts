import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import { concernCategories } from '../signals/types.js';
import { parseYaml } from '../script/parse.js';
import { personId } from './people.js';
import type { ContentFile, Finding } from '../script/model.js';

// A value that cannot be read stops the comparisons that rest on it: one mistake, one finding.
const date = z.iso.date({ error: 'write a date like 2026-08-24', abort: true });
const time = z
  .string('write a time like 08:30')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'write a time like 08:30', abort: true });
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
const period = z
  .strictObject({ from: time, to: time })
  .refine((one) => one.from < one.to, 'ends before it begins');
const dates = z
  .strictObject({ name: z.string().min(1), from: date, to: date })
  .refine((one) => one.from <= one.to, { error: 'ends before it begins', abort: true });

/** A date in two terms would belong to neither: which one counts is not for the program to guess. */
const terms = z
  .array(dates)
  .min(1)
  .superRefine((all, context) => {
    for (const [index, term] of all.entries()) {
      const earlier = all.slice(0, index).find((one) => one.from <= term.to && term.from <= one.to);
      if (earlier !== undefined)
        context.addIssue({ code: 'custom', path: [index], message: `overlaps ${earlier.name}` });
    }
  });

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
const between = (least: number, most: number) => z.number().int().min(least).max(most);

/** When a practice day is opened, reminded of and closed. */
const days = z.strictObject({
  /** After the end of the shift; 0 opens at its very end. */
  openAfterMinutes: between(0, 600).default(15),
  /** The time of day at which an unanswered day is brought up once more. */
  remindAt: time.default('12:00'),
  /** Days after the practice day until it is closed as unanswered. */
  closeAfterDays: between(1, 7).default(7),
  /** How far back a student may still do a day that he missed; 0: not at all. */
  catchUpDays: between(0, 28).default(14),
  /** When a begeleider gets the card of his day, on days on which one of his students has a practice day. */
  cardAt: time.default('16:30'),
  /** Messages a week that the program may send a student unasked, reminders included. */
  unaskedPerWeek: between(1, 7).default(3),
});

/** How many assignments must be judged voldoende. The rest is slack for illness. */
const sufficient = z
  .strictObject({ needed: between(1, 20).default(12), of: between(1, 20).default(20) })
  .refine((one) => one.needed <= one.of, 'needs more assignments than there are');

/** The school file: what a school decides about itself. Formats: docs/operations.md. */
export const schoolSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'use small letters, digits and -'),
  name: z.string().min(1),
  timeZone: z.string().refine((zone) => IANAZone.isValidZone(zone), 'no such time zone'),
  terms,
  holidays: z.array(dates).default([]),
  officeHours: z.partialRecord(weekday, period),
  quietHours: z.strictObject({ from: time, to: time }).default({ from: '21:00', to: '08:00' }),
  /** The person (id of the roster) who is called outside office hours; absent: nobody, and students are told. */
  onCall: personId.optional(),
  /** Months after a student left that transcripts stay; never more than 24. */
  retentionMonths: z.number().int().min(1).max(24).default(3),
  channels: z.strictObject({ teams: z.boolean(), whatsapp: z.boolean() }),
  /** Minutes of office time before an unseen alert goes on to the next person. */
  escalation: z
    .strictObject({ acute: minutes, high: minutes, medium: minutes })
    .default({ acute: 15, high: 240, medium: 1440 }),
  /** The languages that students can choose, of those in locales/languages.yaml. */
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/, 'use two small letters, like nl'))
    .min(1)
    .default(['nl', 'en']),
  /** What the school calls its people. */
  titles: z
    .partialRecord(z.enum(['begeleider', 'mentor', 'praktijkopleider', 'vertrouwen', 'zorg']), z.string())
    .default({}),
  helpLines: z.array(helpLine).min(1),
  goLive: goLive.optional(),
  days: days.prefault({}),
  /** Seconds that a talk waits after a message for more of the same answer; 0: it goes on at once. */
  fragmentSeconds: between(0, 30).default(4),
  /** Seconds that it waits at most while the student is seen typing (Teams only); 0: typing changes nothing. */
  typingSeconds: between(0, 120).default(30),
  /** Seconds after the next question in which words that go on still belong to the answer before it; 0: never. */
  lateSeconds: between(0, 60).default(10),
  /** Days that a personal code to join by WhatsApp can be used after it was made. */
  joinCodeDays: between(1, 90).default(21),
  sufficient: sufficient.prefault({}),
  /** Whether begeleiders judge assignments here; false where the school does that elsewhere. */
  judging: z.boolean().default(true),
  /** A language model in the school's own tenant reads messages once more; absent: none does. */
  secondReader: z.strictObject({ perDay: between(1, 100_000) }).optional(),
});

/** One school, as its file says. */
export type School = z.infer<typeof schoolSchema>;
export type HelpLine = z.infer<typeof helpLine>;

/**
 * Reads a school file; every finding has its line. With an error there is no school. A warning stands beside the
 * school: the program can work, but somebody should look.
 */
export function readSchool(file: ContentFile): { school: School | null; findings: Finding[] } {
  const read = parseYaml(file, schoolSchema);
  if (!read.ok) return { school: null, findings: read.findings };
  const school = read.value;
  const findings = school.holidays.flatMap((holiday, index): Finding[] =>
    school.terms.some((term) => touches(term, holiday))
      ? []
      : [
          {
            file: file.path,
            line: read.lineOf(['holidays', index]),
            severity: 'warning',
            message: `holidays.${index}: ${holiday.name} is in no term and next to none: is the year right?`,
          },
        ],
  );
  return { school, findings };
}

/** Whether a holiday falls in a term or within a week of it, as the summer holiday does. */
function touches(term: z.infer<typeof dates>, holiday: z.infer<typeof dates>): boolean {
  const shifted = (of: string, by: number): string =>
    DateTime.fromISO(of, { zone: 'utc' }).plus({ days: by }).toISODate() ?? of;
  return holiday.from <= shifted(term.to, 7) && holiday.to >= shifted(term.from, -7);
}
