import { expect } from 'chai';
import { looksOf } from '../../../../src/app/history/looks.js';
import { photo, voiceNote } from '../../../support/sample-files.js';
import { staffServer, type StaffServer } from '../../../support/staff-server.js';
import { wholeSchool } from '../../../support/whole-school.js';
import { addresses, introduce } from '../../../support/world.js';

const everybody = ['samira', 'peter', 'tom', 'rob', 'karin', 'fatima', 'joris', 'wilma', 'piet'];
const noor = addresses.noor.whatsapp;
const said = 'Ik heb vandaag de kassa gedaan en een klant geholpen.';

describe('voice notes and photos on the pages', function () {
  this.timeout(30_000);
  let school: StaffServer;
  let paths: { voice: string; onAlert: string; secret: string; secretAlert: string; talk: string };

  before(async () => {
    const speech = {
      hear: async () => ({ kind: 'words', text: said, language: 'nl-NL', confidence: 0.5 }) as const,
    };
    school = await staffServer({ people: await wholeSchool(), speech });
    const { world: w } = school;
    await introduce(w);
    await w.app.openDay({ student: 'noor', date: '2026-11-24', assignment: 4 });
    await w.pass(0);
    for (const label of ['🙂 Goed', 'Ja', 'Iets dat goed ging']) await w.tap('whatsapp', noor, label);
    w.whatsapp.files.set('https://x/voice', [{ kind: 'fetched', bytes: voiceNote() }]);
    w.whatsapp.files.set('https://x/photo', [{ kind: 'fetched', bytes: photo() }]);
    const send = async (kind: 'voice' | 'picture', source: string): Promise<string> => {
      const id = await w.write('whatsapp', noor, {
        ...{ type: 'media', files: [{ kind, mime: 'x/y', source }], caption: '' },
      });
      await w.pass(1500);
      await w.pass(0);
      return id;
    };
    const voice = await send('voice', 'https://x/voice');
    await w.write('whatsapp', noor, 'iemand anders');
    const secret = await send('picture', 'https://x/photo');
    const talk = ((await w.thread('noor')).talk?.id ?? '').split(':').at(-1) ?? '';
    const alerts = await w.alerts();
    const alertOf = (category: string): string =>
      encodeURIComponent(alerts.find((one) => one.category === category)?.id ?? '');
    const base = `/history/student/noor/talk/${talk}`;
    paths = {
      ...{ talk: base, voice: `${base}/file/${voice}%3A0`, secret: `${base}/file/${secret}%3A0` },
      onAlert: `/history/alert/${alertOf('unread')}/file/${voice}%3A0`,
      secretAlert: `/history/alert/${alertOf('someone_else')}/file/${secret}%3A0`,
    };
  });
  after(() => school.close());

  const matrix: [string, keyof typeof paths, string[]][] = [
    // Whoever was sent a worry of a conversation reads that conversation.
    ['a voice note of a transcript', 'voice', ['samira', 'peter', 'joris']],
    ['the same on its alert', 'onAlert', ['samira']],
    ['a photo for the confidant, in the transcript', 'secret', ['joris']],
    ['a photo for the confidant, on its alert', 'secretAlert', ['joris']],
  ];
  for (const [what, path, allowed] of matrix)
    for (const person of everybody) {
      const may = allowed.includes(person);
      it(`${what}: ${person} ${may ? 'may' : 'may not'}`, async () => {
        const answer = await school.get(paths[path], await school.cookieOf(person));
        const bytes = new Uint8Array(await answer.arrayBuffer());
        expect(answer.status).to.equal(may ? 200 : 403);
        if (may) expect(bytes).to.deep.equal(path.startsWith('secret') ? photo() : voiceNote());
        else expect(Buffer.from(bytes).toString('latin1')).to.not.match(/^(?:OggS|.PNG)/u);
      });
    }

  it('nobody who is not signed in gets any of it', async () => {
    for (const path of Object.values(paths)) expect((await school.get(path)).status, path).to.equal(303);
  });

  it('an address that names no file, or somebody else’s, gives nothing', async () => {
    const cookie = await school.cookieOf('samira');
    for (const file of ['x', '..%2F..%2Fdaan', '%00', '%E0%A4%A', 'MM1:0:part:0', 'x'.repeat(300)]) {
      const answer = await school.get(`${paths.talk}/file/${file}`, cookie);
      expect(answer.status, file).to.be.oneOf([400, 403, 404]);
    }
    const elsewhere = paths.onAlert.replace('demo%3Anoor', 'demo%3Adaan');
    expect((await school.get(elsewhere, cookie)).status).to.equal(403);
  });

  it('comes with the headers that keep it harmless, and in parts', async () => {
    const cookie = await school.cookieOf('samira');
    const answer = await school.get(paths.voice, cookie, { range: 'bytes=0-3' });
    expect(answer.status).to.equal(206);
    expect(await answer.text()).to.equal('OggS');
    expect(answer.headers.get('content-type')).to.equal('audio/ogg');
    expect(answer.headers.get('content-security-policy')).to.contain('sandbox');
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
  });

  it('plays in the transcript, with what a machine heard marked as that', async () => {
    const page = await (await school.get(paths.talk, await school.cookieOf('samira'))).text();
    expect(page).to.contain(`<audio controls preload="none" src="${paths.voice}"`);
    expect(page).to.contain('Opgeschreven door een programma, met mogelijk fouten').and.to.contain(said);
    expect(page).to.contain('Nog niet beoordeeld: luister of kijk zelf.');
    expect(page).to.not.contain('<img');
  });

  it('plays on the page of its alert, and shows the photo to the confidant alone', async () => {
    const alert = paths.onAlert.split('/file/')[0] ?? '';
    expect(await (await school.get(alert, await school.cookieOf('samira'))).text()).to.contain(
      `<audio controls preload="none" src="${paths.onAlert}"`,
    );
    const secret = paths.secretAlert.split('/file/')[0] ?? '';
    expect(await (await school.get(secret, await school.cookieOf('joris'))).text()).to.contain(
      `src="${paths.secretAlert}"`,
    );
  });

  it('is found by what was heard in it', async () => {
    const cookie = await school.cookieOf('samira');
    const page = await (await school.get('/history/student/noor/search?q=kassa+gedaan', cookie)).text();
    expect(page).to.contain('een klant geholpen');
  });

  it('every look is kept, once a day for each file and each who opened it', async () => {
    const looks = await looksOf(school.world.deps, 'karin', 'noor');
    const opened = looks?.looks.filter(({ what }) => what === 'file').map(({ by }) => by);
    const joris = 'Joris van Dijk';
    expect(opened?.sort()).to.deep.equal([joris, joris, 'Peter Jansen', 'Samira de Wit']);
  });
});
