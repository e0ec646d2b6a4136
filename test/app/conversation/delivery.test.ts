import { expect } from 'chai';
import { hour, minute, second } from '../../../src/core/time.js';
import { anEntry, words } from '../../core/thread/builders.js';
import { addresses, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

describe('a delivery', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    for (const said of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen'])
      await w.write('whatsapp', noor, said);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.app.idle();
    w.whatsapp.sent.length = 0;
  });
  afterEach(() => w.close());

  it('that is refused for now is tried again, later each time, and arrives once', async () => {
    w.whatsapp.next.push(
      { status: 'retry', afterMs: null, reason: '429' },
      { status: 'retry', afterMs: 60_000, reason: '429' },
    );
    await w.write('whatsapp', noor, 'goed');
    expect(w.whatsapp.sent).to.deep.equal([]);
    await w.pass(5 * second);
    expect(w.whatsapp.sent).to.deep.equal([]);
    await w.pass(61 * second);
    expect(w.whatsapp.sent).to.have.length(1);
  });

  it('keeps its order: what was said later waits for what was said before', async () => {
    w.whatsapp.next.push({ status: 'retry', afterMs: 10_000, reason: '429' });
    await w.write('whatsapp', noor, 'goed');
    await w.write('whatsapp', noor, 'ja');
    expect(w.whatsapp.sent).to.deep.equal([]);
    await w.pass(11 * second);
    const texts = w.whatsapp.texts();
    expect(texts[0]).to.contain('Klopt dat?');
    expect(texts[1]).to.contain('Waar wil je over vertellen?');
  });

  it('of a worry passes what waits', async () => {
    w.whatsapp.next.push({ status: 'retry', afterMs: 10_000, reason: '429' });
    await w.write('whatsapp', noor, 'goed');
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    expect(w.whatsapp.texts().join()).to.contain('Dank je dat je dit vertelt');
  });

  it('whose outcome is lost is not repeated while a report can still come', async () => {
    w.whatsapp.next.push({ status: 'unknown', reason: 'time-out' });
    await w.write('whatsapp', noor, 'goed');
    await w.pass(30 * second);
    expect(w.whatsapp.sent).to.deep.equal([]);
    const [entry] = (await w.thread('noor')).outbox.filter((one) => one.status === 'unknown');
    await w.app.report({
      channel: 'whatsapp',
      entry: entry?.id ?? '',
      address: noor,
      providerId: 'SM-late',
      status: 'delivered',
      code: null,
    });
    await w.pass(hour);
    expect(w.whatsapp.sent).to.deep.equal([]);
    const line = (await w.thread('noor')).talk?.transcript.find((one) => one.id === entry?.id);
    expect(line?.delivery).to.equal('delivered');
  });

  it('whose outcome is lost is looked up, and sent again when it never left', async () => {
    w.whatsapp.next.push({ status: 'unknown', reason: 'time-out' });
    w.whatsapp.lookUps.push({ found: false });
    await w.write('whatsapp', noor, 'goed');
    await w.pass(3 * minute);
    expect(w.whatsapp.sent).to.have.length(1);
  });

  it('whose outcome is lost is not sent again when the look-up finds it', async () => {
    w.whatsapp.next.push({ status: 'unknown', reason: 'time-out' });
    w.whatsapp.lookUps.push({ found: true, providerId: 'SM-found' });
    await w.write('whatsapp', noor, 'goed');
    await w.pass(3 * minute);
    await w.pass(hour);
    expect(w.whatsapp.sent).to.deep.equal([]);
  });

  it('of a worry whose outcome is lost is repeated at once', async () => {
    w.whatsapp.next.push({ status: 'unknown', reason: 'time-out' });
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    expect(w.whatsapp.texts().join()).to.contain('Dank je dat je dit vertelt');
  });

  it('in Teams, where nothing can be looked up, is repeated once after a loss, a refusal before it apart', async () => {
    const noorInTeams = addresses.noor.teams;
    w.teams.next.push(
      { status: 'retry', afterMs: null, reason: '429' },
      { status: 'unknown', reason: 'time-out' },
    );
    await w.write('teams', noorInTeams, 'goed');
    await w.pass(5 * second);
    expect(w.teams.texts()).to.deep.equal([]);
    w.teams.next.push({ status: 'unknown', reason: 'time-out' });
    await w.pass(3 * minute);
    expect(w.teams.next, 'it was repeated').to.deep.equal([]);
    await w.pass(hour);
    const toNoor = w.teams.sent.filter(({ to }) => to.address === noorInTeams);
    expect(toNoor, 'and not a second time').to.deep.equal([]);
  });

  it('goes to the other channel when this one is closed for good', async () => {
    await w.write('teams', addresses.noor.teams, { type: 'joined' });
    w.teams.sent.length = 0;
    w.whatsapp.next.push({ status: 'failed', reason: 'code 63024', blocks: true });
    await w.write('whatsapp', noor, 'goed');
    expect(w.teams.texts().join()).to.contain('Klopt dat?');
    await w.write('whatsapp', noor, 'ja');
    expect(w.whatsapp.texts().join()).to.contain('Waar wil je over vertellen?');
  });

  it('that fails for good is shown as not arrived', async () => {
    w.whatsapp.next.push({ status: 'failed', reason: 'code 63013', blocks: false });
    await w.write('whatsapp', noor, 'goed');
    const line = (await w.thread('noor')).talk?.transcript.at(-1);
    expect(line).to.include({ from: 'bot', delivery: 'failed' });
  });

  it('outside the window knocks once, and the words follow the answer', async () => {
    await w.write('teams', addresses.samira.teams, { type: 'joined' });
    await w.write('whatsapp', noor, 'mijn chef slaat mij');
    await w.pass(25 * hour);
    w.whatsapp.sent.length = 0;
    const [alert] = await w.alerts();
    const by = {
      channel: 'teams',
      address: addresses.samira.teams,
      providerId: 'i',
      at: 0,
      ref: null,
      content: { type: 'joined' },
    } as const;
    await w.app.actOnAlert(by, alert?.id ?? '', { verb: 'handled', outcome: 'talked' });
    await w.pass(0);
    const templates = w.whatsapp.sent.map(({ message }) =>
      message.kind === 'text' ? message.template?.name : 'card',
    );
    expect(templates).to.deep.equal(['knock']);
    await w.write('whatsapp', noor, { type: 'button', payload: 'knock', label: 'Lees bericht' });
    expect(w.whatsapp.texts().slice(1)).to.deep.equal([
      'Samira de Wit heeft je bericht gelezen.',
      'Samira de Wit is met je bericht bezig geweest.\n\nIs dit goed opgepakt?',
    ]);
  });

  it('survives an adapter that breaks', async () => {
    w.whatsapp.next.push('throw');
    w.whatsapp.lookUps.push({ found: false });
    await w.write('whatsapp', noor, 'goed');
    await w.pass(3 * minute);
    expect(w.whatsapp.sent).to.have.length(1);
  });

  it('of the same words thrice, all lost, of which two left: each message is one entry’s, the third is sent again', async () => {
    const lost = ['a', 'b', 'c'].map((id) =>
      anEntry(`demo:noor:same-${id}`, {
        ...{ status: 'unknown', attempts: 1, lost: 1, channel: 'whatsapp', message: words('Bewaard.') },
        ...{ attemptAt: w.clock.now(), createdAt: w.clock.now(), dueAt: w.clock.now() + 2 * minute },
      }),
    );
    await w.app.threads.change('noor', (thread) => ({ ...thread, outbox: [...thread.outbox, ...lost] }));
    const left = ['SM-one', 'SM-two'];
    w.whatsapp.lookUp = async (_to, _message, _since, known) => {
      const [nearest] = left.filter((sid) => !known.includes(sid));
      return nearest === undefined ? { found: false } : { found: true, providerId: nearest };
    };
    await w.pass(3 * minute);
    const after = (await w.thread('noor')).outbox.filter(({ id }) => id.startsWith('demo:noor:same-'));
    expect(after.map(({ status }) => status)).to.deep.equal(['sent', 'sent', 'sent']);
    expect(new Set(after.map(({ providerId }) => providerId)).size).to.equal(3);
    expect(w.whatsapp.texts()).to.deep.equal(['Bewaard.']);
  });

  it('reports that come twice, late or out of order change nothing that is known better', async () => {
    await w.write('whatsapp', noor, 'goed');
    const entry = w.whatsapp.sent.at(-1)?.entry ?? '';
    const report = (status: 'sent' | 'delivered' | 'failed') =>
      w.app.report({ channel: 'whatsapp', entry, address: noor, providerId: 'SM1', status, code: null });
    await report('delivered');
    await report('sent');
    await report('failed');
    await w.app.idle();
    const line = (await w.thread('noor')).talk?.transcript.find((one) => one.id === entry);
    expect(line?.delivery).to.equal('delivered');
  });
});

describe('an attempt in a process that died', () => {
  it('is taken up by the next one: a worry at once, other words after a look-up', async () => {
    const w = await world();
    await w.write('teams', addresses.samira.teams, { type: 'joined' });
    for (const said of ['hoi', 'Nederlands', 'Verder', 'Verder', 'Gelezen'])
      await w.write('whatsapp', noor, said);
    // Committed, and then nothing: the deliveries of this turn never run.
    const committed = await w.app.threads.change('noor', (thread) => ({
      ...thread,
      outbox: [
        ...thread.outbox,
        anEntry('demo:noor:worry', { urgent: true, message: words('zorg'), createdAt: w.clock.now() }),
      ],
    }));
    expect(committed?.dispatches).to.have.length(1);
    w.whatsapp.sent.length = 0;
    await w.pass(20 * second);
    expect(w.whatsapp.texts()).to.deep.equal([]);
    await w.pass(11 * second);
    expect(w.whatsapp.texts()).to.deep.equal(['zorg']);
    await w.close();
  });
});
