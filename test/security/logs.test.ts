import { expect } from 'chai';
import sinon from 'sinon';
import { openSqliteStore } from '../../src/adapters/storage/sqlite-store.js';
import { createLog } from '../../src/adapters/system/pino-log.js';
import { createTeamsChannel } from '../../src/adapters/teams/teams-channel.js';
import { pushTemplates } from '../../src/adapters/whatsapp/templates.js';
import { createTwilioChannel } from '../../src/adapters/whatsapp/twilio-channel.js';
import { createTwilioClient } from '../../src/adapters/whatsapp/twilio-client.js';
import { createKeptTemplates } from '../../src/app/content/kept-templates.js';
import { drawCode, keepCode } from '../../src/app/joining/join-codes.js';
import { TerugblikError } from '../../src/core/errors.js';
import { startTwilioDouble, type TwilioDouble } from '../../src/demo/whatsapp/twilio-double.js';
import { message, type ActivityJson } from '../adapters/teams/support/activities.js';
import { connectorDouble, type Double } from '../adapters/teams/support/serving.js';
import { freePort } from '../support/free-port.js';
import { openSchool, type OpenSchool } from '../support/open-school.js';
import { simClock } from '../support/sim-clock.js';
import { realTemplates, twilioSecrets } from '../support/whatsapp-server.js';
import { addresses, demoPeople, demoSchool, tuesday } from '../support/world.js';

/** What people write in this run. No word of it may be found anywhere but in the store and at the provider. */
const answers = [
  'ik heb kersenjam gestapeld met zuurkool erbij',
  'mijn chef slaat mij achter de stroopwafels',
  'ik wil dood zei de pindakaasman',
  'hagelslag ging goed en komkommer ging fout',
];

