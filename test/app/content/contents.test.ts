import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { second } from '../../../src/core/time.js';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { TerugblikError } from '../../../src/core/errors.js';
import { projectRoot, wireApp } from '../../../src/wire.js';
import { testHash } from '../../support/keyed-hash.js';
import { simClock } from '../../support/sim-clock.js';
import { addresses, demoSchool, introduce, tuesday, world } from '../../support/world.js';

describe('content with errors', () => {
  let root: string;
  const clock = simClock(tuesday);
  const store = openSqliteStore({ path: ':memory:', clock });
  const logged: string[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (event: string, _error: unknown, fields?: Readonly<Record<string, unknown>>) =>
      void logged.push(`${event} ${String(fields?.['finding'])}`),
  };
  const start = async () =>
    wireApp({
      ...{ root, store, clock, log, school: await demoSchool(), metrics: { count: () => undefined } },
      ...{ channels: [], instance: 'test', keyedHash: testHash, publicUrl: '' },
    });
  const breakIt = async (): Promise<void> => {
    const path = join(root, 'dialogs/scripts/kort.yaml');
    await writeFile(path, (await readFile(path, 'utf8')).replace('to: geen', 'to: nergens'));
  };

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'terugblik-content-'));
    for (const folder of ['dialogs', 'locales', 'manifest']) {
      await cp(join(projectRoot, folder), join(root, folder), { recursive: true });
    }
  });
  after(async () => {
    await store.close();
    await rm(root, { recursive: true });
  });

  it('never goes into force: what was in force stays, and every finding is named with its place', async () => {
    const good = await start();
    await breakIt();
    const after = await start();
    expect(after.deps.contents.current.hash).to.equal(good.deps.contents.current.hash);
    expect(logged.join()).to.match(/content\.broken dialogs\/scripts\/kort\.yaml:\d+: .*nergens/);
  });

  it('stops the first start of a school, with every finding', async () => {
    const empty = openSqliteStore({ path: ':memory:', clock });
    const refused = await wireApp({
      ...{ root, store: empty, clock, log, school: await demoSchool(), metrics: { count: () => undefined } },
      ...{ channels: [], instance: 'test', keyedHash: testHash, publicUrl: '' },
    }).catch((error: unknown) => error);
    await empty.close();
    expect(refused).to.be.instanceOf(TerugblikError).with.property('code', 'content_broken');
    expect((refused as TerugblikError).message).to.contain('kort.yaml:');
  });
});

describe('a talk that is open while the content changes', () => {
  it('ends on the words that it began with; the next talk has the new ones', async () => {
    const root = await mkdtemp(join(tmpdir(), 'terugblik-pinned-'));
    for (const folder of ['dialogs', 'locales', 'manifest']) {
      await cp(join(projectRoot, folder), join(root, folder), { recursive: true });
    }
    const clock = simClock(tuesday);
    const store = openSqliteStore({ path: ':memory:', clock });
    const before = await world({ root, store, clock });
    await introduce(before);
    await before.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 'none' });
    await before.tap('whatsapp', addresses.noor.whatsapp, '🙂 Goed');
    await before.app.stop();
    const path = join(root, 'locales/nl/kort.json');
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('{{name}}', '{{name}} (nieuw)'));

    // A start takes a while: what the stopped one has just sent does not count against this one any more.
    clock.advance(10 * second);
    const after = await world({ root, store, clock });
    await after.write('whatsapp', addresses.noor.whatsapp, 'ik heb vakken gevuld met Ahmed', 'n1');
    await after.write('whatsapp', addresses.noor.whatsapp, 'ik wil zelf een klant helpen', 'n2');
    expect(after.whatsapp.texts().at(-1)).to.contain('Noor').and.to.not.contain('(nieuw)');

    await after.app.openDay({ student: 'noor', date: '2026-11-25', assignment: 'none' });
    for (const words of ['goed', 'ik heb de kassa gedaan met Ahmed', 'ik wil sneller werken']) {
      await after.write('whatsapp', addresses.noor.whatsapp, words, words);
    }
    expect(after.whatsapp.texts().at(-1)).to.contain('(nieuw)');
    await after.close();
    await rm(root, { recursive: true });
  });
});
