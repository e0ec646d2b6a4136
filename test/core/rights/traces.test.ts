import { expect } from 'chai';
import { aboutAnswers, aboutPerson } from '../../../src/core/rights/about.js';
import { forgetAnswers } from '../../../src/core/rights/forget-answers.js';
import { opaqueDay } from '../../../src/core/rights/opaque-day.js';
import { withoutTraces } from '../../../src/core/rights/staff-traces.js';
import type { DayRecord } from '../../../src/core/school/day-record.js';
import type { Card } from '../../../src/core/thread/card.js';
import type { Thread } from '../../../src/core/thread/thread.js';
import { anEntry, aTalk, aThread, now, words } from '../thread/builders.js';

describe('an id of ours', () => {
  const isNoors = aboutPerson('vista', 'noor');

  it('is known as a person’s by thread, talk, entry, alert, card and practice day', () => {
    const hers = [
      'vista:noor',
      'vista:noor:7',
      'vista:noor:SM1:card:samira:0',
      'vista:day:2026-11-24:noor:unreachable',
    ];
    expect(hers.filter(isNoors)).to.deep.equal(hers);
  });

  it('of somebody else, whatever it looks like, is not', () => {
    const others = [
      'vista:noortje:7',
      'other:noor:7',
      'vista:samira:order:noor',
      'vista:day:2026-11-24:noortje',
      'vista:day:2026-11-24:amina:noor',
    ];
    expect(others.filter(isNoors)).to.deep.equal([]);
  });

  it('of a student who is called "day" is told from the practice days of the others', () => {
    const isDays = aboutPerson('vista', 'day');
    expect(isDays('vista:day:7')).to.equal(true);
    expect(isDays('vista:day:2026-11-24:noor')).to.equal(false);
  });

  it('is about answers up to a talk, and never about a practice day', () => {
    const isAbout = aboutAnswers('vista', 'noor', 7);
    expect(isAbout('vista:noor:7:thin')).to.equal(true);
    expect(isAbout('vista:noor:8:thin')).to.equal(false);
    expect(isAbout('vista:noor:SM1')).to.equal(true);
    expect(isAbout('vista:day:2026-11-24:noor:unreachable')).to.equal(false);
  });
});

const erased: Card = {
  ...{ summary: 'gewist', title: 'gewist', tone: 'default', facts: [], words: null, notes: [], actions: [] },
};
const outdated: Card = { ...erased, title: 'verouderd' };
const card = (key: string) => ({ kind: 'card' as const, card: erased, key, replaces: null });

describe('the thread of a member of staff without a student', () => {
  const traces = { isAbout: aboutPerson('vista', 'noor'), name: 'Noor "N" Yilmaz' };
  const samira = (more: Partial<Thread>): Thread =>
    aThread({ id: 'vista:samira', person: 'samira', ...more });

  it('is the same when there is nothing about him', () => {
    const thread = samira({ seen: ['vista:amina:1:thin'], outbox: [anEntry('vista:samira:1')] });
    expect(withoutTraces(thread, traces, { erased, outdated }, now)).to.equal(thread);
  });

  it('sends nothing about him any more, by id, by card or by name, and keeps the rest', () => {
    const thread = samira({
      seen: ['vista:noor:SM1:card:samira:0', 'x'],
      outbox: [
        anEntry('vista:noor:7:thin'),
        anEntry('a', { message: card('vista:noor:SM1') }),
        anEntry('b', { message: words('Noor "N" Yilmaz, dinsdag: ziek.') }),
        anEntry('c', { message: words('Amina, dinsdag: ziek.') }),
      ],
    });
    const cleaned = withoutTraces(thread, traces, { erased, outdated }, now);
    expect(cleaned.outbox.map((entry) => entry.id)).to.deep.equal(['c']);
    expect(cleaned.seen).to.deep.equal(['x']);
  });

  it('changes each card about him where it stands, under a key that names nobody', () => {
    const cards = [
      { key: 'vista:noor:SM1', providerId: 'p1' },
      { key: 'vista:amina:SM2', providerId: 'p2' },
      { key: 'vista:noor:7:thin', providerId: 'p3' },
    ];
    const cleaned = withoutTraces(samira({ cards }), traces, { erased, outdated }, now);
    expect(cleaned.cards.map((one) => one.providerId)).to.deep.equal(['p2', 'p1', 'p3']);
    const sent = cleaned.outbox.map(({ message }) => (message.kind === 'card' ? message : null));
    expect(
      sent.map((message) => cleaned.cards.find((one) => one.key === message?.key)?.providerId),
    ).to.deep.equal(['p1', 'p3']);
    expect(JSON.stringify([cleaned.outbox, cleaned.cards])).to.not.contain('noor');
    expect(withoutTraces(cleaned, traces, { erased, outdated }, now)).to.equal(cleaned);
  });

  it('takes back a card about several students, under a key that names nobody', () => {
    const cards = [
      { key: 'vista:samira:day-card:2026-11-24', providerId: 'p1', about: ['vista:amina', 'vista:noor'] },
      { key: 'vista:samira:day-card:2026-11-25', providerId: 'p2', about: ['vista:amina'] },
    ];
    const waits = { ...card('vista:samira:day-card:2026-11-26'), about: ['vista:noor'] };
    const outbox = [anEntry('a', { message: waits })];
    const cleaned = withoutTraces(samira({ cards, outbox }), traces, { erased, outdated }, now);
    expect(cleaned.cards.map((one) => one.providerId)).to.deep.equal(['p2', 'p1']);
    expect(cleaned.outbox.map(({ message }) => message.kind === 'card' && message.card.title)).to.deep.equal([
      'verouderd',
    ]);
    expect(JSON.stringify([cleaned.outbox, cleaned.cards])).to.not.contain('noor');
  });
});

