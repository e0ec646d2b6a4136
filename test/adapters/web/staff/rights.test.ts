import { expect } from 'chai';
import { importRoster } from '../../../../src/app/people/import-roster.js';
import { seedHistory } from '../../../../src/demo/history.js';
import { staffServer, type StaffServer } from '../../../support/staff-server.js';
import { wholeSchool } from '../../../support/whole-school.js';
import { addresses } from '../../../support/world.js';

const worry = 'mijn chef slaat mij als ik iets fout doe';
/** A line of Noor's that stands in her time line, a talk and what is searched. */
const told = 'De kar was te zwaar';

const everybody = ['samira', 'peter', 'tom', 'rob', 'karin', 'fatima', 'joris', 'wilma', 'piet'];

type Asked = {
  what: string;
  method: 'GET' | 'POST';
  path: (alert: string) => string;
  fields?: Record<string, string>;
  /** Everybody else is refused. */
  allowed: string[];
};

const student = '/history/student/noor';
const note = { do: 'add', id: 'n-1', text: 'een notitie' };

const matrix: Asked[] = [
  { what: 'the first page', method: 'GET', path: () => '/history', allowed: everybody },
  { what: 'a time line', method: 'GET', path: () => student, allowed: ['samira', 'peter'] },
  {
    what: 'older days',
    method: 'GET',
    path: () => `${student}?before=2026-10-01`,
    allowed: ['samira', 'peter'],
  },
  { what: 'a transcript', method: 'GET', path: () => `${student}/talk/past-1`, allowed: ['samira', 'peter'] },
  { what: 'a search', method: 'GET', path: () => `${student}/search?q=kar`, allowed: ['samira', 'peter'] },
  { what: 'a file', method: 'GET', path: () => `${student}/export.csv`, allowed: ['samira', 'peter'] },
  {
    what: 'a note',
    method: 'POST',
    path: () => `${student}/notes`,
    fields: note,
    allowed: ['samira', 'peter'],
  },
  {
    ...{ what: 'a message', method: 'POST', path: () => `${student}/write` },
    ...{ fields: { id: 'w-1', text: 'Hoi Noor' }, allowed: ['samira'] },
  },
  {
    ...{ what: 'a moment to share', method: 'POST', path: () => `${student}/share` },
    ...{ fields: { number: '6', do: 'yes' }, allowed: ['samira'] },
  },
  { what: 'what waits', method: 'GET', path: () => '/history/judge', allowed: ['samira', 'tom', 'rob'] },
  { what: 'the work', method: 'GET', path: () => '/history/judge/noor/8', allowed: ['samira'] },
  {
    ...{ what: 'a judgement', method: 'POST', path: () => '/history/judge/noor/8' },
    ...{ fields: { verdict: 'voldoende', sentence: '' }, allowed: ['samira'] },
  },
  {
    ...{ what: 'all judgements', method: 'GET', path: () => '/history/judgements.csv' },
    allowed: ['samira', 'rob', 'karin'],
  },
  { what: 'figures', method: 'GET', path: () => '/history/figures', allowed: ['wilma'] },
  { what: 'who looked', method: 'GET', path: () => '/history/looks/noor', allowed: ['karin'] },
  {
    what: 'a worry',
    method: 'GET',
    path: (alert) => `/history/alert/${alert}`,
    allowed: ['samira', 'fatima'],
  },
  {
    ...{ what: 'a button on a worry', method: 'POST', path: (alert) => `/history/alert/${alert}` },
    ...{ fields: { verb: 'seen' }, allowed: ['samira', 'fatima'] },
  },
];

