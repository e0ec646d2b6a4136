import { expect } from 'chai';
import type { Job } from '../../../src/core/outbox/job.js';
import { createAlerts } from '../../../src/app/alerts/alerts.js';
import { createDeliveries } from '../../../src/app/conversation/deliveries.js';
import type { Handlers } from '../../../src/app/handlers.js';
import { createInHand } from '../../../src/app/in-hand.js';
import { runJob } from '../../../src/app/jobs.js';
import { refs } from '../../../src/app/refs.js';
import type { Store } from '../../../src/ports/store.js';
import { addresses, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

/** Takes an item away behind the program's back, as an erasure on another instance does. */
async function takeAway(store: Store, ref: Parameters<Store['get']>[0]): Promise<void> {
  const stored = await store.get(ref);
  if (stored !== null) await store.remove(stored, stored.etag);
}

async function removeNoor(w: World): Promise<void> {
  await takeAway(w.store, refs.person('demo', 'noor', ['student']));
  await takeAway(w.store, refs.thread('demo', 'noor'));
}

describe('work for a person who is gone', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
  });
  afterEach(() => w.close());
  const errors = () => w.logged.filter(({ level }) => level === 'error').map(({ event }) => event);

  it('that an alert has for the student ends quietly: it is not tried for ever', async () => {
    const worry = await w.write('whatsapp', noor, 'mijn chef slaat mij');
    await removeNoor(w);
    const by = {
      channel: 'teams',
      address: addresses.samira.teams,
      providerId: 'x',
      at: w.clock.now(),
      ref: null,
      content: { type: 'joined' },
    } as const;
    await w.app.actOnAlert(by, `demo:noor:${worry}`, { verb: 'seen' });
    await w.pass(0);
    const [alert] = await w.alerts();
    expect(alert?.status).to.equal('seen');
    expect(alert?.jobs).to.deep.equal([]);
    expect(errors()).to.deep.equal([]);
  });

  it('hands an alert on to the next reader, when its reader is gone', async () => {
    const handlers: Handlers = { deps: w.deps, threads: w.app.threads } as Handlers;
    const inHand = createInHand(() => undefined);
    handlers.alerts = createAlerts(w.deps, inHand, (job) => runJob(handlers, job, null));
    handlers.deliveries = createDeliveries(w.deps, w.app.threads, inHand, (job, thread) =>
      runJob(handlers, job, thread),
    );
    const worry = await w.write('whatsapp', noor, 'mijn chef slaat mij');
    const id = `demo:noor:${worry}`;
    await handlers.alerts.change(id, (alert) => ({
      ...alert,
      recipients: [{ person: 'nobody', status: 'pending', reason: null }],
      route: { ...alert.route, next: ['tom'] },
    }));
    const job: Job = {
      ...{ id: 'j', attempts: 0, dueAt: 0 },
      task: {
        type: 'post',
        post: {
          ...{ entry: `${id}:card:nobody:0`, to: 'nobody', urgent: true, report: { alert: id } },
          body: { kind: 'alert_card', alert: id },
        },
      },
    };
    await runJob(handlers, job, null);
    await inHand.idle();
    const [alert] = await w.alerts();
    expect(alert?.recipients.map(({ person, status }) => [person, status])).to.deep.equal([
      ['nobody', 'unreachable'],
      ['tom', 'sent'],
    ]);
  });

  it('that comes as a message from an address still remembered is answered as from somebody unknown', async () => {
    await w.write('whatsapp', noor, 'hoi');
    await removeNoor(w);
    const outcome = await w.app.receive({
      ...{ channel: 'whatsapp', address: noor, providerId: 'late', at: w.clock.now(), ref: null },
      content: { type: 'text', text: 'ben je er nog' },
    });
    expect(outcome.kind).to.equal('unknown');
    expect(await w.store.get(refs.thread('demo', 'noor'))).to.equal(null);
  });

  it('that a report on something sent brings is nothing, and no error', async () => {
    await w.write('whatsapp', noor, 'hoi');
    await removeNoor(w);
    await w.app.report({
      ...{ channel: 'whatsapp', address: noor, entry: 'demo:noor:1', providerId: 'p', code: null },
      status: 'delivered',
    });
    await w.pass(0);
    expect(errors()).to.deep.equal([]);
  });

  it('that a begeleider orders says that there is nobody', async () => {
    const stillListed = refs.underStaff('demo', 'samira', 'noor');
    expect(await w.store.get(stillListed)).to.not.equal(null);
    await removeNoor(w);
    await w.write('teams', addresses.samira.teams, 'plan noor 5');
    expect(w.teams.texts().at(-1)).to.contain('Ik ken geen student van jou');
    expect(errors()).to.deep.equal([]);
  });
});
