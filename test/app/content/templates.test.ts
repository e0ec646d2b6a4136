import { expect } from 'chai';
import { openSqliteStore } from '../../../src/adapters/storage/sqlite-store.js';
import { pushTemplates } from '../../../src/adapters/whatsapp/templates.js';
import { createTwilioClient } from '../../../src/adapters/whatsapp/twilio-client.js';
import { refs } from '../../../src/app/refs.js';
import { TerugblikError } from '../../../src/core/errors.js';
import type { TemplateDefinition } from '../../../src/core/script/templates.js';
import { hour, minute } from '../../../src/core/time.js';
import type { TwilioDoubleOptions } from '../../../src/demo/whatsapp/types.js';
import type { Store } from '../../../src/ports/store.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import {
  realTemplates,
  twilioSecrets,
  whatsappServer,
  type WhatsAppServer,
} from '../../support/whatsapp-server.js';
import { addresses, tuesday } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

describe('the templates of the content in force', () => {
  let s: WhatsAppServer;
  let store: Store;
  let clock: SimClock;
  afterEach(() => s.close());

  const start = async (twilio: Partial<TwilioDoubleOptions> = {}): Promise<void> => {
    clock = simClock(tuesday);
    store = openSqliteStore({ path: ':memory:', clock });
    s = await whatsappServer({ clock, store, twilio, templates: false });
    await s.w.app.dispatcher.stop();
  };
  const push = async (change = (one: TemplateDefinition): TemplateDefinition => one) =>
    pushTemplates(
      createTwilioClient({ ...twilioSecrets, apiUrl: s.double.url, timeout: 5000 }),
      (await realTemplates()).map(change),
    );
  const refused = async (): Promise<TerugblikError> => {
    const error: unknown = await s.w.app.templates.check().catch((thrown: unknown) => thrown);
    if (error instanceof TerugblikError) return error;
    throw new Error('the check refused nothing');
  };
  const logged = (event: string) =>
    s.w.logged.flatMap((one) => (one.event === event ? [one.fields as Record<string, unknown>] : []));
  const kept = () => store.get<{ versions: { state: string }[] }>(refs.mark('demo', 'templates'));

  it('that are at Twilio in no wording at all refuse the start, and the reason says what to do', async () => {
    await start();
    const { code, message } = await refused();
    expect(code).to.equal('config_incomplete');
    expect(message).to.contain('template knock (nl): not at Twilio, run terugblik templates push');
    expect(message).to.contain('template kort_opening (en)');
  });

  it('that are approved start in silence, and are kept', async () => {
    await start();
    await push();
    await s.w.app.templates.check();
    expect(logged('templates.not_approved')).to.deep.equal([]);
    expect((await kept())?.body.versions.map(({ state }) => state)).to.include('approved');
  });

  it('under review or rejected start with an error each, and older words are told as such', async () => {
    await start({ approvals: 'manual' });
    const pushed = await push();
    const rejected = pushed.find(({ version }) => version.startsWith('terugblik_knock_nl'));
    s.double.decide(rejected?.sid ?? '', 'rejected', 'INVALID_FORMAT');
    await s.w.app.templates.check();
    const told = logged('templates.not_approved');
    expect(told).to.have.length(pushed.length);
    expect(told).to.deep.include({
      ...{ template: 'knock (nl)', state: 'rejected', reason: 'INVALID_FORMAT', error: null },
    });
    expect(told).to.deep.include({
      ...{ template: 'knock (en)', state: 'received', reason: null, error: null },
    });
  });

  it('whose words changed since the push start with the older ones', async () => {
    await start();
    await push((one) => ({ ...one, version: one.version.replace(/.{8}$/, '0123abcd') }));
    await s.w.app.templates.check();
    expect(logged('templates.not_approved').map(({ state }) => state)).to.include('not_pushed');
  });

  it('are looked at each hour, every five minutes while one waits, and changes are logged', async () => {
    await start({ approvals: 'manual' });
    const pushed = await push();
    await s.w.app.templates.check();
    for (const { sid } of pushed) s.double.decide(sid, 'approved');
    await s.w.pass(5 * minute);
    await s.settled();
    expect(logged('templates.changed')).to.have.length(pushed.length);
    const asked = () => s.double.requests().filter(({ path }) => path === '/v1/ContentAndApprovals').length;
    const before = asked();
    await s.w.pass(59 * minute);
    await s.settled();
    expect(asked()).to.equal(before);
    s.double.decide(pushed[0]?.sid ?? '', 'paused');
    await s.w.pass(minute);
    await s.settled();
    expect(asked()).to.equal(before + 1);
    expect(logged('templates.changed').at(-1)).to.include({ from: 'approved', to: 'paused' });
  });

  it('are used as they were kept while Twilio does not answer; with nothing kept the start is refused', async () => {
    await start();
    await push();
    s.double.failNext({ code: 20503, when: 'list' });
    expect((await refused()).code).to.equal('provider_unreachable');
    await s.w.app.templates.check();
    s.double.failNext({ code: 20503, when: 'list' });
    await s.w.app.templates.check();
    expect(logged('templates.kept_are_used')).to.have.length(1);
  });

  it('refuse the start when Twilio does not take the account', async () => {
    await start();
    s.double.failNext({ code: 20003, when: 'list' });
    expect((await refused()).code).to.equal('provider_refused');
  });

  it('that were paused after we last looked fail with a reason that names it', async () => {
    await start();
    const pushed = await push();
    await s.w.app.templates.check();
    for (const body of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen']) {
      await s.double.receive({ from: noor, body });
      await s.settled();
    }
    await s.w.pass(25 * hour);
    await s.settled();
    for (const { sid } of pushed) s.double.decide(sid, 'paused');
    await s.w.app.openDay({ student: 'noor', date: '2026-11-25', assignment: 4 });
    await s.w.app.idle();
    await s.settled();
    const [message] = s.double.messages({ person: noor, status: 'failed' });
    expect(message?.errorCode).to.equal(63041);
    expect(logged('delivery.failed').map(({ reason }) => reason)).to.deep.equal([
      'code 63041, template refused',
    ]);
  });
});
