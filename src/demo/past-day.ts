import { z } from 'zod';
import { ownRatings, type Reflection, type Subject } from '../core/history/reflection.js';
import { dayStatuses, plannedAssignment } from '../core/school/day-record.js';
import type { Talk, Thread } from '../core/thread/thread.js';
import type { Line } from '../core/thread/transcript.js';
import { minute } from '../core/time.js';

/** A practice day of before as it stands in school/history.yaml. */
export const pastSchema = z.strictObject({
  weeks: z.number().int(),
  status: z.enum(dayStatuses),
  reason: z.string().optional(),
  assignment: plannedAssignment,
  mood: z.enum(['goed', 'gaat', 'slecht']).optional(),
  kept: z.enum(['ja', 'beetje', 'nog_niet']).optional(),
  ratings: z.record(z.string(), z.enum(ownRatings)).optional(),
  moment: z.string().optional(),
  self: z.string().optional(),
  next: z.string().optional(),
  /** What he said of work, and his question for the praktijkopleider: every fourth time. */
  work: z.string().optional(),
  question: z.string().optional(),
  /** What he wants others to read of it. */
  share: z.string().optional(),
  short: z.number().int().optional(),
});
export type Past = z.infer<typeof pastSchema>;

type Dated = Past & { date: string; at: number };

/** What the time line shows of it. */
export function reflectionOfPast(past: Dated, talk: string): Reflection {
  const { date, at, status, assignment, mood = null, kept = null, ratings = {}, moment, self, next } = past;
  const said = (subject: Subject, text: string | undefined): Reflection['words'] =>
    text === undefined ? [] : [{ subject, skill: null, text }];
  const words = [
    ...said('moment', moment),
    ...said('mezelf', self),
    ...said('werk', past.work),
    ...said('volgende', next),
    ...said('vraag', past.question),
  ];
  return {
    ...{ v: 1, talk, script: 'reflectie', at: at + 6 * minute, date, completed: status === 'completed' },
    ...{ assignment, mood, kept, words, answers: Math.max(words.length, past.short ?? 0) },
    ratings: Object.entries(ratings).map(([skill, rating]) => ({ skill, rating })),
    ...{ short: past.short ?? 0, unread: 0, undelivered: 0 },
  };
}

const moods = { goed: 'Goed', gaat: 'Gaat wel', slecht: 'Niet goed' } as const;
const ratingNames = { moeilijk: 'Nog moeilijk', hulp: 'Met hulp', zelf: 'Zelf' } as const;
const keptNames = { ja: 'Ja', beetje: 'Een beetje', nog_niet: 'Nog niet' } as const;

/** The talk as it was: questions of the program, answers of the student. */
export function talkOfPast(thread: Thread, past: Dated, index: number): Talk {
  const id = `${thread.id}:past-${index}`;
  const channel = thread.channel ?? 'teams';
  const lines: Line[] = exchange(thread, past).map(([from, text, tapped], number) => ({
    ...{ id: `past-${index}-${number}`, at: past.at + number * 20_000, from, channel, text },
    ...(tapped === true ? { choice: 'past' } : {}),
    ...(from === 'bot' ? { delivery: 'delivered' as const } : {}),
    ...(from === 'student' && (past.short ?? 0) > 0 && tapped !== true ? { effort: 'thin' as const } : {}),
  }));
  return {
    ...{ id, script: 'reflectie', content: '', openedAt: past.at, endedAt: past.at + 6 * minute },
    day: { id: `${thread.school}:day:${past.date}:${thread.person}`, date: past.date },
    ...{ state: null, parked: null, offered: [], question: '', closed: true, alert: null },
    ...{ timeoutAt: null, expiresAt: null, transcript: lines },
  };
}

type Said = [from: 'bot' | 'student', text: string, tapped?: boolean];

function exchange(thread: Thread, past: Dated): Said[] {
  const { mood, kept, moment, ratings = {}, self, next } = past;
  const first = thread.profile.name.split(' ')[0] ?? '';
  return [
    ...asked(`Hoi ${first}, hoe hangt de vlag erbij?`, mood && moods[mood], true),
    ...asked('Vorige keer wilde je iets anders doen. Is dat gelukt?', kept && keptNames[kept], true),
    ...asked('Vertel één moment van je dag. Wat gebeurde er?', moment, false),
    ...Object.values(ratings).flatMap((rating) =>
      asked('Hoe deed je dat die dag?', ratingNames[rating], true),
    ),
    ...asked('Wat weet je nu over jezelf?', self, false),
    ...asked('Past dit werk bij jou? Waarom wel of niet?', past.work, false),
    ...asked('Wat ga jij de volgende keer doen? Noem één ding.', next, false),
    ...asked('Heb je een vraag voor je praktijkopleider? Schrijf hem hier op.', past.question, false),
    ...(past.status === 'completed' ? [['bot', `Klaar, ${first}. Dank je wel.`] as Said] : []),
  ];
}

const asked = (question: string, answer: string | undefined, tapped: boolean): Said[] =>
  answer === undefined
    ? []
    : [
        ['bot', question],
        ['student', answer, tapped],
      ];
