import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startHttpServer, type HttpServer } from '../../../src/adapters/http/server.js';
import { teamsRoutes } from '../../../src/adapters/teams/routes.js';
import { createTeamsChannel } from '../../../src/adapters/teams/teams-channel.js';
import type { Card } from '../../../src/core/thread/card.js';
import { dayCard } from '../../../src/core/staff/day-card.js';
import type { StaffPress } from '../../../src/core/staff/staff-press.js';
import type { Inbound, OutMessage } from '../../../src/core/thread/message.js';
import type { SendResult } from '../../../src/ports/channel.js';
import { startPlayground, type Playground } from '../../../src/demo/playground/playground.js';
import { withBrowser } from '../../browser/browser.js';
import { aView, onTuesday, staffEnv } from '../../core/staff/builders.js';
import {
  cards,
  choices,
  choose,
  heard,
  launchBrowser,
  messages,
  newPage,
  openChat,
  pick,
  press,
  say,
} from './driver.js';

const clock = { now: () => Date.now(), after: () => () => undefined };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const people = {
  noor: { id: 'user-noor', name: 'Noor de Wit', aadObjectId: '0a0b0c0d-1111-4111-8111-000000000001' },
  samira: { id: 'user-samira', name: 'Samira Bakker', aadObjectId: '0a0b0c0d-1111-4111-8111-000000000002' },
};

const card = (open: boolean): Card => ({
  summary: 'Er is een melding.',
  title: 'Een melding',
  tone: open ? 'good' : 'warning',
  facts: [{ label: 'Ernst', value: 'hoog' }],
  words: open ? { label: 'Bericht', text: 'ik **wil** niet' } : null,
  notes: [],
  actions: open ? [] : [{ verb: 'open', label: 'Open', data: { alert: 'a1' } }],
});
/** The card of a day with two students who did not answer yet, and one who is done. */
let dayOf: (note: string) => Card;
const words = (text: string, labels: string[] = []): OutMessage => ({
  kind: 'text',
  text,
  choices: labels.map((label) => ({ id: label, label })),
  template: null,
});

