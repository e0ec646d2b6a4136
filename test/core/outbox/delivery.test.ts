import { expect } from 'chai';
import fc from 'fast-check';
import {
  attempt,
  attemptLease,
  claimable,
  entryAlarm,
  isFinal,
  lookUpAfter,
  outboxAlarms,
  putBack,
  release,
  repeatOnce,
  settleEntry,
  type Outcome,
} from '../../../src/core/outbox/delivery.js';
import type { Entry } from '../../../src/core/outbox/entry.js';
import { day, hour, minute, second } from '../../../src/core/time.js';
import { anEntry, now } from '../thread/builders.js';

const attempting = (more: Partial<Entry> = {}): Entry => attempt(anEntry('a', more), now);
const retry = (afterMs: number | null = null): Outcome => ({ status: 'retry', afterMs, reason: '429' });
const lost: Outcome = { status: 'unknown', reason: 'time-out' };

describe('an entry of the outbox', () => {
  it('counts as under way for the term of an attempt', () => {
    expect(attempting()).to.include({ status: 'attempting', attempts: 1, dueAt: now + attemptLease });
  });

  it('is tried again later each time, never sooner than the provider says, and not for ever', () => {
    let entry = attempting();
    const waits: number[] = [];
    for (let round = 1; round < 10; round += 1) {
      const refused = settleEntry(entry, retry(), now);
      expect(refused.status).to.equal('pending');
      waits.push((refused.dueAt ?? 0) - now);
      entry = attempt(refused, now);
    }
    expect(waits[0]).to.be.within(1.5 * second, 2.5 * second);
    expect(waits.at(-1)).to.be.at.most(15 * minute * 1.25);
    expect([...waits].sort((a, b) => a - b)).to.deep.equal(waits);
    expect(settleEntry(entry, retry(), now)).to.include({ status: 'dead', reason: '429' });
    expect(settleEntry(attempting(), retry(90_000), now).dueAt).to.equal(now + 90_000);
  });

  it('spreads a crowd that was refused at the same moment', () => {
    const dues = Array.from(
      { length: 50 },
      (_, index) => settleEntry(attempt(anEntry(`vista:p${index}:1`), now), retry(), now).dueAt,
    );
    expect(new Set(dues).size).to.be.greaterThan(20);
  });

  it('whose outcome is lost waits for a look-up; a worry is repeated at once, four times', () => {
    expect(settleEntry(attempting(), lost, now)).to.include({ status: 'unknown', dueAt: now + lookUpAfter });
    let worry = attempting({ urgent: true });
    for (let round = 0; round < 4; round += 1) {
      const again = settleEntry(worry, lost, now);
      expect(again).to.include({ status: 'pending', dueAt: now });
      worry = attempt(again, now);
    }
    expect(settleEntry(worry, lost, now)).to.include({ status: 'unknown', attempts: 5 });
  });

  it('is given up when its outcome is still lost after an hour', () => {
    expect(settleEntry(attempting(), lost, now + hour).status).to.equal('unknown');
    expect(settleEntry(attempting(), lost, now + hour + 1)).to.include({
      status: 'dead',
      reason: 'time-out',
    });
  });

  it('that waited through the night is looked up like any other when its outcome is lost', () => {
    const late = attempt(anEntry('a', { createdAt: now - day }), now);
    expect(settleEntry(late, lost, now + minute).status).to.equal('unknown');
  });

  it('that waits behind another has no alarm of its own; a worry does', () => {
    const head = anEntry('a', { dueAt: now + day });
    expect(outboxAlarms([head, anEntry('b'), anEntry('c')])).to.deep.equal([now + day]);
    expect(outboxAlarms([head, anEntry('b', { urgent: true })])).to.have.length(2);
  });

  it('that nobody can look up is repeated once', () => {
    const first = settleEntry(attempting(), lost, now);
    const second_ = attempt(repeatOnce(first, now), now);
    expect(repeatOnce(first, now)).to.include({ status: 'pending', dueAt: now });
    expect(repeatOnce(settleEntry(second_, lost, now), now).status).to.equal('dead');
  });

  it('held back by the window goes out when the person wrote; others are left as they are', () => {
    const held = settleEntry(attempting(), { status: 'window_closed' }, now);
    expect(held).to.include({ status: 'held', dueAt: null });
    expect(release(held)).to.include({ status: 'pending', dueAt: null, reason: null });
    expect(release(attempting()).status).to.equal('attempting');
  });

  it('that was sent waits a day for its report', () => {
    const sent = settleEntry(attempting(), { status: 'sent', providerId: 'SM1', final: false }, now);
    expect(isFinal(sent, now + day - 1)).to.equal(false);
    expect(isFinal(sent, now + day)).to.equal(true);
    expect(entryAlarm(sent)).to.equal(now + day);
    const final = settleEntry(attempting(), { status: 'sent', providerId: 'A1', final: true }, now);
    expect([final.status, isFinal(final, now)]).to.deep.equal(['delivered', true]);
  });
});

