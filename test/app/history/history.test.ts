import { expect } from 'chai';
import { exportOf } from '../../../src/app/rights/export.js';
import { changeAbsences } from '../../../src/app/people/absences.js';
import { countingStore } from '../../support/counting-store.js';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { simClock } from '../../support/sim-clock.js';
import { addresses, tuesday, type World } from '../../support/world.js';
import { withPast } from './past.js';

const noor = addresses.noor.whatsapp;

describe('a student’s time line', () => {
  let w: World;
  before(async () => {
    w = await withPast();
  });
  after(() => w.close());

  it('has the day with assignment, mood, own ratings and intention', async () => {
    const history = await w.app.history.history('samira', 'noor');
    const [day] = history?.days.filter(({ date }) => date === '2026-11-24') ?? [];
    expect(day).to.deep.include({ status: 'completed', assignment: { number: 4, title: 'Kassa' } });
    expect(day?.reflections.map(({ mood, completed }) => [mood, completed])).to.deep.equal([['goed', true]]);
    expect(history?.ratings).to.deep.equal([
      { skill: 'communiceren', points: [{ date: '2026-11-24', rating: 'hulp' }] },
      { skill: 'omgangsnormen', points: [{ date: '2026-11-24', rating: 'zelf' }] },
    ]);
    expect(history?.intentions.map(({ text, kept }) => [text, kept])).to.deep.equal([
      ['volgende keer vraag ik eerder of iemand hulp nodig heeft', null],
    ]);
    expect(history?.participation.map(({ month, done }) => [month, done])).to.deep.equal([['2026-11', 1]]);
  });

  it('is for his begeleider and his mentor, and for nobody else', async () => {
    const sees = async (who: string): Promise<boolean> => (await w.app.history.history(who, 'noor')) !== null;
    expect(await sees('samira')).to.equal(true);
    expect(await sees('peter')).to.equal(true);
    for (const other of ['tom', 'karin', 'fatima', 'joris', 'daan', 'noor', 'nobody'])
      expect(await sees(other), other).to.equal(false);
    expect(await w.app.history.history('samira', 'tom')).to.equal(null);
  });

  it('does not tell a mentor which answers stayed short', async () => {
    const short = async (who: string) =>
      (await w.app.history.history(who, 'noor'))?.rights.includes('short answers: see');
    expect([await short('samira'), await short('peter')]).to.deep.equal([true, false]);
  });

  it('is recorded as a look, which the student sees', async () => {
    await w.app.history.history('peter', 'noor');
    const { looks = [] } = (await exportOf(w.deps, 'noor')) ?? {};
    expect(looks.map(({ by, what }) => `${by} ${what}`)).to.include('peter history');
  });

  it('finds words in what was said, whatever their case and accents', async () => {
    const hits = await w.app.history.search('peter', 'noor', 'PINDAKAAS');
    expect(hits?.map(({ from, text }) => [from, text])).to.deep.include([
      'student',
      'ik heb een klant geholpen die de pindakaas niet kon vinden',
    ]);
    expect(await w.app.history.search('peter', 'noor', 'kaasfondue')).to.deep.equal([]);
    expect(await w.app.history.search('tom', 'noor', 'pindakaas')).to.equal(null);
  });
});

describe('the cost of a time line', () => {
  it('is three queries, for one year as for ten', async () => {
    const clock = simClock(tuesday);
    const store = countingStore(openSqliteStore({ path: ':memory:', clock }));
    const w = await withPast({ store, clock });
    const cost = async (): Promise<Record<string, number>> => {
      store.calls.length = 0;
      await w.app.history.history('peter', 'noor');
      const counts: Record<string, number> = {};
      for (const { method } of store.calls) counts[method] = (counts[method] ?? 0) + 1;
      return counts;
    };
    const first = await cost();
    expect(first['list']).to.equal(3);
    const [day] = (await store.list({ partition: 'demo:noor', kind: 'day', order: 'desc', limit: 1 })).items;
    for (let index = 0; index < 400; index += 1) {
      const date = new Date(Date.UTC(2016, 0, 1 + index * 7)).toISOString().slice(0, 10);
      const body = { ...(day?.body as object), date, id: `old:${date}` };
      await store.put(
        { kind: 'day', partition: 'demo:noor', id: `old:${date}`, body, sort: `${date} noor` },
        { absent: true },
      );
    }
    expect(await cost()).to.deep.equal(first);
    const newest = await w.app.history.history('peter', 'noor');
    expect(newest?.days.length).to.be.at.most(41);
    const older = await w.app.history.history('peter', 'noor', newest?.older ?? '');
    expect(older?.days.map(({ date }) => date).filter((date) => date >= (newest?.older ?? ''))).to.deep.equal(
      [],
    );
    await w.close();
  });
});

