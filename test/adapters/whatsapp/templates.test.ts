import { expect } from 'chai';
import { listTemplates, pushTemplates } from '../../../src/adapters/whatsapp/templates.js';
import { createTwilioChannel } from '../../../src/adapters/whatsapp/twilio-channel.js';
import { createTwilioClient } from '../../../src/adapters/whatsapp/twilio-client.js';
import type { TemplateDefinition } from '../../../src/core/script/templates.js';
import { fillBody } from '../../../src/core/script/templates.js';
import type { OutMessage } from '../../../src/core/thread/message.js';
import { startTwilioDouble, type TwilioDouble } from '../../../src/demo/whatsapp/twilio-double.js';
import type { TwilioDoubleOptions } from '../../../src/demo/whatsapp/types.js';
import type { Channel, SendResult } from '../../../src/ports/channel.js';
import { requestProblems } from '../../spec/twilio-requests.js';
import { simClock, type SimClock } from '../../support/sim-clock.js';
import { twilioSecrets } from '../../support/whatsapp-server.js';
import { tuesday } from '../../support/world.js';

const definition = (fingerprint: string, body: string, title = 'Lees'): TemplateDefinition => ({
  ...{ name: 'knock', language: 'nl', whatsappLanguage: 'nl', category: 'utility', samples: ['Noor'] },
  ...{ body, buttons: [{ id: 'knock', title }], version: `terugblik_knock_nl_${fingerprint}` },
});
const first = definition('00000001', 'Hoi {{1}}. Er is een bericht voor je.');
const newer = definition('00000002', 'Dag {{1}}. Er staat een bericht voor je klaar.');

