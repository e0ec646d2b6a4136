import { standIn, type Directory, type StaffMember } from './people.js';
import type { Circle } from '../alerts/route.js';

/** What somebody of the staff is to a student, or to an alert. */
export type Relation =
  /** The student's begeleider, or whoever stands in for him today. */
  | 'begeleider'
  /** The student's mentor, or whoever stands in for him today. */
  | 'mentor'
  /** The student said yes: his mentor may read this worry. */
  | 'mentor with yes'
  /** Was sent this alert: the begeleider mostly, zorg or vertrouwen, whoever it went on to. */
  | 'reader'
  | 'coordinator'
  | 'werkgroep';

/**
 * Who may do what: the whole of it, and nothing else decides. What is not in a line is refused. The company
 * (praktijkopleider) stands in none. docs/privacy.md has the same in words; the source is domain.md, "The people".
 */
export const accessTable = {
  /** The list of students, with who needs attention. */
  'group: see': ['begeleider', 'mentor'],
  /** Practice days, mood, own ratings, intentions, findings about work, judgements. */
  'timeline: see': ['begeleider', 'mentor'],
  /** Which answers stayed short, and which no program could judge. */
  'short answers: see': ['begeleider'],
  /** What was said, without the worries in it. */
  'transcript: see': ['begeleider', 'mentor'],
  /** The words of a worry, its alert, and the conversation that it belongs to. */
  'worry: see': ['reader', 'mentor with yes'],
  /** Seen, taken, handled, the verdict on the program. */
  'worry: act': ['reader'],
  /** That there is an alert, how grave, who has it, since when: no name of a student, no words. */
  'alert status: see': ['coordinator'],
  /** What could not be delivered, and why. */
  'deliveries: see': ['begeleider', 'coordinator'],
  'student: write to': ['begeleider', 'reader'],
  /** Open, remind, ill, absent, move, plan. */
  'days: change': ['begeleider'],
  /** The work of an assignment, on a screen without effort, depth, mood or flags. */
  'assignment: judge': ['begeleider'],
  /** Whether what a student wants to share goes to other students. */
  'sharing: decide': ['begeleider'],
  'notes: see': ['begeleider', 'mentor'],
  'notes: write': ['begeleider', 'mentor'],
  /** The time line and what was said, as a file. */
  'history: export': ['begeleider', 'mentor'],
  /** Judgements for the school's student system. */
  'judgements: export': ['begeleider', 'coordinator'],
  /** Who of the staff looked at what, and when. */
  'looks: see': ['coordinator'],
  /** Counts per assignment, never per student. */
  'figures: see': ['werkgroep'],
} as const satisfies Readonly<Record<string, readonly Relation[]>>;

/** Something that somebody may or may not do. */
export type Right = keyof typeof accessTable;

/** What it is about: a student, by the people around him; an alert, by whom it was sent to. */
export type Subject = {
  circle?: Pick<Circle, 'begeleider' | 'mentor'>;
  alert?: {
    recipients: readonly { person: string }[];
    mentorMay?: boolean;
    route: { confidential: boolean };
  };
};

/** Whether this member of staff, as he stands in the directory now, may do that. Who left may do nothing. */
export function may(directory: Directory, person: string | null, right: Right, about: Subject = {}): boolean {
  const who = person === null ? undefined : directory.get(person);
  if (who === undefined || !who.active) return false;
  const allowed: readonly Relation[] = accessTable[right];
  return relationsOf(directory, who, about).some((relation) => allowed.includes(relation));
}

/** Everything that a member of staff is to what it is about. */
export function relationsOf(directory: Directory, who: StaffMember, { circle, alert }: Subject): Relation[] {
  const inPlaceOf = (id: string | null | undefined): boolean =>
    id != null && (id === who.id || standIn(directory, id) === who.id);
  const mentor = inPlaceOf(circle?.mentor);
  const yes = mentor && alert?.mentorMay === true && !alert.route.confidential;
  const relations: [Relation, boolean][] = [
    ['begeleider', inPlaceOf(circle?.begeleider)],
    ['mentor', mentor],
    ['mentor with yes', yes],
    ['reader', alert?.recipients.some((one) => one.person === who.id) === true],
    ['coordinator', who.roles.includes('coordinator')],
    ['werkgroep', who.roles.includes('werkgroep')],
  ];
  return relations.flatMap(([relation, holds]) => (holds ? [relation] : []));
}

/** The people whose work somebody does today: his own, and that of everybody for whom he stands in. */
export const doesWorkOf = (directory: Directory, person: string): string[] => [
  person,
  ...[...directory.keys()].filter((id) => id !== person && standIn(directory, id) === person),
];
