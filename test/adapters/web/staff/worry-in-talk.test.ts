import { expect } from 'chai';
import { staffServer, type StaffServer } from '../../../support/staff-server.js';
import { addresses } from '../../../support/world.js';

const worry = 'mijn chef slaat mij als ik iets fout doe';
const hidden = 'om de privacy van de student verborgen';

describe('a worry in a talk, on the pages', function () {
  this.timeout(20_000);
  let school: StaffServer;
  let path: string;
  let alert: string;
  before(async () => {
    school = await staffServer();
    const { world } = school;
    const noor = addresses.noor.teams;
    for (const said of ['hoi', 'Nederlands', 'Gelezen']) await world.write('teams', noor, said);
    await world.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await world.pass(1000);
    for (const said of ['goed', worry]) await world.write('teams', noor, said);
    const [found] = await world.alerts();
    alert = `/history/alert/${encodeURIComponent(found?.id ?? '')}`;
    path = `/history/student/noor/talk/${(found?.talk ?? '').split(':').at(-1)}`;
  });
  after(() => school.close());

  const read = async (person: string, page = path): Promise<{ status: number; text: string }> => {
    const answer = await school.get(page, await school.cookieOf(person));
    return { status: answer.status, text: await answer.text() };
  };

  it('is marked for who was sent it, who reads the talk around it as well', async () => {
    for (const person of ['samira', 'fatima']) {
      const { status, text } = await read(person);
      expect(status, person).to.equal(200);
      expect(text, person)
        .to.contain(worry)
        .and.contain('Hierbij is een melding gemaakt.')
        .and.not.contain(hidden);
    }
    expect((await read('fatima', '/history/student/noor')).status).to.equal(403);
  });

  it('is hidden from the mentor, who reads that something is, and not what', async () => {
    const { status, text } = await read('peter');
    expect(status).to.equal(200);
    expect(text).to.contain(hidden).and.not.contain('slaat').and.not.contain('melding gemaakt');
    expect((await read('peter', '/history/student/noor/search?q=slaat')).text).to.contain('0 keer gevonden');
    expect((await read('peter', alert)).status).to.equal(403);
  });

  it('is handled on its page: a day that cannot be is said, and nothing is kept of it', async () => {
    const cookie = await school.cookieOf('samira');
    const fields = { verb: 'handled', outcome: 'talked', note: '' };
    const wrong = await school.post(alert, { ...fields, on: '2027-01-01' }, cookie);
    expect(await wrong.text()).to.contain('Er is nog niets opgeslagen');
    const right = await school.post(alert, { ...fields, on: '2026-11-24' }, cookie);
    expect(await right.text()).to.contain('afgehandeld door Samira de Wit');
    expect((await read('samira', '/history')).text).to.contain('Afgehandeld (1)');
  });

  it('takes no button that no card has', async () => {
    const cookie = await school.cookieOf('samira');
    for (const fields of [
      { verb: 'open' },
      { verb: 'raise' },
      { verb: 'handled', outcome: 'x' },
      { verb: 'judge', verdict: 'x' },
    ])
      expect((await school.post(alert, fields, cookie)).status, JSON.stringify(fields)).to.equal(403);
  });
});
