import { expect } from 'chai';
import { staffServer, type StaffServer } from '../../../support/staff-server.js';
import { addresses } from '../../../support/world.js';

const about = 'Samira de Wit zit steeds aan mij en ik wil dat niet';

describe('a worry about somebody of the school, on the pages', function () {
  this.timeout(20_000);
  let school: StaffServer;
  let alert: string;
  let talks: string[];
  before(async () => {
    school = await staffServer();
    const { world } = school;
    for (const said of ['hoi', 'Nederlands', 'Gelezen'])
      await world.write('teams', addresses.noor.teams, said);
    await world.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await world.pass(1000);
    await world.write('teams', addresses.noor.teams, 'goed');
    await world.write('teams', addresses.noor.teams, about);
    const found = (await world.alerts()).find((one) => one.words.includes(about));
    if (found === undefined) throw new Error('no alert was raised');
    alert = found.id;
    const thread = await world.thread('noor');
    talks = [thread.talk, ...thread.ended].flatMap((talk) => (talk === null ? [] : [talk.id]));
  });
  after(() => school.close());

  const ask = async (person: string, path: string): Promise<{ status: number; text: string }> => {
    const answer = await school.get(path, await school.cookieOf(person));
    return { status: answer.status, text: await answer.text() };
  };
  const paths = (): string[] => [
    '/history',
    '/history/student/noor',
    '/history/student/noor/search?q=samira',
    ...talks.map((talk) => `/history/student/noor/talk/${talk.split(':').at(-1)}`),
  ];

  it('stands on the list of the confidant, with the conversation', async () => {
    expect((await ask('joris', '/history')).text).to.contain('Noor Haddad');
    const opened = await ask('joris', `/history/alert/${encodeURIComponent(alert)}`);
    expect(opened.status).to.equal(200);
    expect(opened.text).to.contain(about);
    const path = /href="(\/history\/student\/noor\/talk\/[^"]+)"/.exec(opened.text)?.[1];
    expect((await ask('joris', path ?? '')).text).to.contain(about);
    expect((await ask('joris', '/history/student/noor')).status).to.equal(403);
  });

  it('leaves no trace on any page of the begeleider whom it names, or of the mentor', async () => {
    for (const person of ['samira', 'peter'])
      for (const path of paths()) {
        const { text, status } = await ask(person, path);
        expect(status, path).to.equal(200);
        expect(text, `${person} ${path}`)
          .to.not.contain('zit steeds aan mij')
          .and.not.contain('een melding gemaakt');
        expect(text, `${person} ${path}`).to.not.contain('om de privacy').and.not.contain('Open meldingen');
        expect(text, `${person} ${path}`).to.not.contain(encodeURIComponent(alert));
      }
  });

  it('cannot be opened, pressed or told apart from nothing by anybody else', async () => {
    const nothing = await ask('samira', '/history/alert/demo%3Anoor%3Anothing');
    for (const person of ['samira', 'peter', 'tom', 'karin', 'fatima']) {
      const { status, text } = await ask(person, `/history/alert/${encodeURIComponent(alert)}`);
      expect(status, person).to.equal(nothing.status);
      expect(text, person).to.not.contain(about);
      const cookie = await school.cookieOf(person);
      const pressed = await school.post(
        `/history/alert/${encodeURIComponent(alert)}`,
        { verb: 'seen' },
        cookie,
      );
      expect(pressed.status, person).to.equal(403);
    }
    const after = (await school.world.alerts()).find(({ id }) => id === alert);
    expect(after?.status).to.equal('new');
  });

  it('shows the coordinator that it lies open, and not about whom', async () => {
    const { text } = await ask('karin', '/history');
    expect(text).to.contain('Joris van Dijk').and.not.contain('Noor').and.not.contain('Samira');
  });
});
