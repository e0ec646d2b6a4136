import { expect } from 'chai';
import { message } from '../adapters/teams/support/activities.js';
import { openSchool, type OpenSchool } from '../support/open-school.js';
import { addresses } from '../support/world.js';

describe('what fuzzing found', () => {
  let school: OpenSchool;
  before(async () => {
    school = await openSchool();
  });
  after(() => school.close());

  const noor = { id: '29:n', aadObjectId: addresses.noor.teams };
  const send = async (body: unknown) => school.ask(await school.activity(body));
  const alertsNow = async (): Promise<number> => {
    await school.w.pass(0);
    return (await school.w.alerts()).length;
  };

  it('somebody named by half a letter, or by a book, is refused and not a fault', async () => {
    for (const aadObjectId of ['\ud800', 'x'.repeat(5000)]) {
      const answer = await send(message('hoi', { from: { ...noor, aadObjectId } }));
      expect([answer.status, answer.body]).to.deep.equal([
        400,
        '{"error":{"code":"activity_incomplete","message":"These fields are missing or wrong: from.aadObjectId."}}',
      ]);
    }
  });

  it('a moment that is no text is no moment', async () => {
    expect((await send(message('hoi', { from: noor, timestamp: { toString: 1 } }))).status).to.equal(200);
  });

  it('a worry whose message has an odd id is raised all the same, once for each message', async () => {
    const before = await alertsNow();
    for (const id of ['\ud800', 'x'.repeat(5000)])
      for (let twice = 0; twice < 2; twice += 1)
        expect((await send(message('mijn chef slaat mij', { from: noor, id }))).status).to.equal(200);
    expect(await alertsNow()).to.equal(before + 2);
  });

  it('two messages with an empty id are two messages', async () => {
    const before = await alertsNow();
    for (const text of ['mijn chef slaat mij', 'mijn vader slaat mij'])
      expect((await send(message(text, { from: noor, id: '' }))).status).to.equal(200);
    expect(await alertsNow()).to.equal(before + 2);
  });

  it('a message of WhatsApp from nobody, or from half a letter, is refused and not a fault', async () => {
    for (const From of ['', 'x'.repeat(500)]) {
      const asking = school.form('/api/whatsapp', { MessageSid: 'SM1', From, Body: 'hoi' });
      expect((await school.ask(asking)).status).to.equal(400);
    }
  });

  it('a page about nothing, or about what cannot be read, is refused and not a fault', async () => {
    const Cookie = await school.cookieOf('samira');
    for (const path of [
      '/history/alert//file/message%3A0',
      '/history/student/%E0%A4%A',
      '/history/alert/%FF',
    ]) {
      const { status } = await school.ask({ method: 'GET', path, headers: { Cookie } });
      expect(status, path).to.be.oneOf([400, 403, 404]);
    }
  });
});
