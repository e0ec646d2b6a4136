import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import sinon from 'sinon';
import { toStoreError } from '../../src/adapters/storage/cosmos-errors.js';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { createLeases } from '../../src/app/dispatch/leases.js';
import { refs } from '../../src/app/refs.js';
import { describeError, TerugblikError } from '../../src/core/errors.js';
import type { Thread } from '../../src/core/thread/thread.js';
import { hour } from '../../src/core/time.js';
import { codeOf } from '../adapters/storage/contract/harness.js';
import { openSchool, type OpenSchool } from '../support/open-school.js';
import { simClock, type SimClock } from '../support/sim-clock.js';
import { addresses, tuesday } from '../support/world.js';

const worry = 'mijn chef slaat mij';

describe('when something is wrong, it has a name and nothing is lost:', () => {
  let folder: string;
  let file: string;
  let clock: SimClock;
  let school: OpenSchool;
  /** The connection that the store works with. */
  let connection: Database.Database;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'terugblik-trouble-'));
    file = join(folder, 'school.sqlite');
    clock = simClock(tuesday);
    const opening = sinon.spy(Database.prototype, 'pragma');
    const store = openSqliteStore({ path: file, clock });
    connection = opening.firstCall.thisValue as Database.Database;
    opening.restore();
    school = await openSchool({ store, clock });
  });
  afterEach(async () => {
    await school.close();
    await rm(folder, { recursive: true });
  });

  const send = async (sid: string, Body: string): Promise<{ status: number; body: string }> => {
    const From = `whatsapp:${addresses.noor.whatsapp}`;
    const answer = await school.ask(school.form('/api/whatsapp', { MessageSid: sid, From, Body }));
    await school.w.app.idle();
    return answer;
  };
  const timesKept = async (sid: string): Promise<number> => {
    const thread = await school.w.thread('noor');
    const talks = [...thread.ended, ...(thread.talk === null ? [] : [thread.talk])];
    return talks.flatMap(({ transcript }) => transcript).filter(({ id }) => id === sid).length;
  };
  const logged = (event: string): string[] =>
    school.w.logged
      .filter((one) => one.event === event)
      .map(({ fields }) => (fields as { error?: unknown }).error)
      .map((error) => (error instanceof TerugblikError ? describeError(error) : 'no name'));
  const rowOfNoor = (): string =>
    connection.prepare<[string], string>('SELECT body FROM items WHERE id = ?').pluck().get('demo:noor') ??
    '';
  const setNoor = (body: string): void =>
    void connection.prepare("UPDATE items SET body = ?, etag = 'other' WHERE id = 'demo:noor'").run(body);

  it('a full disk: 503, and the same message is taken once when there is room', async () => {
    await send('SM1', 'hoi');
    const pages = connection.pragma('page_count', { simple: true }) as number;
    connection.pragma(`max_page_count = ${pages}`);
    let refused = 0;
    let sid = '';
    // What is left in the last pages is used up first.
    for (let count = 0; refused === 0 && count < 200; count += 1) {
      sid = `SM-full-${count}`;
      const { status } = await send(sid, `${worry} ${'en nog iets '.repeat(100)}`);
      if (status !== 200) refused = status;
    }
    expect(refused).to.equal(503);
    expect(await timesKept(sid)).to.equal(0);
    expect(logged('http.failed').at(-1)).to.contain('store_unavailable: the disk is full: make room');
    expect(String(await school.w.store.ping().catch((error: unknown) => error))).to.contain(
      'the disk is full',
    );
    connection.pragma('max_page_count = 1000000');
    await school.w.store.ping();
    expect((await send(sid, worry)).status).to.equal(200);
    expect((await send(sid, worry)).status).to.equal(200);
    expect(await timesKept(sid)).to.equal(1);
    await school.w.pass(1000);
    expect((await school.w.alerts()).some(({ id }) => id.endsWith(sid))).to.equal(true);
  });

  it('an item of a newer version: left alone, 503, and taken when the newer version runs', async () => {
    await send('SM1', 'hoi');
    const good = rowOfNoor();
    const newer = JSON.stringify({ ...(JSON.parse(good) as Thread), v: 99, more: 'of tomorrow' });
    setNoor(newer);
    expect((await send('SM2', worry)).status).to.equal(503);
    await school.w.pass(60_000);
    expect(rowOfNoor()).to.equal(newer);
    expect(logged('http.failed').at(-1)).to.match(/^thread_newer: .*update this one/);
    setNoor(good);
    expect((await send('SM2', worry)).status).to.equal(200);
    expect(await timesKept('SM2')).to.equal(1);
  });

  for (const [what, damage, code] of [
    ['that is no JSON', (good: string) => good.slice(0, 40), 'item_damaged'],
    ['without its shape', () => '{"v":2,"id":"demo:noor"}', 'thread_unreadable'],
  ] as const)
    it(`an item ${what}: reported by its id, left as it is, and others go on`, async () => {
      await send('SM1', 'hoi');
      const good = rowOfNoor();
      setNoor(damage(good));
      expect((await send('SM2', worry)).status).to.be.oneOf([500, 503]);
      expect(rowOfNoor()).to.equal(damage(good));
      // A worry does not wait until it is mended.
      expect((await school.w.alerts()).filter(({ id }) => id.endsWith('SM2'))).to.have.length(1);
      expect(logged('http.failed').at(-1)).to.match(new RegExp(`^${code}: .*demo:noor`));
      const From = `whatsapp:${addresses.daan.whatsapp}`;
      const other = school.form('/api/whatsapp', { MessageSid: 'SM3', From, Body: 'hoi' });
      expect((await school.ask(other)).status).to.equal(200);
      setNoor(good);
      expect((await send('SM2', worry)).status).to.equal(200);
      expect(await timesKept('SM2')).to.equal(1);
      expect((await school.w.alerts()).filter(({ id }) => id.endsWith('SM2'))).to.have.length(1);
    });

  it('a damaged file is an outage that says what to do', async () => {
    await school.close();
    const path = join(folder, 'other.sqlite');
    const store = openSqliteStore({ path, clock });
    await store.close();
    const raw = new Database(path);
    raw.unsafeMode();
    raw.pragma('writable_schema = ON');
    raw.exec("UPDATE sqlite_master SET rootpage = 9999 WHERE name = 'items'");
    raw.close();
    const opened = Promise.resolve().then(() =>
      openSqliteStore({ path, clock }).get(refs.thread('demo', 'x')),
    );
    expect(await codeOf(opened)).to.equal('store_unavailable');
    expect(String(await opened.catch((error: unknown) => error))).to.contain('restore the backup');
  });

  it('a key of Cosmos DB that is wrong or ran out is an outage that says so', () => {
    for (const code of [401, 403])
      expect(describeError(toStoreError(Object.assign(new Error('key AccountKey=x'), { code })))).to.equal(
        `store_unavailable: Cosmos DB refuses access (${code}): did the key or the role change?`,
      );
  });

  describe('a clock that was set back', () => {
    it('takes nothing from what comes in meanwhile: it is kept, once, with its worry', async () => {
      await send('SM1', 'hoi');
      await school.w.pass(2000);
      clock.set(clock.now() - 2 * hour);
      expect((await send('SM2', worry)).status).to.equal(200);
      expect((await send('SM2', worry)).status).to.equal(200);
      await school.w.pass(2000);
      expect(await timesKept('SM2')).to.equal(1);
      expect(await school.w.alerts()).to.have.length(1);
    });

    it('keeps no bucket dark for the time that it was set back', async () => {
      const before = createLeases(school.w.deps, 'before');
      await school.w.app.stop();
      expect(await before.held()).to.have.length(256);
      clock.set(clock.now() - 2 * hour);
      expect(await createLeases(school.w.deps, 'after').held()).to.have.length(256);
    });
  });
});
