import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { drawCode, keepCode } from '../../../src/app/joining/join-codes.js';
import { ledgerOf } from '../../../src/app/days/ledger.js';
import { refs } from '../../../src/app/refs.js';
import { undeliveredOf } from '../../../src/app/conversation/undelivered.js';
import type { Alert } from '../../../src/core/alerts/state.js';
import { day, hour, minute, second } from '../../../src/core/time.js';
import { peopleWithQuirine, quirine, tracesOfQuirine } from '../../support/quirine.js';
import { voiceNote } from '../../support/sample-files.js';
import { simClock } from '../../support/sim-clock.js';
import { whatsappServer, type WhatsAppServer } from '../../support/whatsapp-server.js';
import { addresses, tuesday } from '../../support/world.js';

const number = quirine.whatsapp;
const thread = refs.thread('demo', quirine.id);

/** A voice note with a word in it, at a place where base64 keeps it whole. */
const spoken = (word: string): Buffer => {
  const sound = Buffer.from(voiceNote());
  return Buffer.concat([sound, Buffer.alloc((3 - (sound.length % 3)) % 3), Buffer.from(word)]);
};

describe('erasing somebody after a full history', function () {
  this.timeout(60_000);
  let folder: string;
  let s: WhatsAppServer;
  const clock = simClock(tuesday);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'terugblik-erase-'));
    const store = openSqliteStore({ path: join(folder, 'school.sqlite'), clock });
    s = await whatsappServer({ clock, store, people: await peopleWithQuirine() });
    // Due work is done when the test says so.
    await s.w.app.dispatcher.stop();
  });
  after(async () => {
    await s.close();
    await rm(folder, { recursive: true });
  });

  const pass = async (ms: number): Promise<void> => {
    await s.w.pass(ms);
    await s.settled();
  };
  const say = async (body: string): Promise<string> => {
    const { messageSid } = await s.double.receive({ from: number, body });
    await s.settled();
    clock.advance(4 * second);
    return messageSid;
  };
  const press = async (alert: string, verb: 'open' | 'handled'): Promise<void> => {
    const by = {
      channel: 'teams' as const,
      address: addresses.samira.teams,
      providerId: `press-${verb}`,
      at: clock.now(),
      ref: null,
      content: { type: 'joined' as const },
    };
    await s.w.app.actOnAlert(by, alert, verb === 'open' ? { verb } : { verb, outcome: 'talked' });
    await pass(0);
  };
  const alerts = async (): Promise<Alert[]> =>
    (
      await s.w.store.list<Alert>({ partition: thread.partition, kind: 'alert', order: 'asc', limit: 50 })
    ).items.map((item) => item.body);

  /** Every byte of the database's files, with the log beside it. */
  const rawFiles = async (): Promise<string> => {
    const files = await readdir(folder);
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'latin1')));
    // A file is kept as base64: what is said in it is looked for there.
    return texts.join('\n').replaceAll(Buffer.from('krentenbrood').toString('base64'), 'krentenbrood');
  };
  const atTwilio = (): string =>
    s.double
      .messages()
      .map((one) => `${JSON.stringify(one)} ${one.media.map(({ data }) => data.toString('latin1')).join()}`)
      .join('\n');
  const logs = (): string => inspect(s.w.logged, { depth: 12, maxStringLength: null, maxArrayLength: null });
  /** One word is only said while she is being erased. */
  const said = (words: readonly string[]): string[] => words.filter((word) => word !== 'pepernotenstrooier');
  const found = (haystack: string): string[] => tracesOfQuirine.filter((trace) => haystack.includes(trace));

  /** Reflection, worry that is handled, picture, edit, an undelivered message, a note and an order of her begeleider. */
  const live = async (): Promise<void> => {
    for (const person of ['samira', 'fatima'] as const)
      await s.w.write('teams', addresses[person].teams, { type: 'joined' });
    await keepCode(s.w.deps, drawCode(s.w.deps, quirine.id));
    await keepCode(s.w.deps, drawCode(s.w.deps, quirine.id));
    for (const words of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen']) await say(words);
    await s.w.app.openDay({ student: quirine.id, date: '2026-11-24', assignment: 4 });
    await pass(0);
    for (const words of ['Goed', 'Ja', 'kersenjam', 'ok', 'Ja']) await say(words);
    await s.double.receive({
      from: number,
      body: 'dit is het zuurkoolvat',
      media: { contentType: 'audio/ogg', data: spoken('krentenbrood') },
    });
    await s.settled();
    await pass(2 * second);
    await say('mijn chef slaat mij met een stroopwafelijzer');
    for (const { id } of await alerts()) {
      await press(id, 'open');
      await press(id, 'handled');
    }
    for (const words of ['Bellen', 'Verder', 'dat weet ik niet', 'ok', 'ja', 'ok', 'ok', 'ok', 'Zelf', 'ok'])
      await say(words);
    await s.w.write('teams', quirine.teams, { type: 'joined' });
    const first = await s.w.write('teams', quirine.teams, 'ik heb boerenkaasje gesneden');
    await s.w.write('teams', quirine.teams, {
      type: 'edit',
      of: first,
      text: 'ik heb appelbolletjes gesneden',
    });
    await s.w.write('teams', addresses.samira.teams, `plan ${quirine.name} 5`);
    // What answers "stop" arrives nowhere.
    s.double.failNext({ code: 63024, when: 'callback' });
    s.w.teams.next.push({ status: 'failed', reason: 'uninstalled', blocks: false });
    await say('stop');
    await say('start');
    await pass(hour);
  };

  it('leaves nothing of her in the store, the logs or at Twilio; the counts stay', async () => {
    await live();
    const date = '2026-11-24';
    const before = await ledgerOf(s.w.store, 'demo', date);
    expect(found(await rawFiles())).to.have.members(said(tracesOfQuirine));
    expect(await undeliveredOf(s.w.store, 'demo')).to.have.length(1);
    expect(JSON.stringify((await s.w.thread('samira')).cards)).to.contain(quirine.id);
    expect(found(atTwilio()))
      .to.include.members(['kersenjam', '31687654321'])
      .and.not.include('krentenbrood');

    // Webhooks in flight, and an answer of Twilio that takes its time, while the erasure goes on.
    s.double.delayNext(2 * second);
    const inFlight = ['pepernotenstrooier een', 'pepernotenstrooier twee', 'pepernotenstrooier drie'].map(
      (body) => s.double.receive({ from: number, body }),
    );
    const ref = await s.w.app.erasures.begin(quirine.id, 'all', clock.now());
    await Promise.all([...inFlight, s.w.app.erasures.work(ref)]);
    await pass(3 * second);
    await s.double.receive({ from: number, body: 'ben je er nog, pepernotenstrooier?' });
    await s.settled();

    for (const wait of [30 * second, 2 * minute, hour, day, minute, minute]) await pass(wait);
    expect(await undeliveredOf(s.w.store, 'demo')).to.deep.equal([]);
    expect((await s.w.store.get<{ pending: unknown }>(ref))?.body).to.have.property('pending', null);
    expect(found(await rawFiles())).to.deep.equal([]);
    // Logs name people by their id, and by nothing else.
    expect(found(logs()).filter((trace) => trace !== quirine.id)).to.deep.equal([]);
    expect(found(atTwilio())).to.deep.equal([]);

    const after = await ledgerOf(s.w.store, 'demo', date);
    expect(after).to.have.length(before.length);
    expect(after.find((record) => record.assignment === 4)).to.include({
      ...{ status: 'withdrawn', reason: 'erased', sector: 'retail' },
      ...{ begeleider: null, mentor: null, company: null },
    });
  });
});