describe('who may do what on the pages', function () {
  this.timeout(30_000);
  let school: StaffServer;
  let alert: string;
  before(async () => {
    school = await staffServer({ people: await wholeSchool() });
    const { store, clock, deps } = school.world;
    await seedHistory({ store, clock, school: deps.school });
    await school.world.pass(1000);
    await school.world.write('teams', addresses.noor.teams, worry);
    const alerts = await school.world.alerts();
    alert = encodeURIComponent(alerts[0]?.id ?? '');
  });
  after(() => school.close());

  const ask = (one: Asked, cookie: string): Promise<Response> =>
    one.method === 'GET'
      ? school.get(one.path(alert), cookie)
      : school.post(one.path(alert), one.fields ?? {}, cookie);

  for (const one of matrix)
    for (const person of everybody) {
      const may = one.allowed.includes(person);
      it(`${one.method} ${one.what}: ${person} ${may ? 'may' : 'may not'}`, async () => {
        const answer = await ask(one, await school.cookieOf(person));
        const text = await answer.text();
        if (may) {
          expect(answer.status).to.be.oneOf([200, 303]);
          return;
        }
        expect(answer.status).to.equal(403);
        expect(text).to.not.contain(told).and.not.contain(worry).and.not.contain('Noor');
      });
    }

  for (const one of matrix) {
    it(`${one.method} ${one.what}: nobody who is not signed in, or of another tenant`, async () => {
      const other = await school.cookieOf('samira', { tenant: 'aaaaaaaa-0000-4000-8000-00000000000f' });
      for (const cookie of ['', 'terugblik-browser=forged', other]) {
        const answer = await ask(one, cookie);
        expect(answer.status).to.equal(one.method === 'GET' ? 303 : 401);
        expect(await answer.text()).to.not.contain(told);
      }
    });
  }

  it('a student who is not there is refused like somebody else’s', async () => {
    const cookie = await school.cookieOf('rob');
    const [theirs, nobody] = [
      await school.get(student, cookie),
      await school.get('/history/student/niemand', cookie),
    ];
    expect(nobody.status).to.equal(theirs.status);
    const plain = (text: string): string => text.replace(/name="(token|to)" value="[^"]*"/g, '');
    expect(plain(await nobody.text())).to.equal(plain(await theirs.text()));
  });

  it('an address that is no id of anybody is refused, and breaks nothing', async () => {
    const cookie = await school.cookieOf('samira');
    for (const id of [
      '%2e%2e%2fnoor',
      'noor%00',
      'noor:1',
      '%E0%A4%A',
      'x'.repeat(300),
      '<script>',
      'samira',
    ])
      for (const path of [
        `/history/student/${id}`,
        `/history/student/noor/talk/${id}`,
        `/history/alert/${id}`,
        `/history/looks/${id}`,
        `/history/judge/${id}/1`,
      ])
        expect((await school.get(path, cookie)).status, path).to.be.oneOf([303, 400, 403, 404]);
  });

  it('the first page shows each what is his: students, worries, or how alerts stand', async () => {
    const pageOf = async (person: string): Promise<string> =>
      (await school.get('/history', await school.cookieOf(person))).text();
    expect(await pageOf('samira'))
      .to.contain('Noor Haddad')
      .and.not.contain('Lies Mol');
    expect(await pageOf('rob'))
      .to.contain('Lies Mol')
      .and.not.contain('Noor Haddad');
    expect(await pageOf('karin'))
      .to.contain('Open meldingen van de school')
      .and.not.contain('Noor Haddad');
    expect(await pageOf('fatima'))
      .to.contain('Noor Haddad')
      .and.not.contain('Daan');
    for (const person of ['tom', 'wilma', 'piet']) {
      const page = await pageOf(person);
      for (const name of ['Noor', 'Daan', 'Lies', 'Geweld']) expect(page, person).to.not.contain(name);
    }
    expect(await pageOf('piet')).to.contain('blijven tussen de student en zijn begeleiders');
  });

  it('the mentor sees the time line without what is for the begeleider, and without the worry', async () => {
    const mentor = await (await school.get('/history/student/noor', await school.cookieOf('peter'))).text();
    const begeleider = await (
      await school.get('/history/student/noor', await school.cookieOf('samira'))
    ).text();
    expect(begeleider).to.contain('antwoorden bleven kort');
    expect(mentor)
      .to.contain(told)
      .and.not.contain('antwoorden bleven kort')
      .and.not.contain('Open meldingen');
    expect(mentor).to.not.contain('/write').and.not.contain(worry);
  });

  it('every look is kept, and shown to the coordinator', async () => {
    const page = await (await school.get('/history/looks/noor', await school.cookieOf('karin'))).text();
    for (const what of ['tijdlijn', 'gesprek', 'zoeken', 'bestand of uitdraai'])
      expect(page).to.contain(what);
    expect(page).to.contain('Peter Jansen').and.contain('Samira de Wit').and.not.contain('rob Bakker');
  });

  it('a note is changed by nobody but who wrote it', async () => {
    const [samira, peter] = [await school.cookieOf('samira'), await school.cookieOf('peter')];
    await school.post(`${student}/notes`, { do: 'add', id: 'n-2', text: 'van Samira' }, samira);
    for (const change of [
      { do: 'change', id: 'n-2', text: 'van Peter' },
      { do: 'remove', id: 'n-2' },
    ])
      await school.post(`${student}/notes`, change, peter);
    const page = await (await school.get(student, samira)).text();
    expect(page).to.contain('van Samira').and.not.contain('van Peter');
  });

  it('a message that is sent twice is one', async () => {
    const cookie = await school.cookieOf('samira');
    const fields = { id: 'w-2', text: 'Tot dinsdag, Noor.' };
    for (let count = 0; count < 2; count += 1) await school.post(`${student}/write`, fields, cookie);
    await school.world.pass(1000);
    const sent = school.world.teams.sent.filter((one) => JSON.stringify(one).includes('Tot dinsdag, Noor.'));
    expect(sent).to.have.length(1);
  });

  it('who left the roster is out within a minute', async () => {
    const cookie = await school.cookieOf('peter');
    const people = (await wholeSchool())
      .filter((person) => person.id !== 'peter')
      .map((person) => ({ ...person, mentor: null }));
    const env = { now: school.world.clock.now(), school: school.world.deps.school };
    await importRoster({ store: school.world.store, env }, people);
    school.world.clock.advance(61_000);
    expect((await school.get(student, cookie)).status).to.equal(303);
  });

  it('where the school judges elsewhere, nothing about judging is there for anybody', async () => {
    const settings = { ...school.world.deps.school, judging: false };
    const elsewhere = await staffServer({ school: settings });
    const { store, clock } = elsewhere.world;
    await seedHistory({ store, clock, school: settings });
    const cookie = await elsewhere.cookieOf('samira');
    for (const path of ['/history/judge', '/history/judge/noor/8', '/history/judgements.csv'])
      expect((await elsewhere.get(path, cookie)).status, path).to.equal(404);
    for (const path of ['/history', student])
      expect(await (await elsewhere.get(path, cookie)).text(), path).to.not.contain('/history/judge');
    await elsewhere.close();
  });
});
