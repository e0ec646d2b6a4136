import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { bucketOf, refs } from '../../../src/app/refs.js';
import { threadItem } from '../../../src/app/conversation/thread-items.js';
import { ledgerOf } from '../../../src/app/days/ledger.js';
import { newThread } from '../../../src/core/thread/new-thread.js';
import { planDays, type PlanEnv } from '../../../src/core/days/plan.js';
import type { Person } from '../../../src/core/school/people.js';
import { minute, second } from '../../../src/core/time.js';
import type { Item } from '../../../src/ports/store.js';
import { aPerson, at } from '../../core/school/builders.js';
import { countingStore, type Call } from '../../support/counting-store.js';
import { simClock } from '../../support/sim-clock.js';
import { demoSchool, world } from '../../support/world.js';

const student = (nr: number, weekday: number): Person =>
  aPerson(`s${nr}`, `Student ${nr}`, {
    roles: ['student'],
    whatsapp: `+3161${String(nr).padStart(7, '0')}`,
    begeleider: 'samira',
    sector: 'retail',
    weekday,
    start: '09:00',
    end: '16:00',
  });

/** The thread of a student who joined and read the explanation; what planning told the ledger is done. */
function joined(person: Person, env: PlanEnv): Item {
  const planned = planDays(newThread(env.school.id, person), env);
  const address = { channel: 'whatsapp' as const, address: person.whatsapp ?? '', ref: null };
  return threadItem(env.school, {
    ...planned,
    jobs: [],
    channel: 'whatsapp',
    settings: { ...planned.settings, introducedAt: env.now },
    addresses: [{ ...address, lastInboundAt: null, blocked: null }],
  });
}

/** What opening a thousand days costs the store, in a roster of a thousand or more; the others are due on other days. */
async function costOfOpening(roster: number): Promise<{ opened: number; calls: Call[] }> {
  const clock = simClock(at('2026-11-24T08:00'));
  const store = countingStore(openSqliteStore({ path: ':memory:', clock }));
  const school = await demoSchool();
  const env = { now: clock.now(), school };
  const puts: Promise<unknown>[] = [];
  for (let nr = 0; nr < 1000; nr += 1) puts.push(store.put(joined(student(nr, 2), env), { absent: true }));
  // Of those who are due on another day nothing is read: one thread stands for all.
  const other = joined(student(0, 3), env);
  for (let nr = 1000; nr < roster; nr += 1) {
    const ref = refs.thread(school.id, `s${nr}`);
    puts.push(store.put({ ...other, ...ref, bucket: bucketOf(ref.id) }, { absent: true }));
  }
  await Promise.all(puts);
  const w = await world({ clock, store, school });
  await w.pass(at('2026-11-24T16:15') - clock.now());
  store.calls.length = 0;
  // Seventy a second may leave; jobs and reports follow.
  for (let round = 0; round < 40; round += 1) {
    clock.advance(second);
    await w.app.dispatcher.runDue();
    await w.app.idle();
  }
  const calls = [...store.calls];
  w.clock.advance(minute);
  const records = await ledgerOf(store, school.id, '2026-11-24', { status: ['open'] });
  const opened = records.filter((record) => record.student.startsWith('s')).length;
  await w.close();
  return { opened, calls };
}

describe('opening a thousand practice days', function () {
  this.timeout(120_000);

  it('costs what is due: the same in a roster of a thousand and of a hundred thousand', async () => {
    const small = await costOfOpening(1000);
    const large = await costOfOpening(100_000);
    expect([small.opened, large.opened]).to.deep.equal([1000, 1000]);
    const count = ({ calls }: { calls: Call[] }, method: Call['method']): number =>
      calls.filter((call) => call.method === method && !call.id.includes('lease')).length;
    for (const method of ['get', 'put', 'list', 'due'] as const)
      expect(count(large, method), method).to.equal(count(small, method));
    expect(count(small, 'put') / 1000, 'writes for each').to.be.below(8);
  });
});