describe('The Agents Playground', function () {
  this.timeout(120_000);
  let folder: string;
  let server: HttpServer;
  let noor: Playground;
  let samira: Playground;
  const came = new Map<string, Inbound[]>();
  const pressed: string[] = [];
  const staffPressed: StaffPress[] = [];
  const channel = createTeamsChannel({ credentials: null, serviceUrl: 'http://127.0.0.1:9/', clock });

  const start = (name: keyof typeof people): Promise<Playground> =>
    startPlayground({
      name,
      botUrl: `http://127.0.0.1:${server.port}/api/messages`,
      port: 0,
      user: people[name],
      folder: join(folder, name),
    });
  const from = (name: keyof typeof people): Inbound[] => came.get(people[name].aadObjectId) ?? [];
  const send = (name: keyof typeof people, message: OutMessage): Promise<SendResult> => {
    const { address, ref } = from(name).at(-1) ?? { address: '', ref: null };
    return channel.send({ channel: 'teams', address, ref }, 'e1', message);
  };

  before(async () => {
    const env = await staffEnv();
    const open = (student: string, name: string) =>
      onTuesday(student, { status: 'open', phase: 'open' }, { name });
    const students = [open('noor', 'Noor Haddad'), open('daan', 'Daan de Vries'), onTuesday('amina', {})];
    dayOf = (note) => dayCard(aView(students, { note }), env);
    folder = await mkdtemp(join(tmpdir(), 'terugblik-playground-'));
    const routes = teamsRoutes({
      credentials: null,
      clock,
      log,
      receive: async (inbound) => {
        came.set(inbound.address, [...(came.get(inbound.address) ?? []), inbound]);
        return { reply: inbound.content.type === 'text' ? `Gehoord: ${inbound.content.text}` : null };
      },
      actOnAlert: async (by, alert) => {
        pressed.push(`${by.address} ${alert}`);
        return { kind: 'card', card: card(true) };
      },
      actAsStaff: async (_by, press) => {
        staffPressed.push(press);
        return { kind: 'card', card: dayOf('Noor is herinnerd.') };
      },
    });
    server = await startHttpServer({ port: 0, host: '127.0.0.1', log, routes });
    [noor, samira] = await Promise.all([start('noor'), start('samira')]);
  });
  after(async () => {
    await Promise.all([noor.close(), samira.close()]);
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('answers on 127.0.0.1 until it is closed', async () => {
    const other = await start('noor');
    expect((await fetch(other.url)).status).to.equal(200);
    await other.close();
    expect(await fetch(other.url).catch(() => 'closed')).to.equal('closed');
  });

  it('says so when its port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', () => resolve()));
    const { port } = taken.address() as AddressInfo;
    const options = { name: 'noor', botUrl: 'http://127.0.0.1:9/', port, user: people.noor };
    const failed = await startPlayground({ ...options, folder: join(folder, 'taken') }).catch(String);
    expect(failed).to.contain(`Port ${port}`);
    taken.close();
  });

  withBrowser('with a browser', () => {
    let browser: Browser;
    let student: Page;
    let begeleider: Page;

    before(async () => {
      browser = await launchBrowser();
      student = await newPage(browser);
      begeleider = await newPage(browser);
      await openChat(student, noor.url);
      await openChat(begeleider, samira.url);
      await say(student, 'hoi van Noor');
      await heard(student, 'Gehoord: hoi van Noor');
      await say(begeleider, 'hoi van Samira');
      await heard(begeleider, 'Gehoord: hoi van Samira');
    });
    after(() => browser.close());

    it('is Teams for two people, who each are told apart and joined once', async () => {
      for (const name of ['noor', 'samira'] as const) {
        const joins = from(name).filter((one) => one.content.type === 'joined');
        expect(new Set(joins.map((one) => one.providerId)).size).to.equal(1);
      }
      expect((await messages(student)).map((one) => one.text))
        .to.include('hoi van Noor')
        .and.not.include('hoi van Samira');
    });

    it('shows lines and signs as they were written', async () => {
      await send('noor', words('Bel 113\nof *je* mentor'));
      await heard(student, 'of *je* mentor');
      expect((await messages(student)).at(-1)).to.deep.equal({
        from: 'bot',
        text: 'Bel 113\nof *je* mentor',
      });
    });

    it('offers choices, and a tap stands there as the student’s own words', async () => {
      await send('noor', words('Hoe was je dag?', ['Goed', 'Niet zo goed']));
      await heard(student, 'Hoe was je dag?');
      expect(await choices(student)).to.deep.equal(['Goed', 'Niet zo goed']);
      await choose(student, 'Niet zo goed');
      await heard(student, 'Gehoord: Niet zo goed');
      // The Playground may show an answer above the tap that it answers, where it came at once.
      expect((await messages(student)).slice(-2)).to.have.deep.members([
        { from: 'person', text: 'Niet zo goed' },
        { from: 'bot', text: 'Gehoord: Niet zo goed' },
      ]);
    });

    it('opens an alert in its place, and takes a change of the card from outside', async () => {
      const sent = await send('samira', { kind: 'card', card: card(false), key: 'a1', replaces: null });
      await heard(begeleider, 'Een melding');
      expect(await cards(begeleider).last().innerText()).to.not.contain('ik **wil** niet');
      await press(begeleider, 'Open');
      await heard(begeleider, 'ik **wil** niet');
      expect(pressed).to.deep.equal([`${people.samira.aadObjectId} a1`]);
      expect(await cards(begeleider).count()).to.equal(1);
      const replaces = sent.status === 'sent' ? sent.providerId : null;
      const later = { ...card(true), title: 'De melding is opgepakt' };
      await send('samira', { kind: 'card', card: later, key: 'a1', replaces });
      await heard(begeleider, 'De melding is opgepakt');
      expect(await cards(begeleider).count()).to.equal(1);
    });

    it('draws the card of a day, and sends along who was chosen, and the date of a form', async () => {
      await send('samira', { kind: 'card', card: dayOf('Nieuw.'), key: 'day', replaces: null });
      await heard(begeleider, 'Nog geen antwoord (2)');
      await pick(begeleider, 'Noor Haddad');
      await press(begeleider, 'Herinner nu');
      await heard(begeleider, 'Noor is herinnerd.');
      await pick(begeleider, 'Daan de Vries');
      await press(begeleider, 'Verzet');
      await press(begeleider, 'Verzet naar deze dag');
      await cards(begeleider)
        .getByRole('button', { name: 'Verzet naar deze dag' })
        .waitFor({ state: 'detached' });
      const shared = { owner: 'samira', date: '2026-11-24', card: 'k' };
      expect(staffPressed).to.deep.equal([
        { verb: 'day_remind', ...shared, student: 'noor', to: '' },
        { verb: 'day_move', ...shared, student: 'daan', to: '2026-11-24' },
      ]);
      expect(await cards(begeleider).count()).to.equal(2);
    });
  });
});
