import { expect } from 'chai';
import { openCosmosStore } from '../../src/adapters/storage/cosmos-store.js';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { standingsOf } from '../../src/app/days/standings.js';
import type { Store } from '../../src/ports/store.js';
import { startCosmosServer, type CosmosServer } from '../adapters/storage/cosmos-server.js';
import { simClock, type SimClock } from '../support/sim-clock.js';
import { addresses, tuesday, world, type World } from '../support/world.js';

const noor = addresses.noor.whatsapp;

/** First contact, a reflection with a worry in it, its alert until it is seen and handled, a day later all is over. */
async function played(open: (clock: SimClock) => Promise<Store>) {
  const clock = simClock(tuesday);
  const w = await world({ clock, store: await open(clock) });
  try {
    for (const person of ['samira', 'fatima'] as const)
      await w.write('teams', addresses[person].teams, { type: 'joined' });
    for (const words of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen'])
      await w.write('whatsapp', noor, words);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 'none' });
    await w.app.idle();
    await w.tap('whatsapp', noor, '🙂 Goed');
    await w.write('whatsapp', noor, 'mijn chef slaat mij', 'worry');
    const duplicate = await w.write('whatsapp', noor, 'mijn chef slaat mij', 'worry');
    const id = `demo:noor:${duplicate}`;
    const seen = await press(w, id, 'seen');
    const refused = await press(w, id, 'open', addresses.tom.teams);
    await w.tap('whatsapp', noor, 'Bellen');
    await w.tap('whatsapp', noor, 'Verder');
    await w.write('whatsapp', noor, 'ik heb de vakken gevuld met Ahmed');
    await w.write('whatsapp', noor, 'ik wil zelf een klant helpen');
    await press(w, id, 'handled');
    for (const { entry } of [...w.whatsapp.sent])
      await w.app.report({
        channel: 'whatsapp',
        entry,
        address: noor,
        providerId: entry,
        status: 'delivered',
        code: null,
      });
    await w.pass(60_000);
    await w.write('teams', addresses.samira.teams, 'vandaag');
    await w.pass(10_000);
    return {
      standings: await standingsOf(w.store, 'demo', 'samira'),
      answers: [seen.kind, refused.kind],
      texts: w.whatsapp.texts(),
      cards: w.teams.sent.map(({ to, message }) => [
        to.address,
        message.kind === 'card' ? message.card : message.text,
      ]),
      alerts: await w.alerts(),
      thread: await w.thread('noor'),
      ...(await kept(w)),
      errors: w.logged.filter((one) => one.level === 'error'),
    };
  } finally {
    await w.close();
  }
}

async function press(
  w: World,
  id: string,
  verb: 'open' | 'seen' | 'handled',
  address: string = addresses.samira.teams,
) {
  const by = {
    channel: 'teams',
    address,
    providerId: 'i',
    at: w.clock.now(),
    ref: null,
    content: { type: 'joined' },
  } as const;
  const result = await w.app.actOnAlert(by, id, verb === 'handled' ? { verb, outcome: 'talked' } : { verb });
  await w.pass(0);
  return result;
}

async function kept(w: World) {
  const list = async (partition: string, kind: 'talk' | 'day') =>
    (await w.store.list<unknown>({ partition, kind, order: 'asc', limit: 50 })).items.map(({ body }) => body);
  return { talks: await list('demo:noor', 'talk'), days: await list('demo:days:2026-11-24', 'day') };
}

describe('the whole product on Cosmos DB', function () {
  this.timeout(60_000);
  let server: CosmosServer;
  before(async () => {
    server = await startCosmosServer();
  });
  after(() => server.stop());

  const key = Buffer.from('not a secret').toString('base64');
  const cosmos = (clock: SimClock): Promise<Store> =>
    openCosmosStore({ endpoint: server.endpoint, key, database: 'product', clock });

  it('behaves as on SQLite: a reflection with a worry, and its alert until it is handled', async () => {
    const onSqlite = await played(async (clock) => openSqliteStore({ path: ':memory:', clock }));
    const onCosmos = await played(cosmos);
    expect(onCosmos).to.deep.equal(onSqlite);
    expect(onCosmos.errors).to.deep.equal([]);
    expect(onCosmos.answers).to.deep.equal(['card', 'refused']);
    expect(onCosmos.alerts.map(({ status, reach }) => [status, reach])).to.deep.equal([
      ['handled', 'bellen'],
    ]);
    expect(onCosmos.texts.filter((text) => text.includes('heeft je bericht gelezen'))).to.have.length(1);
    const noors = (onCosmos.days as { student: string; status: string }[]).filter(
      (one) => one.student === 'noor',
    );
    expect(noors.map((one) => one.status)).to.deep.equal(['completed']);
    const standing = onCosmos.standings.find((one) => one.student === 'noor');
    expect(standing?.days.map((one) => one.status)).to.deep.equal(['completed']);
    expect(JSON.stringify(onCosmos.cards.at(-1))).to.contain('dinsdag 24 november');
    expect(onCosmos.talks.length).to.be.greaterThan(1);
  });
});
