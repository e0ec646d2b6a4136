import { expect } from 'chai';
import fc from 'fast-check';
import { staffNamedIn, type Person } from '../../../src/core/school/people.js';
import { routeAlert, type Circle, type Route } from '../../../src/core/alerts/route.js';
import { aPerson, aSchool, directoryOf, staff } from '../school/builders.js';

type Question = Parameters<typeof routeAlert>[3];

const circle: Circle = { begeleider: 'samira', mentor: 'peter', backups: ['tom'] };
const everybody = directoryOf(...staff);
const question = (more: Partial<Question> = {}): Question => ({
  category: 'bullying',
  severity: 'high',
  about: 'peer',
  words: 'ik word gepest',
  officeHours: true,
  ...more,
});
const route = (more: Partial<Question> = {}, people = everybody): Route =>
  routeAlert(aSchool(), people, circle, question(more));
const without = (...ids: string[]) =>
  directoryOf(...staff.map((one) => (ids.includes(one.id) ? { ...one, active: false } : one)));

describe('the way of an alert', () => {
  it('about school staff goes to a vertrouwenspersoon, then the others, zorg and the coordinator', () => {
    const expected = { confidential: true, now: ['joris'], next: ['olga', 'fatima', 'karin'] };
    expect(route({ about: 'staff' })).to.deep.equal(expected);
    expect(route({ about: 'staff', severity: 'high', officeHours: false })).to.deep.equal(expected);
  });

  it('about school staff that is acute at night reaches who is on call as well, if that is somebody of zorg', () => {
    const acute = { about: 'staff', severity: 'acute', officeHours: false } as const;
    expect(route(acute).now).to.deep.equal(['fatima', 'joris']);
    const people = directoryOf(...staff, aPerson('wim', 'Wim Bakker', { roles: ['werkgroep'] }));
    expect(routeAlert(aSchool({ onCall: 'wim' }), people, circle, question(acute)).now).to.deep.equal([
      'joris',
    ]);
  });

  it('goes past who is away: to the stand-in, or else to the back-ups and zorg', () => {
    const samiraAway = (standIn: string | null) =>
      directoryOf(...staff.map((one) => (one.id === 'samira' ? { ...one, away: true, standIn } : one)));
    expect(route({}, samiraAway('karin')).now).to.deep.equal(['karin']);
    expect(route({}, samiraAway(null)).now).to.deep.equal(['tom']);
    const bothAway = directoryOf(
      ...staff.map((one) => (['samira', 'tom'].includes(one.id) ? { ...one, away: true } : one)),
    );
    expect(route({}, bothAway).now).to.deep.equal(['fatima']);
    expect(route({}, bothAway).next.slice(-2), 'who is away comes last').to.deep.equal(['samira', 'tom']);
  });

  it('with everybody away still goes to the begeleider', () => {
    const people = directoryOf(...staff.map((one) => ({ ...one, away: true })));
    expect(route({}, people).now).to.deep.equal(['samira']);
  });

  it('with words meant for somebody else is the same', () => {
    expect(route({ category: 'someone_else', about: null }).now).to.deep.equal(['joris']);
  });

  it('that is acute goes in office hours to the begeleider and zorg', () => {
    expect(route({ severity: 'acute' })).to.deep.equal({
      confidential: false,
      now: ['samira', 'fatima'],
      next: ['tom', 'karin', 'joris', 'olga'],
    });
  });

  it('that is acute has the coordinator as second reader where nobody does zorg', () => {
    expect(route({ severity: 'acute' }, without('fatima')).now).to.deep.equal(['samira', 'karin']);
  });

  it('that is acute begins outside office hours with who is on call', () => {
    const people = directoryOf(...staff, aPerson('wim', 'Wim Bakker', { roles: ['werkgroep'] }));
    const school = aSchool({ onCall: 'wim' });
    const acute = question({ severity: 'acute', officeHours: false });
    expect(routeAlert(school, people, circle, acute).now).to.deep.equal(['wim', 'samira', 'fatima']);
    expect(routeAlert(school, people, circle, { ...acute, severity: 'high' }).now).to.deep.equal(['samira']);
  });

  it('of any other kind goes to the begeleider, then back-ups, zorg and the coordinator', () => {
    const expected = {
      confidential: false,
      now: ['samira'],
      next: ['tom', 'fatima', 'karin', 'joris', 'olga'],
    };
    expect(route()).to.deep.equal(expected);
    expect(route({ category: 'unread', severity: 'medium', about: null })).to.deep.equal(expected);
  });

  it('passes by who is not active any more', () => {
    expect(route({}, without('samira', 'fatima'))).to.deep.include({
      now: ['tom'],
      next: ['karin', 'joris', 'olga'],
    });
    expect(route({ about: 'staff' }, without('joris')).now).to.deep.equal(['olga']);
  });

  it('that names its usual reader is treated as one about staff', () => {
    expect(route({ words: 'samira lacht me uit' })).to.deep.include({ confidential: true, now: ['joris'] });
    expect(route({ words: 'Tom is gemeen' }).confidential).to.equal(true);
  });

  it('that names another of the staff leaves only that person out', () => {
    expect(route({ words: 'ik zei het tegen Fatima', severity: 'acute' })).to.deep.equal({
      confidential: false,
      now: ['samira', 'karin'],
      next: ['tom', 'joris', 'olga'],
    });
    expect(route({ words: 'het gaat over Joris', about: 'staff' }).now).to.deep.equal(['olga']);
  });

  it('about staff passes by the student’s own begeleider and mentor, whatever else they are', () => {
    const people = directoryOf(
      aPerson('samira', 'Samira Haddad', { roles: ['begeleider', 'vertrouwen'] }),
      aPerson('peter', 'Peter Jansen', { roles: ['mentor', 'zorg'] }),
      aPerson('karin', 'Karin Smit', { roles: ['coordinator'] }),
    );
    expect(route({ about: 'staff' }, people)).to.deep.include({ now: ['karin'], next: [] });
  });
});

