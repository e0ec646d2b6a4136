import { expect } from 'chai';
import { dayStatuses } from '../../../src/core/school/day-record.js';
import type { Standing } from '../../../src/core/school/standing.js';
import { dayCard } from '../../../src/core/staff/day-card.js';
import { studentsOn } from '../../../src/core/staff/day-groups.js';
import type { StaffEnv } from '../../../src/core/staff/staff-env.js';
import {
  aStanding,
  aStandingDay,
  anAlertLine,
  aView,
  linesOf,
  onTuesday,
  staffEnv,
  tuesday,
} from './builders.js';
import { at } from '../school/builders.js';

describe('the day card', () => {
  let env: StaffEnv;
  before(async () => {
    env = await staffEnv();
  });

  const verbs = (card: ReturnType<typeof dayCard>): string[] => card.actions.map((action) => action.verb);

  it('has who was not reached first, then who did not answer, short answers, and who is done last', () => {
    const card = dayCard(
      aView([
        onTuesday('anna', {}, { name: 'Anna' }),
        onTuesday(
          'bram',
          { status: 'undeliverable', reason: 'code 63024', undelivered: 'no_whatsapp' },
          { name: 'Bram' },
        ),
        onTuesday('cem', { status: 'open', phase: 'open', assignment: 'none' }, { name: 'Cem', missed: 2 }),
        onTuesday('dina', { short: 3 }, { name: 'Dina' }),
        onTuesday('eva', { status: 'partial', reason: 'stopped', assignment: null }, { name: 'Eva' }),
        onTuesday('finn', { status: 'skipped', reason: 'ill' }, { name: 'Finn' }),
        onTuesday('gijs', { status: 'moved', reason: '2026-11-26' }, { name: 'Gijs' }),
        aStanding('hana', {
          name: 'Hana',
          next: { date: tuesday, assignment: 5, opensAt: at('2026-11-24T17:15') },
        }),
        aStanding('ivo', { name: 'Ivo', next: { date: '2026-12-01', assignment: 5, opensAt: null } }),
      ]),
      env,
    );
    expect(linesOf(card)).to.deep.equal([
      'Niet bereikt (1)',
      '  Bram: het nummer werkt niet op WhatsApp; opdracht 4, Kassa',
      'Nog geen antwoord (1)',
      '  Cem: geen opdracht; ook de 2 keer hiervoor geen antwoord',
      'Korte antwoorden (1)',
      '  Dina: 3 korte antwoorden; opdracht 4, Kassa',
      'Begonnen, niet af (1)',
      '  Eva: geen opdracht bekend',
      'Komt nog (1)',
      `  Hana: opent om 17.15 uur; ${fifth()}`,
      'Geen praktijkleerdag (2)',
      '  Finn: ziek',
      '  Gijs: verzet naar donderdag 26 november',
      'Klaar (1)',
      '  Anna: opdracht 4, Kassa',
    ]);
    expect(card.title).to.equal('dinsdag 24 november: 8 studenten');
    expect(card.facts).to.deep.equal([{ label: 'Stand van', value: '16.30' }]);
  });

  const fifth = (): string => {
    const title = env.content.assignments.get('retail')?.find((one) => one.number === 5)?.title ?? '';
    return `opdracht 5, ${title}`;
  };

  it('says that something did not arrive of a day that was reached', () => {
    const card = dayCard(
      aView([onTuesday('noor', { status: 'open', phase: 'open', undelivered: 'failed' })]),
      env,
    );
    expect(linesOf(card)[1]).to.contain('iets kwam niet aan: het bericht kwam niet aan');
  });

  it('puts alerts on top by how grave they are, and names nobody in them', () => {
    const alerts = [
      anAlertLine({ severity: 'acute' }),
      anAlertLine({ severity: null, category: 'unread' }),
      anAlertLine({ severity: null, category: 'unread' }),
      anAlertLine({ status: 'taken', takenBy: 'samira' }),
    ];
    const card = dayCard(aView([onTuesday('anna', {}, { name: 'Anna' })], { alerts }), env);
    expect(linesOf(card)).to.deep.equal([
      'Open meldingen',
      '  acuut: nu kijken: 1 × nog niet gezien',
      '  Niet te beoordelen: 2 × nog niet gezien',
      '  hoog: vandaag: 1 × opgepakt',
    ]);
    expect(card.sections?.[0]?.tone).to.equal('attention');
    expect(card.notes).to.deep.equal([
      'Vandaag heeft iedereen gereflecteerd. Kijk nog wel naar je meldingen.',
    ]);
    expect(JSON.stringify(card)).to.not.contain('Noor');
    expect(verbs(card)).to.deep.equal(['day_alerts', 'day_refresh']);
  });

  it('is one line on a quiet day', () => {
    const quiet = (standings: Standing[], date = tuesday): string[] => {
      const card = dayCard(aView(standings, { date }), env);
      expect(linesOf(card)).to.deep.equal([]);
      expect(card.fields).to.deep.equal([]);
      expect(verbs(card)).to.deep.equal(['day_refresh']);
      return card.notes;
    };
    expect(quiet([onTuesday('anna', {})])).to.deep.equal([
      'Vandaag heeft iedereen gereflecteerd. Er is niets te doen.',
    ]);
    expect(quiet([])).to.deep.equal(['Vandaag heeft niemand een praktijkleerdag.']);
    expect(quiet([onTuesday('anna', {})], '2026-11-23')).to.deep.equal([
      'Op maandag 23 november heeft niemand een praktijkleerdag.',
    ]);
  });

  it('speaks the language of its reader', async () => {
    const card = dayCard(aView([onTuesday('anna', { short: 1 })]), await staffEnv({ language: 'en' }));
    expect(card.title).to.equal('Tuesday 24 November: 1 student');
    expect(linesOf(card)).to.deep.equal([
      'Short answers (1)',
      '  Student anna: 1 short answer; assignment 4, Kassa',
    ]);
  });

  it('names nobody on a locked screen', () => {
    const card = dayCard(
      aView([onTuesday('noor', { status: 'open', phase: 'open' }, { name: 'Noor' })]),
      env,
    );
    expect(card.summary).to.equal('De praktijkleerdag van vandaag staat klaar.');
  });

  it('offers what can be done, and nothing to who may change no days', () => {
    const open = onTuesday('noor', { status: 'open', phase: 'open' });
    const other = onTuesday('daan', {});
    const all = dayCard(aView([open, other], { alerts: [anAlertLine()] }), env);
    expect(verbs(all)).to.deep.equal([
      'day_remind',
      'day_ill',
      'day_move',
      'day_history',
      'day_alerts',
      'day_refresh',
    ]);
    expect(all.actions.find(({ verb }) => verb === 'day_move')?.form?.fields[0]).to.include({
      kind: 'date',
      id: 'to',
    });
    expect(all.actions[0]?.data).to.deep.equal({ owner: 'samira', date: tuesday, card: 'k' });
    const mentors = dayCard(aView([open, other], { mayChange: false }), env);
    expect(verbs(mentors)).to.deep.equal(['day_history', 'day_refresh']);
    const short = dayCard(aView([onTuesday('noor', { short: 2 }), other]), env);
    expect(verbs(short)).to.deep.equal(['day_history', 'day_refresh']);
  });

  it('links to the page of the one student there is, or of the one that was asked for', () => {
    const open = onTuesday('noor', { status: 'open', phase: 'open' });
    const link = (card: ReturnType<typeof dayCard>) =>
      card.actions.find(({ verb }) => verb === 'day_history')?.url;
    expect(link(dayCard(aView([open]), env))).to.equal('https://terugblik.example/history/student/noor');
    const two = [open, onTuesday('a/b', {})];
    expect(link(dayCard(aView(two), env))).to.equal(undefined);
    expect(link(dayCard(aView(two, { history: 'a/b' }), env))).to.equal(
      'https://terugblik.example/history/student/a%2Fb',
    );
    expect(link(dayCard(aView(two, { history: 'somebody' }), env))).to.equal(undefined);
  });

  it('says whose students they are to who stands in', () => {
    const view = aView([onTuesday('noor', {})], { owner: { id: 'samira', name: 'Samira Haddad' } });
    expect(dayCard(view, env).title).to.equal('dinsdag 24 november, studenten van Samira Haddad: 1');
  });

  it('shows every student of the day once by his state, whatever that is', () => {
    const standings = dayStatuses.flatMap((status) =>
      ['ill', 'absent', 'pause', '2026-12-01', 'not_joined', null].map((reason, nr) =>
        onTuesday(`${status}${nr}`, { status, reason, phase: status === 'open' ? 'open' : 'over' }),
      ),
    );
    const students = studentsOn(standings, tuesday);
    expect(students).to.have.length(standings.length);
    const card = dayCard(aView(standings.slice(0, 36)), env);
    const rows = (card.sections ?? []).flatMap((section) => section.rows);
    expect(rows).to.have.length(36);
    expect(rows.map((row) => row.value).join()).to.not.contain('staf.');
  });

  it('drops the ones who are done first when there are more than a card holds', () => {
    const done = Array.from({ length: 30 }, (_, nr) => onTuesday(`done${nr}`, {}));
    const open = Array.from({ length: 30 }, (_, nr) =>
      onTuesday(`open${nr}`, { status: 'open', phase: 'open' }),
    );
    const card = dayCard(aView([...done, ...open]), env);
    expect(card.sections?.map(({ rows }) => rows.length)).to.deep.equal([30, 10]);
    expect(card.notes[0]).to.contain('En nog 20');
    expect(card.title).to.contain('60 studenten');
  });

  it('keeps what has a day in a standing apart from other dates', () => {
    const standing = aStanding('noor', { days: [aStandingDay({ date: '2026-11-17' }), aStandingDay()] });
    expect(studentsOn([standing], '2026-11-17')).to.have.length(1);
    expect(studentsOn([standing], '2026-11-10')).to.deep.equal([]);
  });
});