describe('whoever stands in for a begeleider', () => {
  it('sees his students while he does, and not after', async () => {
    const w = await withPast();
    const absence = { person: 'samira', by: 'tom', from: '2026-11-25', to: '2026-11-25' };
    await changeAbsences(w.store, 'demo', () => [absence]);
    await w.pass(60_000);
    expect(await w.app.history.history('tom', 'noor')).to.not.equal(null);
    expect((await w.app.history.group('tom')).rows.map(({ standing }) => standing.student)).to.include(
      'noor',
    );
    await w.pass(24 * 3_600_000);
    expect(await w.app.history.history('tom', 'noor')).to.equal(null);
    await w.close();
  });
});

describe('words with a worry in them', () => {
  let w: World;
  const all = async (who: string): Promise<string> => {
    const { days = [] } = (await w.app.history.history('samira', 'noor')) ?? {};
    expect(days.length).to.be.greaterThan(0);
    const thread = await w.thread('noor');
    const talks = [...thread.ended, ...(thread.talk === null ? [] : [thread.talk])].map(({ id }) => id);
    const pages = await Promise.all([
      w.app.history.history(who, 'noor'),
      w.app.history.search(who, 'noor', 'schreeuw'),
      w.app.history.search(who, 'noor', 'Joris'),
      ...talks.map((talk) => w.app.history.transcript(who, 'noor', talk)),
    ]);
    return JSON.stringify(pages);
  };
  beforeEach(async () => {
    w = await withPast();
  });
  afterEach(() => w.close());

  it('are read by whom they were sent to, and by the mentor only with the student’s yes', async () => {
    await w.write('whatsapp', noor, 'mijn chef schreeuwt de hele dag tegen mij en pest mij');
    const [alert] = await w.alerts();
    expect(alert?.recipients.map(({ person }) => person)).to.include('samira');
    expect(await all('samira')).to.contain('schreeuwt');
    const mentors = await all('peter');
    expect(mentors).to.not.contain('schreeuwt');
    expect(mentors).to.contain('"kind":"hidden"');
    await w.app.actOnAlert(
      {
        channel: 'teams',
        address: addresses.samira.teams,
        providerId: 'h',
        at: 0,
        ref: null,
        content: { type: 'joined' },
      },
      alert?.id ?? '',
      { verb: 'handled', outcome: 'talked' },
    );
    await w.pass(0);
    await w.tap('whatsapp', noor, 'Ja');
    expect(w.whatsapp.texts().at(-1)).to.contain('Mag je mentor Peter Jansen');
    await w.tap('whatsapp', noor, 'Ja');
    expect(await all('peter')).to.contain('schreeuwt');
  });

  it('about somebody of the school leave no trace for begeleider and mentor', async () => {
    await w.write('whatsapp', noor, 'iemand anders');
    await w.write('whatsapp', noor, 'samira schreeuwt altijd tegen mij');
    for (const who of ['samira', 'peter']) {
      const seen = await all(who);
      expect(seen, who).to.not.contain('schreeuwt');
      expect(seen, who).to.not.contain('hidden');
      // The explanation names him; what was said to her does not show.
      expect(seen, who).to.not.contain('Wat je nu schrijft');
      expect(seen, who).to.not.contain('Alleen Joris van Dijk leest dit');
      expect(seen, who).to.not.contain('"text":"iemand anders"');
    }
    const [alert] = await w.alerts();
    expect(alert?.recipients.map(({ person }) => person)).to.deep.equal(['joris']);
    const by = { channel: 'teams', address: addresses.joris.teams, at: 0, ref: null } as const;
    for (const [index, action] of (['seen', 'handled'] as const).entries())
      await w.app.actOnAlert(
        { ...by, providerId: `j${index}`, content: { type: 'joined' } },
        alert?.id ?? '',
        action === 'seen' ? { verb: 'seen' } : { verb: 'handled', outcome: 'talked' },
      );
    await w.pass(0);
    expect(w.whatsapp.texts().at(-1)).to.contain('Joris van Dijk is met je bericht bezig geweest');
    for (const who of ['samira', 'peter'])
      expect(await all(who), who).to.not.match(/met je bericht bezig|je bericht gelezen|goed opgepakt/u);
  });
});
