import { expect } from 'chai';
import fc from 'fast-check';
import {
  alertAlarm,
  answered,
  delivered,
  looked,
  markHandled,
  markSeen,
  holderOf,
  markTaken,
  replied,
  openAlert,
  passOn,
  readAlert,
} from '../../../src/core/alerts/alert.js';
import type { Alert } from '../../../src/core/alerts/state.js';
import { aDraft, aSchool } from '../school/builders.js';

const open = (more: Parameters<typeof aDraft>[0] = {}): Alert => openAlert(aDraft(more), aSchool(), 1000);
const readers = (alert: Alert): string[] =>
  alert.recipients.map(({ person, status }) => `${person} ${status}`);
const posts = (alert: Alert): string[] =>
  alert.jobs.flatMap(({ task }) => (task.type === 'post' ? [`${task.post.to} ${task.post.entry}`] : []));
const told = (alert: Alert): string[] =>
  alert.jobs.flatMap(({ task }) =>
    task.type !== 'post'
      ? []
      : task.post.body.kind === 'text'
        ? [task.post.body.text.key]
        : task.post.body.kind === 'script'
          ? [task.post.body.script]
          : [],
  );

describe('an alert', () => {
  it('is posted at once to everybody of the first round, and wants to hear whether it arrived', () => {
    const alert = open();
    expect(readers(alert)).to.deep.equal(['samira pending', 'fatima pending']);
    expect(posts(alert)).to.deep.equal([
      'samira vista:noor:m1:card:samira:0',
      'fatima vista:noor:m1:card:fatima:0',
    ]);
    const reports = alert.jobs.flatMap(({ task }) => (task.type === 'post' ? [task.post.report?.alert] : []));
    expect(reports).to.deep.equal([alert.id, alert.id]);
    expect(alertAlarm(alert)).to.equal(1000);
  });

  it('without work to do needs no attention', () => {
    expect(alertAlarm({ ...markSeen(open(), 'samira', 'Samira Haddad', 2000), jobs: [] })).to.equal(null);
  });

  it('is taken by the first who says so, and by another only when he saw who had it', () => {
    const taken = markTaken(open(), 'samira', 'Samira Haddad', '', 2000);
    expect([taken.status, holderOf(taken), taken.seen?.by]).to.deep.equal(['taken', 'samira', 'samira']);
    // Tom's card still showed that nobody had it.
    expect(markTaken(taken, 'tom', 'Tom Willems', '', 2000)).to.equal(taken);
    expect(markTaken(taken, 'samira', 'Samira Haddad', 'samira', 2000)).to.equal(taken);
    const over = markTaken(taken, 'tom', 'Tom Willems', 'samira', 3000);
    expect(holderOf(over)).to.equal('tom');
    const handled = markHandled(over, 'tom', 'Tom Willems', { outcome: 'talked' }, 4000);
    expect(markTaken(handled, 'samira', 'Samira Haddad', '', 5000)).to.equal(handled);
  });

  it('is answered once, however often the same words are sent', () => {
    const said = replied(open(), 'samira', 'Samira Haddad', 'Dank je. Ik kom langs.', 2000);
    expect(said.status).to.equal('seen');
    const posts = said.jobs.flatMap(({ task }) =>
      task.type === 'post' && task.post.body.kind === 'reply' ? [task.post] : [],
    );
    expect(posts.map(({ to, body }) => [to, body.kind === 'reply' && body.text])).to.deep.equal([
      ['noor', 'Dank je. Ik kom langs.'],
    ]);
    expect(replied(said, 'samira', 'Samira Haddad', 'Dank je. Ik kom langs.', 3000)).to.equal(said);
    expect(replied(said, 'samira', 'Samira Haddad', 'En hoe gaat het?', 3000).replies).to.have.length(2);
  });

  it('keeps the day of the talk and a note of what was agreed', () => {
    const done = markHandled(
      open(),
      'samira',
      'Samira Haddad',
      { outcome: 'talked', on: '2026-11-24', note: '  morgen bellen ' },
      2000,
    );
    expect(done.handled).to.include({ on: '2026-11-24', note: 'morgen bellen' });
  });

  it('that did arrive stays with who has it', () => {
    const alert = delivered(open(), 'samira', 'sent', '', 2000);
    expect(readers(alert)).to.deep.equal(['samira sent', 'fatima pending']);
  });

  it('that did not arrive goes on, and every card says so', () => {
    const alert = delivered(open(), 'samira', 'unreachable', '403', 2000);
    expect(readers(alert)).to.deep.equal(['samira unreachable', 'fatima pending', 'tom pending']);
    expect(alert.recipients[0]?.reason).to.equal('403');
    expect(posts(alert)).to.include('tom vista:noor:m1:card:tom:0');
    expect(posts(alert)).to.include('fatima vista:noor:m1:card:fatima:1');
    expect(posts(alert)).to.not.include('samira vista:noor:m1:card:samira:1');
  });

  it('ignores news of delivery that comes twice, comes late or is about a stranger', () => {
    const sent = delivered(open(), 'samira', 'sent', '', 2000);
    expect(delivered(sent, 'samira', 'sent', '', 3000)).to.equal(sent);
    expect(delivered(sent, 'samira', 'unreachable', 'late', 3000)).to.equal(sent);
    expect(delivered(sent, 'tom', 'unreachable', '', 3000)).to.equal(sent);
    const lost = delivered(open(), 'samira', 'unreachable', '403', 2000);
    expect(delivered(lost, 'samira', 'unreachable', '403', 3000)).to.equal(lost);
  });

  it('goes on until its list is empty, to each person once, and then stays open', () => {
    let alert = open();
    for (let round = 0; round < 4; round += 1) alert = passOn(alert, 2000 + round);
    expect(readers(alert).map((one) => one.split(' ')[0])).to.deep.equal([
      'samira',
      'fatima',
      'tom',
      'karin',
    ]);
    expect(alert.status).to.equal('new');
  });

  it('of which nobody can be reached stays open without a reader', () => {
    const alert = ['samira', 'fatima', 'tom', 'karin'].reduce(
      (sofar, person) => delivered(sofar, person, 'unreachable', '403', 2000),
      open(),
    );
    expect(readers(alert)).to.have.length(4);
    expect(alert.recipients.every((one) => one.status === 'unreachable')).to.equal(true);
    expect(alert.status).to.equal('new');
  });

  it('with a route of nobody is kept all the same', () => {
    const alert = open({ route: { confidential: true, now: [], next: [] } });
    expect(passOn(alert, 2000)).to.deep.include({ status: 'new', recipients: [] });
  });
});

