import { expect } from 'chai';
import { secondReadingDays } from '../../../src/app/alerts/second-reader-budget.js';
import type { SecondReader, SecondReaderInput, SecondReading } from '../../../src/ports/second-reader.js';
import { addresses, demoSchool, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;
const nothing: SecondReading = { kind: 'read', concern: null, severity: null, about: null, confidence: 0.1 };
const worry = (severity: 'medium' | 'high' | 'acute'): SecondReading => ({
  ...{ kind: 'read', concern: 'home', severity, about: 'home', confidence: 0.7 },
});

describe('a second reader of messages', () => {
  let w: World;
  let given: SecondReaderInput[];
  let says: SecondReading;
  const begin = async (perDay = 100): Promise<void> => {
    given = [];
    says = nothing;
    const secondReader: SecondReader = {
      version: '1',
      read: async (input) => {
        given.push(input);
        return says;
      },
    };
    w = await world({ secondReader, school: { ...(await demoSchool()), secondReader: { perDay } } });
    await introduce(w);
    await w.pass(6000);
    given = [];
  };
  afterEach(() => w.close());
  const say = async (text: string): Promise<void> => {
    await w.write('whatsapp', noor, text);
    await w.pass(6000);
  };
  const severities = async () => (await w.alerts()).map((one) => one.severity);

  it('adds an alarm that the first reader did not see; the student reads nothing of it', async () => {
    await begin();
    says = worry('high');
    await say('ik heb drie kratten gevuld met pasta');
    expect(await severities()).to.deep.equal(['high']);
    const [alert] = await w.alerts();
    expect(alert?.reasons.join()).to.contain('een tweede lezer (een programma)');
    expect(alert?.rules).to.deep.equal(['second-reader:1']);
    expect(alert?.promise).to.contain('weet nog niet');
    expect(alert?.recipients.map((one) => one.person)).to.deep.equal(['samira']);
    expect(w.whatsapp.texts().join(' ')).to.not.contain('leest je bericht');
  });

  it('gets no names', async () => {
    await begin();
    await say('ik vroeg samira of noor mocht helpen, bel 0612345678');
    expect(given[0]?.answer).to.equal('ik vroeg [naam] of [naam] mocht helpen, bel [nummer]');
  });

  it('raises a severity, and then who reads such a worry at once gets it too; it never lowers one', async () => {
    await begin();
    says = worry('acute');
    await say('ik word gepest door de anderen');
    const [alert] = await w.alerts();
    const first = alert?.severity;
    expect(first).to.equal('acute');
    expect(alert?.recipients.map((one) => one.person)).to.include('fatima');
    says = nothing;
    await say('ze pesten me weer elke dag');
    expect((await severities()).every((one) => one !== null)).to.equal(true);
  });

  it('is not asked about what is acute, nor about words for the confidant', async () => {
    await begin();
    await say('mijn chef slaat mij');
    await say('iemand anders');
    given = [];
    await say('het gaat over een docent');
    expect(given).to.deep.equal([]);
  });

  it('that does not read, or whose day is spent, changes nothing and is counted', async () => {
    // The first "hoi" was read as well.
    await begin(3);
    says = { kind: 'unread', why: 'refused' };
    for (const words of ['een', 'twee', 'drie']) await say(`ik deed ${words} dingen met de vakken`);
    expect(given).to.have.length(2);
    expect(await severities()).to.deep.equal([]);
    const [day] = await secondReadingDays(w.store, w.deps.school, ['2026-11-24']);
    expect(day).to.deep.include({ taken: 3, counts: { read: 1, refused: 2 } });
  });

  it('is asked once about a message, however often its job runs', async () => {
    await begin();
    says = worry('high');
    await say('ik heb drie kratten gevuld met pasta');
    const thread = await w.thread('noor');
    expect(thread.jobs.filter(({ task }) => task.type === 'second_reading')).to.deep.equal([]);
    expect(await severities()).to.have.length(1);
  });

  it('is left out where the school has none', async () => {
    w = await world();
    await introduce(w);
    await say('ik deed drie dingen');
    expect((await w.thread('noor')).jobs).to.deep.equal([]);
  });
});
