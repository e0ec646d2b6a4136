import { expect } from 'chai';
import { day, hour } from '../../../src/core/time.js';
import { openAlertsOf, openAlertStatus } from '../../../src/app/alerts/alert-lists.js';
import { post } from '../../../src/app/conversation/posts.js';
import { createHandlers } from '../../../src/app/create-handlers.js';
import { createInHand } from '../../../src/app/in-hand.js';
import { pressAlert } from '../../support/press.js';
import { addresses, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;
const words = 'Dank je dat je dit vertelt. Ik kom morgen langs.';

describe('what somebody of the staff writes to a student', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
  });
  afterEach(() => w.close());

  const worried = async (): Promise<void> => {
    await w.write('whatsapp', noor, 'ik word gepest door de anderen');
    await w.tap('whatsapp', noor, 'Hier, in de chat');
    w.whatsapp.sent.length = 0;
    w.teams.sent.length = 0;
  };
  const reply = () => pressAlert(w, { verb: 'reply', text: ` ${words} ` });
  /** Written from a page, about no worry. */
  const write = async (text: string): Promise<void> => {
    const handlers = createHandlers(
      w.deps,
      createInHand(() => undefined),
    );
    const body = { kind: 'reply', by: 'samira', name: 'Samira de Wit', text, alert: null } as const;
    const posted = { entry: `reply:${text}`, to: 'noor', urgent: false, report: null };
    await post(handlers, { ...posted, body: { ...body, confidential: false } });
    await w.pass(0);
  };
  const lines = async () => {
    const { talk, ended } = await w.thread('noor');
    return [...ended, ...(talk === null ? [] : [talk])].flatMap((one) => one.transcript);
  };
  const notesTo = (address: string): string[] =>
    w.teams.sent.flatMap(({ to, message }) =>
      to.address === address && message.kind === 'card' ? message.card.notes : [],
    );

  it('arrives in his own chat under that person’s name, and stands in the transcript as hers', async () => {
    await worried();
    await reply();
    expect(w.whatsapp.texts().at(-1)).to.contain('Samira de Wit schrijft je').and.to.contain(words);
    const staff = (await lines()).filter((line) => line.from === 'staff');
    expect(staff.map(({ by }) => by)).to.deep.equal(['Samira de Wit']);
    const [alert] = await w.alerts();
    expect(alert?.status).to.equal('seen');
    expect(staff[0]?.alert).to.equal(alert?.id);
    expect(alert?.replies?.map(({ by, text }) => [by, text])).to.deep.equal([['samira', words]]);
  });

  it('is sent once, however often it is pressed', async () => {
    await worried();
    await Promise.all([reply(), reply()]);
    await reply();
    expect(w.whatsapp.texts().filter((text) => text.includes(words))).to.have.length(1);
  });

  it('with nothing in it is not sent, and says so on the card', async () => {
    await worried();
    const result = await pressAlert(w, { verb: 'reply', text: '   ' });
    expect(result.kind === 'card' && result.card.notes).to.include('Typ eerst een bericht.');
    expect(w.whatsapp.sent).to.deep.equal([]);
  });

  it('can be answered by just typing: it goes beside the worry, and she hears that there is something', async () => {
    await worried();
    await reply();
    await w.write('whatsapp', noor, 'oké bedankt, tot morgen');
    expect(w.whatsapp.texts().at(-1)).to.contain('Dank je. Samira de Wit krijgt jouw bericht.');
    const [alert] = await w.alerts();
    expect(alert?.added?.map(({ text }) => text)).to.include('oké bedankt, tot morgen');
    const told = notesTo(addresses.samira.teams);
    expect(told.join(' ')).to.contain('Noor Haddad schreef terug').and.to.not.contain('tot morgen');
    const line = (await lines()).find(({ text }) => text === 'oké bedankt, tot morgen');
    expect(line?.alert).to.equal(alert?.id);
  });

  it('stands on an open talk, which then goes on where it was', async () => {
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
    const question = w.whatsapp.texts().at(-1)?.split('\n').at(-1) ?? '';
    expect(question).to.match(/^Hoi Noor\. ./);
    await write('Goed gedaan vandaag.');
    await w.tap('whatsapp', noor, 'Gelezen');
    expect(w.whatsapp.texts().at(-1)).to.contain(question.replace('Hoi Noor. ', ''));
  });

  it('outside the window says first who answered, by template; the words follow the tap', async () => {
    await worried();
    await w.pass(26 * hour);
    w.whatsapp.sent.length = 0;
    await reply();
    const [knock] = w.whatsapp.sent;
    const template = knock?.message.kind === 'text' ? knock.message.template : null;
    expect(template).to.deep.include({ name: 'antwoord_knock', variables: ['Noor', 'Samira de Wit'] });
    expect(JSON.stringify(w.whatsapp.sent)).to.not.contain('morgen langs');
    await w.tap('whatsapp', noor, 'Lees bericht');
    expect(w.whatsapp.texts().at(-1)).to.contain(words);
  });

  it('opens the next reflection, once, when it is about no worry', async () => {
    await write('Mooi hoe je die klant hielp.');
    await w.tap('whatsapp', noor, 'Gelezen');
    await w.pass(day);
    const open = async (date: string): Promise<string> => {
      w.whatsapp.sent.length = 0;
      await w.app.openDay({ student: 'noor', date, assignment: 4 });
      await w.pass(0);
      await w.tap('whatsapp', noor, '🙂 Goed');
      return w.whatsapp.texts().join('\n');
    };
    expect(await open('2026-11-24')).to.contain('Mooi hoe je die klant hielp.');
    await w.write('whatsapp', noor, 'ziek');
    expect((await w.thread('noor')).history.reply?.text).to.equal('Mooi hoe je die klant hielp.');
  });

  it('that is about a worry never opens a reflection', async () => {
    await worried();
    await reply();
    expect((await w.thread('noor')).history.reply).to.equal(undefined);
  });

  it('is not sent to somebody who wants no messages, and she hears so', async () => {
    await worried();
    await w.write('whatsapp', noor, 'stop');
    w.whatsapp.sent.length = 0;
    await reply();
    expect(w.whatsapp.sent).to.deep.equal([]);
    expect(notesTo(addresses.samira.teams).join(' ')).to.contain('Noor Haddad kreeg je bericht niet');
  });
});

describe('the lists of open alerts', () => {
  it('hold what somebody was sent, gravest first, until it is handled; the coordinator sees no name', async () => {
    const w = await world();
    await introduce(w);
    await w.write('whatsapp', noor, 'ik word gepest door de anderen');
    await w.pass(0);
    const [line] = await openAlertsOf(w.deps, 'samira');
    expect(line).to.include({ student: 'noor', status: 'new', category: 'bullying', takenBy: null });
    await pressAlert(w, { verb: 'take', from: '' });
    expect((await openAlertsOf(w.deps, 'samira'))[0]).to.include({ status: 'taken', takenBy: 'samira' });
    const status = await openAlertStatus(w.deps);
    expect(status.map(({ takenBy, readers }) => [takenBy, readers])).to.deep.equal([['samira', ['samira']]]);
    expect(JSON.stringify(status)).to.not.contain('Noor').and.to.not.contain('bullying');
    await pressAlert(w, { verb: 'handled', outcome: 'talked' });
    expect([await openAlertsOf(w.deps, 'samira'), await openAlertStatus(w.deps)]).to.deep.equal([[], []]);
    await w.close();
  });
});