describe('what its readers do with an alert', () => {
  it('tells the student once that it was read, by the first who did', () => {
    const seen = markSeen(open(), 'samira', 'Samira Haddad', 2000);
    expect(seen).to.deep.include({ status: 'seen', seen: { by: 'samira', at: 2000 } });
    expect(markSeen(seen, 'fatima', 'Fatima Aksoy', 3000)).to.equal(seen);
    expect(told(seen)).to.deep.equal(['app.seen']);
  });

  it('counts handled as read too, and handling it twice as once', () => {
    const handled = markHandled(open(), 'samira', 'Samira Haddad', { outcome: 'talked' }, 2000);
    expect(handled.seen).to.deep.equal({ by: 'samira', at: 2000 });
    expect(handled.handled).to.deep.equal({ by: 'samira', at: 2000, outcome: 'talked' });
    expect(markHandled(handled, 'tom', 'Tom Willems', { outcome: 'declined' }, 3000)).to.equal(handled);
    expect(told(handled)).to.deep.equal(['app.seen', 'opgepakt']);
  });

  it('tells the student nothing of a message that nobody could judge', () => {
    const unread = open({ category: 'unread', severity: null });
    expect(told(markHandled(unread, 'samira', 'Samira Haddad', { outcome: 'talked' }, 2000))).to.deep.equal(
      [],
    );
  });

  it('records who opened the words, and forgets the oldest looks first', () => {
    let alert = open();
    for (let look = 0; look < 201; look += 1) alert = looked(alert, 'samira', look);
    expect(alert.looks).to.have.length(200);
    expect(alert.looks.at(-1)).to.deep.equal({ by: 'samira', at: 200 });
  });

  it('shows how the student wants to be reached, and goes on when he wants somebody else', () => {
    expect(answered(open(), 'reach', 'bellen', aSchool(), 2000)).to.deep.include({
      reach: 'bellen',
      talkWish: null,
    });
    expect(readers(answered(open(), 'talk', 'nee', aSchool(), 2000))).to.have.length(2);
    const other = answered(open(), 'talk', 'anders', aSchool(), 2000);
    expect(other.talkWish).to.equal('anders');
    expect(readers(other).at(-1)).to.equal('tom pending');
  });

  it('comes to the same whatever the order, and never goes back', () => {
    type Act = (alert: Alert) => Alert;
    const acts: Record<string, Act> = {
      seen: (alert) => markSeen(alert, 'samira', 'Samira Haddad', 2000),
      seenToo: (alert) => markSeen(alert, 'fatima', 'Fatima Aksoy', 2000),
      handled: (alert) => markHandled(alert, 'samira', 'Samira Haddad', { outcome: 'talked' }, 2000),
      take: (alert) => markTaken(alert, 'tom', 'Tom Willems', holderOf(alert), 2000),
      reply: (alert) => replied(alert, 'samira', 'Samira Haddad', 'Dank je.', 2000),
      reach: (alert) => answered(alert, 'reach', 'bellen', aSchool(), 2000),
      lost: (alert) => delivered(alert, 'fatima', 'unreachable', '403', 2000),
      on: (alert) => passOn(alert, 2000),
    };
    const rank = { new: 0, seen: 1, taken: 2, handled: 3 };
    const order = fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 12 });
    fc.assert(
      fc.property(order, (names) => {
        let alert = open();
        for (const name of names) {
          const before = alert;
          alert = acts[name]?.(before) ?? before;
          expect(rank[alert.status]).to.be.at.least(rank[before.status]);
          if (alert !== before) expect(alert.revision).to.be.greaterThan(before.revision);
          if (before.seen !== null) expect(alert.seen).to.equal(before.seen);
          if (before.handled !== null) expect(alert.handled).to.equal(before.handled);
        }
        const did = (...some: string[]): boolean => some.some((name) => names.includes(name));
        const untilHandled = names.includes('handled') ? names.slice(0, names.indexOf('handled')) : names;
        const taken = untilHandled.includes('take') ? 'taken' : 'new';
        const read = taken === 'new' && did('seen', 'seenToo', 'reply') ? 'seen' : taken;
        const expected = did('handled') ? 'handled' : read;
        expect(alert.status).to.equal(expected);
        const people = alert.recipients.map((one) => one.person);
        expect(new Set(people).size).to.equal(people.length);
        expect(new Set(alert.jobs.map((job) => job.id)).size).to.equal(alert.jobs.length);
      }),
    );
  });
});

describe('a stored alert', () => {
  it('is read back as it was written', () => {
    const alert = open();
    expect(readAlert(JSON.parse(JSON.stringify(alert)))).to.deep.equal(alert);
  });

  it('is left alone when a newer program wrote it, or when it is no alert', () => {
    expect(readAlert({ ...open(), v: 2 })).to.equal(null);
    expect(readAlert('kapot')).to.equal(null);
  });
});
