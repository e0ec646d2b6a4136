import { expect } from 'chai';
import { refs } from '../../../src/app/refs.js';
import { readThread } from '../../../src/core/thread/read-thread.js';
import { addresses, world } from '../../support/world.js';
import { aThread } from './builders.js';

const ref = refs.thread('demo', 'noor');

describe('a stored thread', () => {
  it('is read back as it was written', () => {
    const thread = aThread();
    expect(readThread(JSON.parse(JSON.stringify(thread)))).to.deep.equal({ kind: 'ok', thread });
  });

  it('of a newer program is known as newer, whatever else is in it', () => {
    expect(readThread({ v: 3, outbox: 'in a new way' }).kind).to.equal('newer');
  });

  it('of the version before the practice days is brought forward, and nothing in it is lost', () => {
    const now = aThread({ sequence: 7, seen: ['in-1'] });
    const { days: _days, plannedTo: _to, pauses: _pauses, unasked: _unasked, leftAt: _left, ...rest } = now;
    const { company: _c, weekday: _w, start: _s, end: _e, ...profile } = now.profile;
    const old = { ...rest, profile, v: 1, waitingDay: null, unfinishedDay: null };
    expect(readThread(old)).to.deep.equal({ kind: 'ok', thread: now });
  });

  it('that is none, or lacks what a thread needs, cannot be read', () => {
    const { outbox: _gone, ...rest } = aThread();
    const stored: unknown[] = [null, 'kapot', {}, { v: 0 }, { v: 1.5 }, { v: '1' }, rest];
    expect(stored.map((one) => readThread(one).kind)).to.deep.equal(stored.map(() => 'unreadable'));
  });

  for (const [kind, body] of [
    ['newer', { v: 3, id: 'demo:noor', words: 'of the new version' }],
    ['unreadable', { v: 1, id: 'demo:noor' }],
  ] as const) {
    it(`that is ${kind} is left as it stands: the channel is asked to send again, nothing is answered`, async () => {
      const w = await world();
      const there = await w.store.get(ref);
      await w.store.put({ ...ref, body }, there === null ? { absent: true } : { etag: there.etag });
      const before = await w.store.get(ref);
      const refused = await w
        .write('whatsapp', addresses.noor.whatsapp, 'hoi')
        .catch((error: unknown) => error);
      expect(refused).to.include({ code: `thread_${kind}` });
      expect(await w.store.get(ref)).to.deep.equal(before);
      expect(w.whatsapp.sent).to.deep.equal([]);
      await w.close();
    });
  }
});