describe('templates at Twilio', () => {
  let clock: SimClock;
  let double: TwilioDouble;
  let warned: { event: string; fields: unknown }[];

  const start = async (options: Partial<TwilioDoubleOptions> = {}): Promise<void> => {
    clock = simClock(tuesday);
    warned = [];
    double = await startTwilioDouble({ port: 0, ...twilioSecrets, clock, ...options });
  };
  afterEach(() => double.close());

  const account = () => ({ ...twilioSecrets, apiUrl: double.url, timeout: 5000 });
  const push = (...definitions: TemplateDefinition[]) =>
    pushTemplates(createTwilioClient(account()), definitions);
  const list = () => listTemplates(createTwilioClient(account()));
  const channel = (): Channel =>
    createTwilioChannel({
      ...{ account: account(), from: twilioSecrets.from, listButton: 'Kies', keptTemplates: list },
      statusUrl: 'http://127.0.0.1:9/status',
      log: {
        info: () => undefined,
        warn: (event, fields) => void warned.push({ event, fields }),
        error: () => undefined,
      },
    });
  /** The message of a template whose words are those of this definition. */
  const asks = ({ body }: TemplateDefinition, variables = ['Noor']): OutMessage => {
    const text = fillBody(body, variables);
    const template = { name: 'knock', language: 'nl', variables, text };
    return { kind: 'text', text, choices: [{ id: 'knock', label: 'Lees' }], template };
  };
  const send = async (message: OutMessage): Promise<SendResult> => {
    const to = { channel: 'whatsapp', address: '+31611111111', ref: null } as const;
    const result = await channel().send(to, 'e1', message);
    await double.idle();
    return result;
  };
  const arrived = (): string[] => double.messages().map(({ body, status }) => `${status}: ${body}`);

  it('are made and submitted once: pushing again does nothing new', async () => {
    await start();
    const [made] = await push(first);
    const [again] = await push(first);
    expect(made).to.include({ version: 'terugblik_knock_nl_00000001', state: 'received', done: 'made' });
    expect(again).to.deep.equal({ ...made, state: 'approved', done: 'nothing' });
    const posts = double.requests().filter(({ method }) => method === 'POST');
    expect(posts).to.have.length(2);
    for (const request of double.requests()) expect(requestProblems(request), request.path).to.deep.equal([]);
  });

  it('whose approval was never asked, because a push broke off, get it asked by the next push', async () => {
    const types = { 'twilio/quick-reply': { body: first.body, actions: [{ id: 'knock', title: 'Lees' }] } };
    await start({
      contents: [
        { friendlyName: first.version, language: 'nl', variables: { '1': 'Noor' }, types },
        { friendlyName: 'order_shipped', language: 'en', types: { 'twilio/text': { body: 'Hi.' } } },
      ],
    });
    expect((await list()).map(({ version, state }) => [version, state])).to.deep.equal([
      [first.version, 'unsubmitted'],
    ]);
    const [completed] = await push(first);
    expect(completed?.done).to.equal('completed');
    expect((await list()).map(({ state }) => state)).to.deep.equal(['approved']);
  });

  it('are listed with their words, buttons and state, a rejection with its reason', async () => {
    await start({ approvals: 'manual' });
    const [pushed] = await push(first);
    double.decide(pushed?.sid ?? '', 'rejected', 'TAG_CONTENT_MISMATCH');
    const [listed] = await list();
    expect(listed).to.deep.include({
      ...{ name: 'knock', language: 'nl', fingerprint: '00000001', state: 'rejected' },
      ...{ reason: 'TAG_CONTENT_MISMATCH', body: first.body, buttons: [{ id: 'knock', title: 'Lees' }] },
    });
  });

  it('go out in the words that the message asks for, old ones too', async () => {
    await start();
    await push(first);
    clock.advance(60_000);
    await push(newer);
    await send(asks(first));
    await send(asks(newer, ['Daan']));
    expect(arrived()).to.deep.equal([
      'read: Hoi Noor. Er is een bericht voor je.',
      'read: Dag Daan. Er staat een bericht voor je klaar.',
    ]);
    expect(warned).to.deep.equal([]);
  });

  it('go out in the newest approved words while the new ones are under review, and that is logged', async () => {
    await start({ approvals: 'manual' });
    for (const one of [definition('00000000', 'Hallo {{1}}. Ik heb een bericht voor je.'), first]) {
      const [pushed] = await push(one);
      double.decide(pushed?.sid ?? '', 'approved');
      clock.advance(60_000);
    }
    await push(newer);
    expect(await send(asks(newer))).to.include({ status: 'sent' });
    expect(arrived()).to.deep.equal(['read: Hoi Noor. Er is een bericht voor je.']);
    expect(warned).to.deep.equal([
      {
        event: 'whatsapp.template_other_words',
        fields: { name: 'knock', language: 'nl', sent: first.version, own: 'received' },
      },
    ]);
  });

  it('with other variables or other buttons never stand in for one another', async () => {
    await start();
    const twoNames = { ...first, body: 'Hoi {{1}}. Er is een bericht van {{2}} voor je.' };
    const twoButtons = {
      ...definition('00000003', 'Goedendag {{1}}. Er is een bericht voor je.'),
      buttons: [
        { id: 'knock', title: 'Lees' },
        { id: 'later', title: 'Later' },
      ],
    };
    await push({ ...twoNames, samples: ['Noor', 'Samira'] }, twoButtons);
    const result = await send(asks(newer));
    expect(result).to.deep.equal({
      status: 'failed',
      reason: 'no approved template knock (nl)',
      blocks: false,
    });
    expect(arrived()).to.deep.equal([]);
  });

  it('under review are tried again later, refused ones are not', async () => {
    await start({ approvals: 'manual' });
    const [pushed] = await push(first);
    expect(await send(asks(first))).to.deep.include({ status: 'retry', afterMs: 300_000 });
    for (const state of ['rejected', 'paused', 'disabled'] as const) {
      double.decide(pushed?.sid ?? '', state);
      expect(await send(asks(first))).to.deep.equal({
        ...{ status: 'failed', blocks: false },
        reason: `template refused: knock (nl) is ${state}`,
      });
    }
    expect(arrived()).to.deep.equal([]);
  });

  it('go out in Dutch to a language that WhatsApp does not know', async () => {
    await start();
    await push(first);
    const message = asks(first);
    if (message.kind !== 'text' || message.template === null) throw new Error('no template');
    await send({ ...message, template: { ...message.template, language: 'ti', text: 'ሰላም Noor' } });
    expect(arrived()).to.deep.equal(['read: Hoi Noor. Er is een bericht voor je.']);
    expect(warned.map(({ event }) => event)).to.deep.equal(['whatsapp.template_other_words']);
  });
});
