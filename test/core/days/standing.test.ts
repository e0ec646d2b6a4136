import { expect } from 'chai';
import {
  noteStanding,
  readersOf,
  standingOf,
  undeliveredCode,
  withoutCounts,
} from '../../../src/core/days/standing.js';
import { standingDays, standingSchema } from '../../../src/core/school/standing.js';
import { dayStatuses } from '../../../src/core/school/day-record.js';
import { dateAfter } from '../../../src/core/school/calendar.js';
import type { StudentDay } from '../../../src/core/thread/student-day.js';
import type { Talk, Thread } from '../../../src/core/thread/thread.js';
import { seeded } from '../../support/random.js';
import { aDay, anEntry, aTalk, aThread, now, onWhatsApp } from '../thread/builders.js';

const over = (date: string, more: Partial<StudentDay> = {}): StudentDay =>
  aDay({ date, phase: 'over', status: 'completed', ...more });

const reflection = (more: Partial<Talk> = {}): Talk =>
  aTalk('vista:noor:9', { day: { id: 'vista:day:2026-11-24:noor', date: '2026-11-24' }, ...more });

/** A state of a talk with these answers, as core/script keeps it. */
const stateWith = (...answers: { effort?: 'none' | 'thin' | 'ok'; skipped?: true }[]): unknown => ({
  ...{ v: 1, content: 'x', script: 'reflectie', frames: [], values: {}, skills: [], open: [], used: [] },
  ...{ hintsGiven: 0, asked: 0, outcome: 'completed' },
  answers: answers.map((one, index) => ({
    ...{ step: `s${index}`, script: 'reflectie', question: 'q', text: 'geheime woorden' },
    ...one,
  })),
});

const toldOf = (thread: Thread): string[][] =>
  thread.jobs.flatMap(({ task }) => (task.type === 'tell_standing' ? [task.gone] : []));

