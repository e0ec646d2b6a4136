import { expect } from 'chai';
import { pressAlert } from '../../support/press.js';
import { addresses, introduce, world, type World } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

describe('words that come after a worry', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await introduce(w);
  });
  afterEach(() => w.close());
  const say = (text: string) => w.write('whatsapp', noor, text);
  const cardOf = async (person: keyof typeof addresses): Promise<string> => {
    const address = (addresses[person] as { teams?: string }).teams ?? '';
    const opened = await pressAlert(w, { verb: 'open' }, address);
    return opened.kind === 'card' ? (opened.card.words?.text ?? '') : 'refused';
  };

  it('and take it back leave it standing, and stand beside it', async () => {
    await say('mijn chef slaat mij');
    await say('grapje, laat maar');
    expect(w.whatsapp.texts().at(-2)).to.contain('Iemand kijkt er toch even naar');
    const alerts = await w.alerts();
    expect(alerts.map((one) => one.status)).to.deep.equal(['new']);
    expect(await cardOf('samira'))
      .to.contain('mijn chef slaat mij')
      .and.to.contain('grapje, laat maar');
  });

  it('and explain it while it is answered stand beside it; a chosen answer is no such word', async () => {
    await say('mijn chef slaat mij');
    await say('het was gisteren in het magazijn');
    await w.tap('whatsapp', noor, 'Bellen');
    const words = await cardOf('samira');
    expect(words).to.contain('gisteren in het magazijn');
    expect(words).to.not.contain('Bellen');
  });

  it('days later are about something else', async () => {
    await say('mijn chef slaat mij');
    await w.tap('whatsapp', noor, 'Bellen');
    await w.tap('whatsapp', noor, 'Stoppen');
    await w.pass(30 * 3_600_000);
    await say('laat maar');
    expect((await w.alerts())[0]?.added ?? []).to.deep.equal([]);
  });

  it('for the confidant are marked in the transcript as his alone', async () => {
    await say('iemand anders');
    await say('het gaat niet goed met mij door een docent, ik ben bang');
    await say('laat maar, grapje');
    const lines = (await w.thread('noor')).ended.flatMap((talk) => talk.transcript);
    const archived = await w.store.list<{ talk: { transcript: typeof lines } }>({
      ...{ partition: 'demo:noor', kind: 'talk', order: 'asc', limit: 50 },
    });
    const all = [...lines, ...archived.items.flatMap((item) => item.body.talk.transcript)];
    expect(all.find((line) => line.text === 'laat maar, grapje')?.confidential).to.equal(true);
    expect(await cardOf('samira')).to.equal('refused');
  });
});

describe('short answers', () => {
  /** How many invitations Samira has got after each of four weeks of such answers. */
  async function invitations(...answers: string[]): Promise<number[]> {
    const w = await world();
    await introduce(w);
    const cards = (): number =>
      w.teams.sent.filter(
        ({ message }) => message.kind === 'card' && message.card.title.includes('uitnodiging'),
      ).length;
    const found: number[] = [];
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 'none' });
    await w.pass(0);
    for (let week = 0; week < 4; week += 1) {
      // From the second week on she is asked whether there was an assignment; a hint is answered as short.
      for (const words of ['Goed', ...(week === 0 ? [] : ['Nee']), ...answers])
        await w.write('whatsapp', noor, words);
      found.push(cards());
      await w.pass(7 * 24 * 3_600_000);
    }
    await w.close();
    return found;
  }

  it('once or twice are nobody’s business; three times running they become an invitation', async () => {
    expect(await invitations('ging goed', 'ging goed', 'ging goed')).to.deep.equal([0, 0, 1, 1]);
  });

  it('with nothing in them do so the second time; then the count begins anew', async () => {
    expect(await invitations('gewoon', 'gewoon', 'gewoon')).to.deep.equal([0, 1, 1, 2]);
  });

  it('with something in them never do', async () => {
    const answers = ['ik heb een klant geholpen met pasta', 'ik wil de kassa leren'];
    expect(await invitations(...answers)).to.deep.equal([0, 0, 0, 0]);
  });
});
