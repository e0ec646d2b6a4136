import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { systemClock } from '../../src/adapters/system/system-clock.js';
import { refs } from '../../src/app/refs.js';
import { reconcileNow } from '../../src/cli/reconcile.js';
import { pushAllTemplates, showTemplates, showTemplateStates } from '../../src/cli/templates.js';
import { minute } from '../../src/core/time.js';
import type { Thread } from '../../src/core/thread/thread.js';
import { startTwilioDouble, type TwilioDouble } from '../../src/demo/whatsapp/twilio-double.js';
import { projectRoot } from '../../src/wire.js';
import { simClock, type SimClock } from '../support/sim-clock.js';
import { twilioSecrets } from '../support/whatsapp-server.js';
import { removed, run, temporaryFolder } from './support.js';

const goLive = [
  ...['dpia', 'dataProtectionOfficer', 'worksCouncil', 'studentCouncil'],
  ...['processorMicrosoft', 'processorTwilio', 'processorMeta', 'eveningReachability'],
].map((name) => `  ${name}: 2026-06-01\n`);

describe('commands that ask Twilio', function () {
  this.timeout(60_000);
  let folder: string;
  let double: TwilioDouble;
  /** Twilio's clock. The command's own is the machine's: what was sent ten minutes ago is no webhook under way. */
  let clock: SimClock;

  beforeEach(async () => {
    folder = await temporaryFolder();
    clock = simClock(Date.now() - 10 * minute);
    double = await startTwilioDouble({ port: 0, ...twilioSecrets, clock, approvals: 'manual' });
    const school = await readFile(join(projectRoot, 'src/demo/school/school.yaml'), 'utf8');
    await writeFile(
      join(folder, 'school.yaml'),
      `${school.replace('teams: true', 'teams: false')}goLive:\n${goLive.join('')}`,
    );
  });
  afterEach(async () => {
    await double.close();
    await removed(folder);
  });

  const env = (): Record<string, string> => ({
    PUBLIC_URL: 'https://terugblik.example.nl',
    DATABASE_URL: `sqlite:${join(folder, 'school.sqlite')}`,
    SCHOOL_FILE: join(folder, 'school.yaml'),
    LOG_LEVEL: 'silent',
    ERASE_KEY: '0b'.repeat(32),
    SESSION_KEY: `${'C'.repeat(43)}=`,
    TWILIO_ACCOUNT_SID: twilioSecrets.accountSid,
    TWILIO_AUTH_TOKEN: twilioSecrets.authToken,
    TWILIO_WHATSAPP_FROM: twilioSecrets.from,
    TWILIO_API_URL: double.url,
  });
  const push = (): Promise<string> => pushAllTemplates(projectRoot, env());
  const states = (json = false): Promise<string> => showTemplateStates(projectRoot, env(), json);

  it('templates push prints sid and state, and the second time makes nothing', async () => {
    const [first, second] = [await push(), await push()];
    expect(first).to.match(
      /^terugblik_knock_nl_[0-9a-f]{8} +HX[0-9a-f]{32} +received +made, approval asked$/m,
    );
    expect(second).to.match(/^terugblik_knock_nl_[0-9a-f]{8} +HX[0-9a-f]{32} +received +there already$/m);
    expect(second).to.not.contain('made');
  });

  it('templates show --state says where WhatsApp stands, as a table and as JSON', async () => {
    expect(await states()).to.match(/^knock +nl +present +missing +-$/m);
    const [, sid = ''] = /^terugblik_knock_nl_\w+ +(HX\w+)/m.exec(await push()) ?? [];
    double.decide(sid, 'rejected', 'TAG_CONTENT_MISMATCH');
    expect(await states()).to.match(/^knock +nl +present +rejected +HX[0-9a-f]{32} +TAG_CONTENT_MISMATCH$/m);
    const lines = JSON.parse(await states(true)) as { template: string; language: string; state: string }[];
    expect(lines.find((one) => one.template === 'knock' && one.language === 'nl')?.state).to.equal(
      'rejected',
    );
  });

  it('templates show needs no account and names each wording', async () => {
    const shown = await showTemplates(projectRoot, false);
    expect(shown)
      .to.match(/^terugblik_knock_en_[0-9a-f]{8}$/m)
      .and.to.contain('{{1}} = Noor');
  });

  it('say so when Twilio does not take the account', async () => {
    double.failNext({ code: 20003, when: 'list' });
    const { code, errors } = await run('cli.ts', ['templates', 'push'], env());
    expect({ code, errors }).to.deep.equal({
      code: 1,
      errors: 'provider_refused: Twilio does not take TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN\n',
    });
  });

  it('reconcile takes in what was missed once, prints counts only, and is content with nothing', async () => {
    await run('cli.ts', ['roster', 'import', join(projectRoot, 'src/demo/school/roster.csv')], env());
    const { messageSid } = await double.receive({ from: '+31600000001', body: 'hoi, ben je er?' });
    const first = await run('cli.ts', ['reconcile'], env());
    await double.idle();
    const second = await reconcileNow(env(), null);
    expect(first).to.include({ code: 0 });
    expect(first.output)
      .to.match(/^found +1$/m)
      .and.to.match(/^taken in +1$/m);
    expect(first.output).to.not.match(/hoi|316/);
    expect(second.complete).to.equal(true);
    expect(second.text)
      .to.match(/^taken in +0$/m)
      .and.to.match(/^known +1$/m);
    const store = openSqliteStore({ path: join(folder, 'school.sqlite'), clock: systemClock });
    const thread = await store.get<Thread>(refs.thread('demo', 'noor'));
    await store.close();
    expect(thread?.body.seen.filter((key) => key === messageSid)).to.have.length(1);
    expect(double.messages({ direction: 'outbound' })).to.have.length(1);
  });

  it('reconcile ends with 1 when Twilio fails, and knows a moment from a word', async () => {
    double.failNext({ code: 20500, when: 'list' });
    const { code, errors } = await run('cli.ts', ['reconcile'], env());
    expect({ code, errors }).to.deep.equal({
      code: 1,
      errors: 'provider_unreachable: Twilio did not answer as it should: 20500\n',
    });
    const wrong = await reconcileNow(env(), 'gisteren').catch((error: unknown) => error);
    expect(wrong).to.include({ code: 'date_wrong' });
  });
});
