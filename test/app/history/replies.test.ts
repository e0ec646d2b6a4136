import { expect } from 'chai';
import type { World } from '../../support/world.js';
import { addresses } from '../../support/world.js';
import { withPast } from './past.js';

const noor = addresses.noor.whatsapp;
const hour = 3_600_000;

describe('what staff wrote, on the time line', () => {
  let w: World;
  beforeEach(async () => {
    w = await withPast();
  });
  afterEach(() => w.close());

  const replies = async (who: string): Promise<string[]> =>
    ((await w.app.history.history(who, 'noor'))?.days ?? [])
      .flatMap(({ reflections }) => reflections)
      .flatMap((one) => (one.replies ?? []).map(({ by, text }) => `${by}: ${text}`));

  it('stands there for begeleider and mentor, and is no reflection with short answers', async () => {
    await w.write('whatsapp', noor, 'hoi');
    await w.app.history.write('samira', 'noor', { text: 'Wat goed van je, Noor!', token: 't-1' });
    await w.pass(1000);
    await w.write('whatsapp', noor, 'ok');
    await w.pass(8 * 24 * hour);
    for (const who of ['samira', 'peter']) {
      const [reply, ...others] = await replies(who);
      expect(reply, who).to.match(/^Samira de Wit: .*Wat goed van je, Noor!/s);
      expect(others).to.deep.equal([]);
    }
    const days = (await w.app.history.history('samira', 'noor'))?.days ?? [];
    const talk = days.flatMap(({ reflections }) => reflections).find((one) => one.replies !== undefined);
    expect(talk).to.include({ answers: 0, short: 0 });
  });

  it('does not, where it answers a worry', async () => {
    await w.write('whatsapp', noor, 'mijn chef slaat mij als ik iets fout doe');
    const [alert] = await w.alerts();
    const by = {
      channel: 'teams',
      address: addresses.samira.teams,
      providerId: 'press-1',
      ref: null,
    } as const;
    const press = { ...by, at: w.clock.now(), content: { type: 'text', text: '' } } as const;
    await w.app.actOnAlert(press, alert?.id ?? '', { verb: 'reply', text: 'Ik bel je vandaag.' });
    await w.pass(8 * 24 * hour);
    expect(await w.app.history.search('samira', 'noor', 'ik bel je')).to.have.length.greaterThan(0);
    expect(await w.app.history.search('peter', 'noor', 'ik bel je')).to.deep.equal([]);
    for (const who of ['samira', 'peter'])
      expect((await replies(who)).join(), who).to.not.contain('Ik bel je');
  });
});