const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    status: fc.constant('sent' as const),
    providerId: fc.constantFrom('SM1', 'SM2'),
    final: fc.boolean(),
  }),
  fc.constant({ status: 'delivered' as const, providerId: 'SM1' }),
  fc.record({
    status: fc.constant('retry' as const),
    afterMs: fc.option(fc.integer({ min: 0, max: 600_000 })),
    reason: fc.constant('429'),
  }),
  fc.constant({ status: 'window_closed' as const }),
  fc.constant(lost),
  fc.constant({ status: 'not_sent' as const }),
  fc.record({ status: fc.constant('failed' as const), reason: fc.constant('no'), blocks: fc.boolean() }),
);
type Step = { act: 'attempt' | 'put back' | 'wrote' | 'nobody can tell' } | { act: 'news'; news: Outcome };
const steps = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 20 * minute }),
    fc.oneof<fc.Arbitrary<Step>[]>(
      fc.record({ act: fc.constantFrom('attempt', 'attempt', 'put back', 'wrote', 'nobody can tell') }),
      fc.record({ act: fc.constant('news' as const), news: outcomes }),
    ),
  ),
  { maxLength: 60 },
);

/** What the app does with an entry: attempts only what is ready, puts back what is under way, looks up what is lost. */
function take(entry: Entry, step: Step, at: number): Entry {
  switch (step.act) {
    case 'attempt':
      return claimable([entry], at).length === 1 ? attempt(entry, at) : entry;
    case 'put back':
      return entry.status === 'attempting' ? putBack(entry) : entry;
    case 'wrote':
      return release(entry);
    case 'nobody can tell':
      return entry.status === 'unknown' ? repeatOnce(entry, at) : entry;
    case 'news':
      return settleEntry(entry, step.news, at);
  }
}

describe('every history of an entry', () => {
  it('ends for good, repeats only what was not sent, and never runs on', () => {
    fc.assert(
      fc.property(fc.boolean(), steps, (urgent, history) => {
        let entry = anEntry('a', { urgent });
        let at = now;
        for (const [passed, step] of history) {
          at += passed;
          const before = entry;
          entry = take(before, step, at);
          if (before.status === 'delivered' || before.status === 'dead') expect(entry).to.equal(before);
          expect(entry.attempts).to.be.within(0, before.attempts + 1);
          const news = step.act === 'news' ? step.news.status : step.act;
          if (!urgent && before.status === 'unknown' && entry.status === 'pending')
            expect(news).to.be.oneOf(['not_sent', 'retry', 'nobody can tell']);
          if (news === 'nobody can tell' && before.status === 'unknown' && before.lost >= 2)
            expect(entry.status).to.equal('dead');
          if (news === 'retry') expect(before.attempts >= 10 && entry.status === 'pending').to.equal(false);
          if (entry.status === 'pending' || entry.status === 'unknown' || entry.status === 'attempting')
            expect(entryAlarm(entry), 'what is not over has an alarm').to.be.a('number');
          if (isFinal(entry, at) && entry.status !== 'sent') expect(entryAlarm(entry)).to.equal(null);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('of a worry whose outcome is lost again and again is repeated four times and then looked up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Step['act']>('attempt', 'put back'), { maxLength: 40 }),
        (acts) => {
          let entry = anEntry('worry', { urgent: true });
          for (const act of acts) {
            entry = take(entry, { act } as Step, now);
            if (act === 'attempt') entry = take(entry, { act: 'news', news: lost }, now);
          }
          expect(entry.attempts).to.be.at.most(5);
        },
      ),
    );
  });
});
