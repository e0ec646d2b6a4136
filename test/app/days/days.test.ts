import { expect } from 'chai';
import { day, hour } from '../../../src/core/time.js';
import { addresses, introduce, tuesday, world } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

describe('a finished talk', () => {
  it('moves to an item of its own once its last words have arrived, and the day is recorded', async () => {
    const w = await world();
    await introduce(w);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 'none' });
    await w.tap('whatsapp', noor, '🙂 Goed');
    await w.write('whatsapp', noor, 'ik heb de vakken gevuld met Ahmed');
    await w.write('whatsapp', noor, 'ik wil zelf een klant helpen');
    for (const { entry } of w.whatsapp.sent) {
      await w.app.report({
        channel: 'whatsapp',
        entry,
        address: noor,
        providerId: entry,
        status: 'delivered',
        code: null,
      });
    }
    await w.pass(0);
    const talks = await w.store.list<{ talk: { script: string; transcript: unknown[] } }>({
      partition: 'demo:noor',
      kind: 'talk',
      order: 'desc',
      limit: 10,
    });
    const thread = await w.thread('noor');
    expect(talks.items.map((item) => item.body.talk.script)).to.include('kort');
    expect(thread.ended.map((talk) => talk.script)).to.not.include('kort');
    expect(thread.history.lastIntention).to.equal('ik wil zelf een klant helpen');
    const days = await w.store.list<{ status: string }>({
      partition: 'demo:days:2026-11-24',
      kind: 'day',
      order: 'asc',
      limit: 10,
    });
    expect(days.items.map((item) => item.body.status)).to.deep.equal(['planned', 'completed']);
    await w.close();
  });

  it('that nobody answered ends by itself and is recorded so', async () => {
    const w = await world();
    await introduce(w);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 'none' });
    await w.app.idle();
    await w.pass(6 * day + 8 * hour);
    const days = await w.store.list<{ status: string }>({
      partition: 'demo:days:2026-11-24',
      kind: 'day',
      order: 'asc',
      limit: 10,
    });
    expect(days.items.map((item) => item.body.status)).to.deep.equal(['not_started', 'no_answer']);
    expect((await w.thread('noor')).talk).to.equal(null);
    await w.close();
  });

  it('is not opened twice, and never for somebody who has not joined', async () => {
    const w = await world({ start: tuesday });
    await introduce(w);
    const opening = { student: 'noor', date: '2026-11-24', assignment: 'none' as const };
    expect((await w.app.openDay(opening)).kind).to.equal('opened');
    expect((await w.app.openDay(opening)).kind).to.equal('already');
    await w.app.idle();
    expect((await w.app.openDay(opening)).kind).to.equal('already');
    expect((await w.app.openDay({ ...opening, student: 'amina' })).kind).to.equal('not_joined');
    await w.close();
  });
});
