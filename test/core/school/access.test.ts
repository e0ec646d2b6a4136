import { expect } from 'chai';
import fc from 'fast-check';
import {
  accessTable,
  doesWorkOf,
  may,
  type Relation,
  type Right,
  type Subject,
} from '../../../src/core/school/access.js';
import { roles, type StaffMember } from '../../../src/core/school/people.js';
import { aPerson, directoryOf } from './builders.js';

const rights = Object.keys(accessTable) as Right[];
const circle = { begeleider: 'samira', mentor: 'peter' };
const alert = (
  to: string[],
  more: Partial<NonNullable<Subject['alert']>> = {},
): NonNullable<Subject['alert']> => ({
  recipients: to.map((person) => ({ person })),
  route: { confidential: false },
  ...more,
});

/** One member of staff of each kind, and everything that he may do with that student and that alert. */
const people: Record<string, Partial<StaffMember>> = {
  samira: { roles: ['begeleider'] },
  peter: { roles: ['mentor'] },
  tom: { roles: ['begeleider'] },
  petra: { roles: ['mentor'] },
  fatima: { roles: ['zorg'] },
  joris: { roles: ['vertrouwen'] },
  karin: { roles: ['coordinator'] },
  wim: { roles: ['werkgroep'] },
  bas: { roles: ['praktijkopleider'] },
};
const directory = directoryOf(...Object.entries(people).map(([id, more]) => aPerson(id, id, more)));
const allowed = (who: string, about: Subject): Right[] =>
  rights.filter((right) => may(directory, who, right, about));

describe('who may do what', () => {
  it('is what the table says for each, and nothing else', () => {
    const table = Object.fromEntries(
      Object.keys(people).map((who) => [who, allowed(who, { circle, alert: alert(['samira', 'fatima']) })]),
    );
    const ofStudent: Right[] = [
      'group: see',
      'timeline: see',
      'transcript: see',
      'notes: see',
      'notes: write',
      'history: export',
    ];
    const ofAlert: Right[] = ['worry: see', 'worry: act', 'student: write to'];
    const sorted = (some: Right[]): Right[] => rights.filter((right) => some.includes(right));
    expect(table).to.deep.equal({
      samira: sorted([
        ...ofStudent,
        ...ofAlert,
        ...(['short answers: see', 'deliveries: see', 'days: change', 'sharing: decide'] as const),
        ...(['assignment: judge', 'judgements: export'] as const),
      ]),
      peter: sorted(ofStudent),
      tom: [],
      petra: [],
      fatima: sorted(ofAlert),
      joris: [],
      karin: sorted(['alert status: see', 'deliveries: see', 'judgements: export', 'looks: see']),
      wim: ['figures: see'],
      bas: [],
    });
  });

  it('gives a mentor the words of a worry with the student’s yes, never those for the confidant', () => {
    const see = (more: Partial<NonNullable<Subject['alert']>>): boolean =>
      may(directory, 'peter', 'worry: see', { circle, alert: alert(['samira'], more) });
    expect([see({}), see({ mentorMay: true }), see({ mentorMay: false })]).to.deep.equal([
      false,
      true,
      false,
    ]);
    expect(see({ mentorMay: true, route: { confidential: true } })).to.equal(false);
    expect(
      may(directory, 'peter', 'worry: act', { circle, alert: alert(['samira'], { mentorMay: true }) }),
    ).to.equal(false);
    expect(
      may(directory, 'petra', 'worry: see', { circle, alert: alert(['samira'], { mentorMay: true }) }),
    ).to.equal(false);
  });

  it('hides a worry from the student’s own begeleider when it was not sent to him', () => {
    const confidential = alert(['joris'], { route: { confidential: true } });
    expect(allowed('samira', { circle, alert: confidential })).to.not.include('worry: see');
    expect(allowed('joris', { circle, alert: confidential })).to.deep.equal([
      'worry: see',
      'worry: act',
      'student: write to',
    ]);
  });

  it('goes to whoever stands in for as long as he does, and to nobody who left', () => {
    const away = directoryOf(
      aPerson('samira', 'Samira', { away: true, standIn: 'tom' } as Partial<StaffMember>),
      aPerson('tom', 'Tom'),
      aPerson('peter', 'Peter', { roles: ['mentor'], active: false }),
    );
    expect(may(away, 'tom', 'transcript: see', { circle })).to.equal(true);
    expect(doesWorkOf(away, 'tom')).to.deep.equal(['tom', 'samira']);
    expect(may(directory, 'tom', 'transcript: see', { circle })).to.equal(false);
    // Who is away can still look after his own.
    expect(may(away, 'samira', 'transcript: see', { circle })).to.equal(true);
    expect(rights.filter((right) => may(away, 'peter', right, { circle }))).to.deep.equal([]);
    expect(may(directory, null, 'figures: see')).to.equal(false);
    expect(may(directory, 'nobody', 'figures: see')).to.equal(false);
  });

  it('never comes from a role alone where it is about a student', () => {
    const bySchool: readonly Relation[] = ['coordinator', 'werkgroep'];
    const general = rights.filter((right) => accessTable[right].some((one) => bySchool.includes(one)));
    fc.assert(
      fc.property(fc.subarray([...roles], { minLength: 1 }), (held) => {
        const somebody = directoryOf(aPerson('x', 'X', { roles: held }));
        for (const right of rights.filter((one) => !general.includes(one)))
          expect(may(somebody, 'x', right, { circle, alert: alert(['samira']) })).to.equal(false);
      }),
    );
  });
});
