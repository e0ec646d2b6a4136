import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { migrate } from '../../../src/adapters/storage/sqlite-schema.js';
import { dueSql, listSql } from '../../../src/adapters/storage/sqlite-statements.js';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { minute } from '../../../src/core/time.js';
import { storeContract, type StoreHarness } from '../../contracts/store.contract.js';
import { createMovableClock } from './contract/clock.js';
import { absent, add, codeOf, item, ref } from './contract/harness.js';

async function inMemory(): Promise<StoreHarness> {
  const clock = createMovableClock();
  const store = openSqliteStore({ path: ':memory:', clock });
  return { store, clock, close: () => store.close() };
}

storeContract('SQLite in memory', inMemory);

describe('SQLite in a file', () => {
  const clock = createMovableClock();
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'terugblik-store-'));
    path = join(folder, 'deep', 'down', 'store.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = () => openSqliteStore({ path, clock });

  describe('the file', () => {
    it('is made with its folder, which others on the machine cannot enter', async () => {
      await open().close();
      expect(statSync(join(folder, 'deep', 'down')).mode & 0o077).to.equal(0);
    });

    it('keeps its items and their etags when it is opened again', async () => {
      const first = open();
      const etag = await add(first, item('a', { sort: '1', wakeAt: 2, bucket: 3 }));
      await first.close();
      const second = open();
      expect(await second.get(ref('a'))).to.deep.equal({
        ...item('a', { sort: '1', wakeAt: 2, bucket: 3 }),
        etag,
      });
      expect(await second.put(item('a'), { etag })).to.have.property('ok', true);
      await second.close();
    });

    it('is seen alike by two stores that have it open', async () => {
      const [one, other] = [open(), open()];
      const etag = await add(one, item('a'));
      expect((await other.put(item('a', { body: 2 }), { etag })).ok).to.equal(true);
      expect((await one.put(item('a', { body: 3 }), { etag })).ok).to.equal(false);
      expect((await one.get(ref('a')))?.body).to.equal(2);
      await Promise.all([one.close(), other.close()]);
    });

    it('that cannot be opened is an outage with its cause', async () => {
      writeFileSync(join(folder, 'plain'), 'no database');
      for (const wrong of [join(folder, 'plain', 'store.sqlite'), folder, join(folder, 'plain')]) {
        const opened = Promise.resolve().then(() => openSqliteStore({ path: wrong, clock }));
        expect(await codeOf(opened)).to.equal('store_unavailable');
        expect(await opened.catch((error: unknown) => error))
          .to.have.property('cause')
          .instanceOf(Error);
      }
    });

    it('whose table is lost is an outage, not an empty store', async () => {
      const store = open();
      const other = new Database(path);
      other.exec('DROP TABLE items');
      other.close();
      for (const asked of [store.get(ref('a')), store.put(item('a'), absent), store.ping()]) {
        expect(await codeOf(asked)).to.equal('store_unavailable');
      }
      await store.close();
    });
  });

  describe('the schema', () => {
    const versionOf = (db: Database.Database): unknown => db.pragma('user_version', { simple: true });

    it('of an older release is brought forward, once and with its data', () => {
      const db = new Database(':memory:');
      const [first, second] = ['CREATE TABLE notes (words TEXT)', 'ALTER TABLE notes ADD COLUMN stars INT'];
      migrate(db, [first]);
      db.exec("INSERT INTO notes VALUES ('kept')");
      migrate(db, [first, second]);
      migrate(db, [first, second]);
      expect(versionOf(db)).to.equal(2);
      expect(db.prepare('SELECT * FROM notes').all()).to.deep.equal([{ words: 'kept', stars: null }]);
    });

    it('stays where it was when a step fails halfway', () => {
      const db = new Database(':memory:');
      const steps = ['CREATE TABLE notes (words TEXT)', 'DROP TABLE notes; DROP TABLE nothing'];
      expect(() => migrate(db, steps)).to.throw();
      expect(versionOf(db)).to.equal(1);
      expect(db.prepare('SELECT * FROM notes').all()).to.deep.equal([]);
    });

    it('of a newer release is refused and left alone', async () => {
      await open().close();
      const newer = new Database(path);
      newer.pragma('user_version = 99');
      newer.close();
      expect(await codeOf(Promise.resolve().then(open))).to.equal('schema_newer');
      const after = new Database(path);
      expect(versionOf(after)).to.equal(99);
      after.close();
    });
  });

  describe('writes of the same moment', () => {
    it('are all durable when they resolve, and share commits', async () => {
      const store = open();
      const bystander = new Database(path, { readonly: true });
      const commits = (): unknown => bystander.pragma('data_version', { simple: true });
      const seen = new Set([commits()]);
      const counted = bystander.prepare('SELECT count(*) AS items FROM items');
      await Promise.all(
        Array.from({ length: 300 }, async (_, index) => {
          await add(store, item(`item ${index}`));
          seen.add(commits());
        }),
      );
      expect(counted.get()).to.deep.equal({ items: 300 });
      expect(seen.size).to.be.lessThan(8);
      bystander.close();
      await store.close();
    });

    it('stand each on their own guard', async () => {
      const store = open();
      const etag = await add(store, item('old'));
      const results = await Promise.all([
        store.put(item('new'), absent),
        store.put(item('old'), absent),
        store.put(item('new', { body: 'late' }), absent),
        store.put(item('old', { body: 'changed' }), { etag }),
        store.remove(ref('old'), etag),
      ]);
      expect(results.map((one) => (typeof one === 'object' ? one.ok : one))).to.deep.equal([
        ...[true, false, false, true, false],
      ]);
      await store.close();
    });

    it('are all refused when their commit fails, and none is written', async () => {
      const store = open();
      const other = new Database(path);
      other.exec(
        "CREATE TRIGGER full BEFORE INSERT ON items WHEN new.id = 'c' BEGIN SELECT RAISE(ABORT, 'full'); END",
      );
      const puts = ['a', 'b', 'c'].map((id) => codeOf(store.put(item(id), absent)));
      expect(await Promise.all(puts)).to.deep.equal(Array(3).fill('store_unavailable'));
      expect(await store.get(ref('a'))).to.equal(null);
      other.exec('DROP TRIGGER full');
      other.close();
      expect((await store.put(item('a'), absent)).ok).to.equal(true);
      await store.close();
    });

    it('that were asked for before closing are still committed', async () => {
      const store = open();
      const puts = Array.from({ length: 200 }, (_, index) => store.put(item(`item ${index}`), absent));
      await store.close();
      expect((await Promise.all(puts)).every((put) => put.ok)).to.equal(true);
      const again = open();
      expect(await again.get(ref('item 199'))).to.not.equal(null);
      await again.close();
    });

    it('are what was asked for, even if the object changes before the commit', async () => {
      const store = open();
      const body = { words: 'asked' };
      const put = store.put(item('a', { body }), absent);
      body.words = 'changed';
      await put;
      expect((await store.get(ref('a')))?.body).to.deep.equal({ words: 'asked' });
      await store.close();
    });
  });

  it('sweeps what has expired from the disk, a little at a time', async () => {
    const moving = createMovableClock();
    const store = openSqliteStore({ path, clock: moving });
    const expiresAt = moving.now() + 1;
    await Promise.all(Array.from({ length: 500 }, (_, index) => add(store, item(`${index}`, { expiresAt }))));
    moving.advance(2 * minute);
    const db = new Database(path, { readonly: true });
    const left = (): unknown => db.prepare('SELECT count(*) FROM items').pluck().get();
    const counts: unknown[] = [];
    for (const id of ['x', 'y', 'z']) {
      await add(store, item(id));
      counts.push(left());
    }
    expect(counts).to.deep.equal([301, 102, 3]);
    db.close();
    await store.close();
  });

  it('leaves no byte of what was removed or written over, a minute later, in any of its files', async () => {
    const store = open();
    const words = (secret: string) => ({ body: { words: `${secret} `.repeat(400) } });
    const bytes = (): string => {
      const folderOfFile = join(folder, 'deep', 'down');
      return readdirSync(folderOfFile)
        .map((name) => readFileSync(join(folderOfFile, name), 'latin1'))
        .join('');
    };
    const removed = await add(store, item('a', words('kersenjam')));
    const before = await add(store, item('b', words('zuurkool')));
    await add(store, item('c', { ...words('stroopwafel'), expiresAt: clock.now() + 1000 }));
    await store.remove(ref('a'), removed);
    await store.put(item('b', { body: 'gone' }), { etag: before });
    expect(bytes())
      .to.match(/kersenjam/)
      .and.match(/zuurkool/);
    for (const id of ['x', 'y', 'z']) {
      clock.advance(minute + 1000);
      await add(store, item(id));
    }
    expect(bytes()).to.not.match(/kersenjam|zuurkool|stroopwafel/);
    expect((await store.get(ref('b')))?.body).to.equal('gone');
    await store.close();
  });

  describe('a question', () => {
    const planOf = async (sql: string): Promise<string> => {
      await open().close();
      const db = new Database(path);
      const rows = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
      const nothing = {
        until: 1,
        now: 1,
        buckets: '[]',
        limit: 1,
        kind: '',
        partition: '',
        sort: '',
        id: '',
      };
      const plan = rows.all(nothing).map(({ detail }) => detail);
      db.close();
      return plan.join('\n');
    };

    it('of what is due reads the index of alarms, in its order', async () => {
      const plan = await planOf(dueSql);
      expect(plan).to.match(/SEARCH items USING INDEX items_due \(wake_at<\?\)/);
      expect(plan).to.not.match(/SCAN items|ORDER BY/);
    });

    for (const order of ['asc', 'desc'] as const) {
      it(`for a page (${order}) starts in the index where the page before ended`, async () => {
        const plan = await planOf(listSql(order, 'place'));
        expect(plan).to.match(
          /SEARCH items USING INDEX items_listed \(kind=\? AND partition=\? AND \(sort,id\)[<>]\(\?,\?\)\)/,
        );
        expect(plan).to.not.match(/SCAN items|ORDER BY/);
      });
    }
  });
});