describe('the standing of a student', () => {
  it('has the last five days, also those that left the thread, and the next one', () => {
    let thread = aThread();
    for (let week = 0; week < 8; week += 1) {
      const date = dateAfter('2026-09-29', 7 * week);
      thread = noteStanding(thread, { ...thread, days: [over(date)] }, now);
    }
    thread = { ...thread, days: [aDay({ date: '2026-11-24', assignment: 4, opensAt: now })] };
    const standing = standingOf(noteStanding(thread, thread, now));
    expect(standing?.days.map((day) => day.date)).to.deep.equal([
      '2026-10-20',
      '2026-10-27',
      '2026-11-03',
      '2026-11-10',
      '2026-11-17',
    ]);
    expect(standing?.next).to.deep.equal({ date: '2026-11-24', assignment: 4, opensAt: now });
    expect(standing?.lastFinished).to.equal('2026-11-17');
  });

  it('counts the days running that brought no answer; ill and moved days do not count', () => {
    const missed = (...statuses: StudentDay['status'][]): number | undefined =>
      standingOf(
        aThread({ days: statuses.map((status, nr) => over(dateAfter('2026-11-01', nr), { status })) }),
      )?.missed;
    expect(missed('completed', 'no_answer', 'skipped', 'undeliverable')).to.equal(2);
    expect(missed('no_answer', 'partial')).to.equal(0);
    expect(missed('no_answer', 'moved', 'no_answer')).to.equal(2);
    expect(missed()).to.equal(0);
  });

  it('says why nothing can be sent', () => {
    const why = (more: Partial<Thread>) => standingOf(aThread(more))?.unreachable;
    const { settings } = aThread();
    expect(why({})).to.equal(null);
    expect(why({ addresses: [] })).to.equal('not_joined');
    expect(why({ addresses: [onWhatsApp({ blocked: 'code 63032' })] })).to.equal('opted_out');
    expect(why({ addresses: [onWhatsApp({ blocked: 'uninstalled' })] })).to.equal('uninstalled');
    expect(why({ settings: { ...settings, introducedAt: null } })).to.equal('not_introduced');
    expect(why({ settings: { ...settings, stoppedAt: now } })).to.equal('stopped');
  });

  it('counts short and unread answers of a talk that is over, and keeps the counts when the talk is gone', () => {
    const transcript = [
      { id: 'a', at: now, from: 'student' as const, channel: null, text: 'geheim', unread: true as const },
    ];
    const state = stateWith(
      { effort: 'thin' },
      { effort: 'none' },
      { effort: 'ok' },
      { effort: 'thin', skipped: true },
    );
    const day = over('2026-11-24');
    const ended = noteStanding(
      null,
      aThread({ days: [day], ended: [reflection({ state, transcript })] }),
      now,
    );
    const archived = noteStanding(ended, { ...ended, ended: [] }, now);
    expect(standingOf(archived)?.days).to.have.length(1);
    expect(standingOf(archived)?.days[0]).to.include({ short: 2, unread: 1, status: 'completed' });
    expect(JSON.stringify(standingOf(archived))).not.to.contain('geheim');
  });

  it('says that something did not arrive, also after it left the outbox', () => {
    const talk = reflection({ endedAt: null });
    const dead = anEntry('e', { talk: talk.id, status: 'dead', reason: 'code 63024' });
    const day = aDay({ phase: 'open', status: 'open' });
    const before = noteStanding(null, aThread({ days: [day], talk, outbox: [dead] }), now);
    const after = noteStanding(before, { ...before, outbox: [] }, now);
    expect(standingOf(after)?.days[0]?.undelivered).to.equal('no_whatsapp');
  });

  it('is told when it says something else, and not with every message', () => {
    const told = noteStanding(null, aThread({ days: [aDay({ phase: 'open', status: 'open' })] }), now);
    expect(toldOf(told)).to.deep.equal([[]]);
    const idle = { ...told, jobs: [] };
    const wrote = { ...idle, recent: [now], addresses: [onWhatsApp({ lastInboundAt: now + 1 })] };
    expect(toldOf(noteStanding(idle, wrote, now))).to.deep.equal([]);
    const stopped = { ...idle, settings: { ...idle.settings, stoppedAt: now } };
    expect(toldOf(noteStanding(idle, stopped, now))).to.deep.equal([[]]);
    expect(noteStanding(idle, stopped, now).sequence).to.be.greaterThan(idle.sequence);
  });

  it('is told once for a thread from before there were standings', () => {
    const old = aThread();
    expect(toldOf(noteStanding(old, old, now))).to.deep.equal([[]]);
  });

  it('goes from who is begeleider or mentor no more, and from everybody when the student leaves', () => {
    const first = { ...noteStanding(null, aThread(), now), jobs: [] };
    const other = noteStanding(first, { ...first, profile: { ...first.profile, mentor: 'olga' } }, now);
    expect(toldOf(other)).to.deep.equal([['peter']]);
    // The job was not done yet: it takes along who went before.
    const left = noteStanding(other, { ...other, leftAt: now }, now);
    expect(toldOf(left).map((gone) => [...gone].sort())).to.deep.equal([['olga', 'peter', 'samira']]);
    expect(left.standing?.former).to.include.members(['olga', 'peter', 'samira']);
    expect(readersOf(left).size).to.equal(0);
    const back = noteStanding({ ...left, jobs: [] }, { ...left, jobs: [], leftAt: null }, now);
    expect(toldOf(back)).to.deep.equal([[]]);
    expect(back.standing?.under).to.deep.equal(['samira', 'olga']);
  });

  it('is one item where begeleider and mentor are the same person', () => {
    const thread = aThread();
    const both = { ...thread, profile: { ...thread.profile, mentor: 'samira' } };
    expect([...readersOf(both)]).to.deep.equal([['samira', ['begeleider', 'mentor']]]);
  });

  it('is nothing for staff', () => {
    const thread = aThread();
    const staff: Thread = { ...thread, profile: { ...thread.profile, roles: ['begeleider'] } };
    expect(noteStanding(null, staff, now)).to.equal(staff);
    expect(standingOf(staff)).to.equal(null);
  });

  it('whatever happens, is well formed, ordered and bounded, and noting it twice changes nothing', () => {
    const random = seeded(7);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    let thread = noteStanding(null, aThread(), now);
    for (let round = 0; round < 500; round += 1) {
      const days = Array.from({ length: Math.floor(random() * 5) }, () => {
        const status = pick(dayStatuses);
        const phase =
          status === 'planned' ? pick(['planned', 'due'] as const) : pick(['open', 'over'] as const);
        return aDay({ date: dateAfter('2026-09-01', Math.floor(random() * 100)), status, phase });
      });
      const once = [...new Map(days.map((day) => [day.date, day])).values()];
      const next = { ...thread, jobs: [], days: once.sort((a, b) => a.date.localeCompare(b.date)) };
      const noted = noteStanding(thread, next, now);
      const standing = standingOf(noted);
      standingSchema.parse({ ...standing, relations: ['begeleider'], revision: noted.sequence });
      const dates = standing?.days.map((day) => day.date) ?? [];
      expect(dates).to.deep.equal([...new Set(dates)].sort());
      expect(dates.length).to.be.at.most(standingDays);
      expect(noteStanding(noted, noted, now)).to.equal(noted);
      const changed = JSON.stringify(standing) !== JSON.stringify(standingOf(thread));
      expect(toldOf(noted)).to.have.length(changed ? 1 : 0);
      thread = noted;
    }
  });

  it('is noted the same whether or not a change touched what it is made of', () => {
    const random = seeded(8);
    const some = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const nothing = (thread: Thread): Thread => thread;
    const changes: readonly ((thread: Thread) => Thread)[] = [
      ...[nothing, nothing],
      (thread) => ({ ...thread, seen: [...thread.seen, 'x'] }),
      (thread) => ({ ...thread, days: [over('2026-11-24', { status: some(dayStatuses) })] }),
      (thread) => ({ ...thread, addresses: some([[], [onWhatsApp()], [onWhatsApp({ blocked: '63003' })]]) }),
      (thread) => ({ ...thread, addresses: [onWhatsApp({ lastInboundAt: random() })] }),
      (thread) => ({
        ...thread,
        outbox: [anEntry('1', { status: some(['dead', 'sent']), talk: 'vista:noor:9' })],
      }),
      (thread) => ({ ...thread, ended: some([[], [reflection({ state: stateWith({ effort: 'thin' }) })]]) }),
      (thread) =>
        thread.standing === undefined ? thread : { ...thread, standing: withoutCounts(thread.standing) },
      (thread) => ({ ...thread, settings: { ...thread.settings, stoppedAt: some([null, now]) } }),
      (thread) => ({ ...thread, profile: { ...thread.profile, mentor: some(['peter', 'ria', null]) } }),
      (thread) => ({ ...thread, leftAt: some([null, null, now]) }),
    ];
    let thread = noteStanding(null, aThread(), now);
    for (let round = 0; round < 2000; round += 1) {
      const after = some(changes)(some(changes)(thread));
      const copy = { ...after, days: [...after.days], settings: { ...after.settings } };
      const looked = noteStanding(thread, copy, now);
      const noted = noteStanding(thread, after, now);
      expect(noted).to.deep.equal(looked);
      thread = { ...noted, jobs: [] };
    }
  });
});

describe('a reason of a provider', () => {
  it('becomes one of few codes', () => {
    expect(undeliveredCode('limit')).to.equal('limit');
    expect(undeliveredCode('status 403 MessageWritesBlocked')).to.equal('uninstalled');
    expect(undeliveredCode('code 63040, template refused')).to.equal('template');
    expect(undeliveredCode('no way to reach')).to.equal('not_joined');
    expect(undeliveredCode('status 400 BadArgument')).to.equal('failed');
    expect(undeliveredCode(null)).to.equal('failed');
  });
});