describe('a thread whose answers are forgotten', () => {
  const later = now + 60_000;

  it('has no talk of before, open or over, and nothing that the conversation remembered', () => {
    const history = {
      finished: 3,
      streak: 2,
      lastIntention: 'vaker vragen',
      used: ['k'],
      efforts: ['thin' as const],
    };
    const before = aThread({ talk: aTalk('open', { endedAt: null }), ended: [aTalk('over')], history });
    const after = forgetAnswers(before, now, later);
    expect([after.talk, after.ended]).to.deep.equal([null, []]);
    expect(after.history).to.deep.equal({ finished: 3, streak: 0, lastIntention: '', used: [], efforts: [] });
  });

  it('keeps the talk that began after it, and what was said since', () => {
    const next = aTalk('next', { openedAt: later, endedAt: null });
    const said = aTalk('said', { openedAt: later, endedAt: later });
    const after = forgetAnswers(aThread({ talk: next, ended: [aTalk('over'), said] }), now, later + 1);
    expect(after.talk?.id).to.equal('next');
    expect(after.ended.map((talk) => talk.id)).to.deep.equal(['said']);
  });

  it('still sends what answers a worry, and what was said in the same moment; no question of before', () => {
    const outbox = [
      anEntry('question', { createdAt: now - 1000 }),
      anEntry('sent', { createdAt: now - 1000, status: 'sent' }),
      anEntry('care', { createdAt: now - 1000, urgent: true }),
      anEntry('confirmation', { createdAt: now }),
    ];
    const after = forgetAnswers(aThread({ outbox }), now, later);
    expect(after.outbox.map((entry) => entry.id)).to.deep.equal(['care', 'confirmation']);
  });

  it('stays joined and known, and still knows which messages it had', () => {
    const before = aThread({ seen: ['SM1'] });
    const after = forgetAnswers(before, now, later);
    expect(after).to.deep.include({ seen: ['SM1'], addresses: before.addresses, settings: before.settings });
  });
});

describe('a record of the ledger about nobody', () => {
  const record = (more: Partial<DayRecord> = {}): DayRecord => ({
    ...{
      v: 1,
      id: 'vista:day:2026-11-24:noor',
      student: 'noor',
      date: '2026-11-24',
      status: 'completed',
      reason: null,
    },
    ...{
      assignment: 4,
      begeleider: 'samira',
      mentor: 'peter',
      sector: 'retail',
      company: 'De Linde',
      revision: 9,
    },
    ...{ at: now, history: [{ status: 'planned', reason: null, at: now }] },
    ...more,
  });
  const times = { startOfDay: now - 1000, now };

  it('keeps status, assignment, sector and the statuses before; nobody around him, and no moment', () => {
    const opaque = opaqueDay(record(), 'vista', 'erased-1', times);
    expect(opaque).to.deep.equal({
      ...record(),
      ...{
        id: 'vista:day:2026-11-24:erased-1',
        student: 'erased-1',
        begeleider: null,
        mentor: null,
        company: null,
      },
      ...{ at: times.startOfDay, insteadOf: 'vista:day:2026-11-24:noor' },
      history: [{ status: 'planned', reason: null, at: times.startOfDay }],
    });
  });

  it('is withdrawn when the day was not over, and no day at all when it was still to come', () => {
    const open = opaqueDay(record({ status: 'open' }), 'vista', 'erased-1', times);
    expect([open.status, open.reason]).to.deep.equal(['withdrawn', 'erased']);
    const coming = opaqueDay(record({ status: 'planned' }), 'vista', 'e', { startOfDay: now + 1, now });
    expect(coming.status).to.equal('cancelled');
  });
});