describe('what a whole run writes to its log and its metrics', function () {
  this.timeout(60_000);
  let school: OpenSchool;
  let double: TwilioDouble;
  let connector: Double;
  let output = '';
  const secrets: string[] = [];

  before(async () => {
    const port = await freePort();
    const clock = simClock(tuesday);
    const store = openSqliteStore({ path: ':memory:', clock });
    const log = createLog('trace', { write: (line) => void (output += line) });
    connector = await connectorDouble();
    const webhookUrl = `http://127.0.0.1:${port}/api/whatsapp`;
    double = await startTwilioDouble({ port: 0, ...twilioSecrets, clock, webhookUrl });
    const account = { ...twilioSecrets, apiUrl: double.url, timeout: 2000 };
    await pushTemplates(createTwilioClient(account), await realTemplates());
    const whatsapp = createTwilioChannel({
      ...{ account, from: twilioSecrets.from, statusUrl: `${webhookUrl}/status`, listButton: 'Kies', log },
      keptTemplates: createKeptTemplates({ store, clock, school: await demoSchool() }),
    });
    const teams = createTeamsChannel({ credentials: null, serviceUrl: connector.url, clock });
    for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
      sinon
        .stub(console, method)
        .callsFake((...said: unknown[]) => void (output += said.map(String).join(' ')));
    school = await openSchool({ port, clock, store, log, teams, whatsapp });
    secrets.push(...school.secrets);
  });
  after(async () => {
    sinon.restore();
    await school.close();
    await double.close();
    await connector.close();
  });

  const settled = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await school.w.pass(5000);
      await double.idle();
    }
  };
  const teams = async (who: keyof typeof addresses, text: string, more: ActivityJson = {}) => {
    const object = (addresses[who] as { teams?: string }).teams ?? '';
    const from = { id: `29:${object}`, aadObjectId: object, name: 'Noor Haddad' };
    const conversation = { id: `chat-${object}`, conversationType: 'personal' };
    const asking = await school.activity(
      message(text, { from, conversation, serviceUrl: connector.url, ...more }),
    );
    secrets.push(asking.headers?.['Authorization']?.slice('Bearer '.length) ?? '');
    return school.ask(asking);
  };
  const whatsapp = (from: string, body: string) =>
    double.receive({ from, body, profileName: 'Daan de Vries' });
  const fails = (error: () => Error, times = 3): void => {
    let left = times;
    school.store.beforePut = () => {
      if ((left -= 1) >= 0) throw error();
    };
  };

  it('has no answer, name, number, account, token, code or secret in it', async () => {
    const people = await demoPeople();
    const { w } = school;
    await w.app.templates.check();

    // Talks, a worry and its handling, on both channels.
    for (const one of ['samira', 'fatima', 'joris', 'noor'] as const) await teams(one, 'hoi');
    for (const said of ['Nederlands', 'Verder', 'Verder', 'Gelezen', ...answers]) await teams('noor', said);
    for (const said of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen', ...answers, 'mijn gegevens'])
      await whatsapp(addresses.daan.whatsapp, said);
    await settled();
    const alerts = await w.alerts();
    expect(alerts.length).to.be.greaterThan(1);
    for (const verb of ['open', 'seen', 'take', 'reply', 'handled'])
      await teams('samira', '', {
        ...{ type: 'invoke', name: 'adaptiveCard/action' },
        value: {
          action: {
            ...{ type: 'Action.Execute', verb },
            data: {
              alert: alerts[0]?.id,
              from: '',
              text: answers[3],
              outcome: 'talked',
              on: '2026-11-24',
              note: answers[0],
            },
          },
        },
      });

    // Joining by a code, and by one that is wrong.
    const { code, ...made } = drawCode(w.deps, 'amina');
    await keepCode(w.deps, { code, ...made });
    secrets.push(code);
    await whatsapp('+31600000099', 'ABCD-EFGH-JKLM');
    await whatsapp('+31600000098', `hallo ${code}`);
    await whatsapp('+31600000097', answers[1] ?? '');

    // Pages, with and without a session.
    const Cookie = await school.cookieOf('samira');
    secrets.push(Cookie.split('=')[1] ?? '');
    for (const path of [
      '/history',
      '/history/student/noor',
      `/history/student/noor/search?q=${encodeURIComponent(answers[0] ?? '')}`,
    ])
      for (const headers of [{ Cookie }, {}] as Record<string, string>[])
        await school.ask({ method: 'GET', path, headers });
    const links = double
      .messages({ direction: 'outbound' })
      .flatMap(({ body }) => /mine\/(\S{43})/.exec(body ?? '')?.[1] ?? []);
    expect(links).to.have.length.greaterThan(0);
    for (const token of links) await school.ask({ method: 'GET', path: `/history/mine/${token}` });
    secrets.push(...links);

    // Everything that can go wrong does: the store, the providers, the payloads, the proofs.
    const words = answers.join(' ');
    for (const error of [
      () => new TerugblikError('store_unavailable', 'the store is away'),
      () => new Error(`cannot write ${words} of Noor Haddad`),
      () => Object.assign(new TypeError(words), { code: 'EIO', cause: new Error(words) }),
    ]) {
      fails(error);
      await teams('noor', answers[2] ?? '');
      await whatsapp(addresses.daan.whatsapp, answers[2] ?? '');
    }
    school.store.beforePut = () => undefined;
    for (const code of [63016, 63024, 20429, 20500])
      double.failNext({ code, when: code === 63016 ? 'callback' : 'request' });
    connector.next({ status: 500, body: { error: { message: words } } }, 'hang up', {
      status: 403,
      body: words,
    });
    for (const said of answers) {
      await teams('noor', said);
      await whatsapp(addresses.daan.whatsapp, said);
    }
    const wrong = await school.activity(message(words, { from: { id: words, name: words } }));
    const headers = { ...wrong.headers, Authorization: `Bearer ${secrets.at(-1) ?? ''}` };
    await school.ask({ ...wrong, headers });
    await school.ask({ ...wrong, body: `{"text":"${words}"` });
    await school.ask({ ...wrong, body: JSON.stringify({ type: words, text: words }) });
    const form = school.form('/api/whatsapp', { From: '+31600000002', Body: words });
    await school.ask({ ...form, headers: { ...form.headers, 'X-Twilio-Signature': 'x' } });
    await school.ask(form);
    await settled();

    const metrics = (await school.ask({ method: 'GET', path: '/metrics' })).body;
    const ready = (await school.ask({ method: 'GET', path: '/readyz' })).body;
    expect(output).to.contain('http.failed').and.contain('delivery').and.contain('http.stranger_refused');
    const never = [
      ...answers.flatMap((answer) => [answer, encodeURIComponent(answer)]),
      ...['kersenjam', 'stroopwafels', 'pindakaasman', 'hagelslag'],
      ...people.map(({ name }) => name),
      ...people.flatMap(({ name }) => name.split(' ').slice(-1)),
      ...['31600000001', '31600000002', '31600000097', '31600000098', '31600000099', '31200000000'],
      ...Object.values(addresses).flatMap((one) => ('teams' in one ? [one.teams] : [])),
      ...secrets,
    ].filter((one) => one.length > 3);
    for (const text of [output, metrics, ready])
      for (const needle of never) {
        const at = text.indexOf(needle);
        expect(at, `“${needle}” stands in ${text.slice(Math.max(0, at - 300), at + 200)}`).to.equal(-1);
      }
  });
});