describe('a name of the staff in a text', () => {
  const named = (text: string, name = 'Samira Haddad'): boolean =>
    staffNamedIn(directoryOf(aPerson('one', name)), text).length === 1;

  it('is found by first or last name, in capitals or not, beside a comma, with an ’s', () => {
    for (const text of ['SAMIRA', 'samira,', '(Haddad)', "samira's handen", 'samira’s handen', 'juf-samira'])
      expect(named(text), text).to.equal(true);
  });

  it('is found without its marks, and with them however they are stored', () => {
    expect(named('zoe', 'Zoë Bakker')).to.equal(true);
    expect(named('Zoe\u0308', 'Zoë Bakker')).to.equal(true);
    expect(named('zoë', 'Zoe Bakker')).to.equal(true);
  });

  it('is found whole when it has an apostrophe or a hyphen itself', () => {
    expect(named('d’angelo', "Mia D'Angelo")).to.equal(true);
    expect(named('anne-marie', 'Anne-Marie Vos')).to.equal(true);
  });

  it('is not found inside another word, nor by a particle of it', () => {
    expect(named('samiratje')).to.equal(false);
    expect(named('de baas', 'Ans de Boer')).to.equal(false);
  });
});

describe('every way of an alert', () => {
  const roles = ['begeleider', 'mentor', 'coordinator', 'zorg', 'vertrouwen', 'werkgroep'] as const;
  const names = ['Samira', 'Tom', 'Peter', 'Karin', 'Fatima', 'Joris', 'Olga'];
  const people: fc.Arbitrary<Person[]> = fc
    .array(
      fc.record({ roles: fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1 }), active: fc.boolean() }),
      {
        maxLength: names.length,
      },
    )
    .map((all) => all.map((one, index) => aPerson(`p${index}`, `${names[index]} Naam${index}x`, one)));
  const id = fc.option(fc.constantFrom('p0', 'p1', 'p2', 'p3', 'gone'));
  const circles = fc.record({
    begeleider: id,
    mentor: id,
    backups: fc.array(fc.constantFrom('p0', 'p3', 'p4')),
  });
  const questions = fc.record({
    category: fc.constantFrom('bullying', 'violence', 'unread', 'someone_else'),
    severity: fc.constantFrom('acute', 'high', 'medium'),
    about: fc.constantFrom('staff', 'peer', 'home', null),
    words: fc.subarray([...names, 'gepest', 'op', 'school']).map((words) => words.join(' ')),
    officeHours: fc.boolean(),
  }) as fc.Arbitrary<Question>;

  it('keeps named people, the begeleider of a confidential one, strangers and doubles out, and finds who is there', () => {
    fc.assert(
      fc.property(people, circles, questions, (all, of, asked) => {
        const directory = directoryOf(...all);
        const { confidential, now, next } = routeAlert(aSchool({ onCall: 'p5' }), directory, of, asked);
        const everyone = [...now, ...next];
        const named = staffNamedIn(directory, asked.words).map((one) => one.id);
        expect(everyone.filter((one) => named.includes(one))).to.deep.equal([]);
        expect(new Set(everyone).size).to.equal(everyone.length);
        expect(everyone.filter((one) => directory.get(one)?.active !== true)).to.deep.equal([]);
        if (confidential) expect(everyone).to.not.include(of.begeleider);
        if (asked.about === 'staff') expect(confidential).to.equal(true);
        if (now.length === 0) expect(next).to.deep.equal([]);
        const able = all.filter((one) => one.active && !named.includes(one.id));
        const care = able.filter(
          (one) =>
            one.roles.some((role) => role === 'zorg' || role === 'coordinator') &&
            one.id !== of.begeleider &&
            one.id !== of.mentor,
        );
        if (care.length > 0) expect(now).to.not.deep.equal([]);
        const own = able.some((one) => one.id === of.begeleider || of.backups.some((id) => id === one.id));
        if (own && !confidential) expect(now).to.not.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });
});
