import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { refs } from '../../../../src/app/refs.js';
import { seedHistory } from '../../../../src/demo/history.js';
import type { Reflection } from '../../../../src/core/history/reflection.js';
import type { Talk } from '../../../../src/core/thread/thread.js';
import { staffServer, type StaffServer } from '../../../support/staff-server.js';
import { demoPeople } from '../../../support/world.js';

const rightToLeft = '\u202E';

/** What somebody might write to have it do something. */
const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><a href="https://evil.example">klik</a>',
  '</q></bdi><h1>Groot</h1>',
  '</textarea><script>alert(2)</script>',
  '**vet** [link](https://evil.example) # kop',
  '${text} {{name}} {{7*7}} &lt;b&gt; &amp;',
  '=HYPERLINK("https://evil.example";"klik")',
  '+31600000001',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  `niet${rightToLeft}goed`,
  'regel een\r\nregel twee',
];

describe('what students write, on the pages', function () {
  this.timeout(20_000);
  let school: StaffServer;
  let cookie: string;
  before(async () => {
    const people = (await demoPeople()).map((person) =>
      person.id === 'noor' ? { ...person, name: 'Noor <b>Haddad</b>', company: '=1+1 & "zonen"' } : person,
    );
    school = await staffServer({ people });
    const { store, clock, deps } = school.world;
    await seedHistory({ store, clock, school: deps.school });
    await school.world.pass(1000);
    const thread = `${deps.school.id}:noor`;
    const text = hostile.join('\n');
    const reflection = await store.get<Reflection>(refs.reflection(thread, `${thread}:past-1`));
    const talk = await store.get<{ v: 1; person: string; talk: Talk }>(refs.talk(thread, `${thread}:past-1`));
    if (reflection === null || talk === null) throw new Error('the demo has no history');
    const words = hostile.map((one) => ({ subject: 'moment' as const, skill: null, text: one }));
    const wordsInAll: Reflection['words'] = [
      ...words,
      { subject: 'mezelf', skill: null, text },
      { subject: 'volgende', skill: null, text },
    ];
    await store.put(
      { ...reflection, body: { ...reflection.body, words: wordsInAll } },
      { etag: reflection.etag },
    );
    const transcript = talk.body.talk.transcript.map((line) =>
      line.from === 'student' ? { ...line, text, edits: [{ text, at: line.at }] } : line,
    );
    await store.put(
      { ...talk, body: { ...talk.body, talk: { ...talk.body.talk, transcript } } },
      { etag: talk.etag },
    );
    cookie = await school.cookieOf('samira');
  });
  after(() => school.close());

  const student = '/history/student/noor';

  it('is shown as text on every page', async () => {
    await school.post(`${student}/notes`, { do: 'add', id: 'n-1', text: hostile.join('\n') }, cookie);
    const pages = [
      '/history',
      '/history?name=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
      student,
      `${student}?note=n-1`,
      `${student}/talk/past-1`,
      `${student}/search?q=${encodeURIComponent('<script>')}`,
      '/history/judge',
      '/history/judge/noor/2',
    ];
    for (const path of pages) {
      const answer = await school.get(path, cookie);
      const page = await answer.text();
      expect(answer.status, path).to.equal(200);
      expect(page.match(/<script/g), path).to.have.length(1);
      expect(page, path).to.not.match(/<img|<h1>Groot|<b>Haddad|href="https:\/\/evil/);
      // What he wrote himself he edits as he wrote it: a field keeps its direction to itself.
      if (!path.includes('?note=')) expect(page, path).to.not.contain(rightToLeft);
    }
    const page = await (await school.get(`${student}/talk/past-1`, cookie)).text();
    expect(page).to.contain('&lt;script&gt;alert(1)&lt;/script&gt;').and.contain('niet[U+202E]goed');
    expect(page).to.contain('{{name}} {{7*7}} &amp;lt;b&amp;gt;').and.contain('**vet** [link]');
  });

  it('is text in a spreadsheet: no cell begins as a formula', async () => {
    const answer = await school.get(`${student}/export.csv`, cookie);
    expect(answer.headers.get('content-disposition')).to.equal('attachment; filename="terugblik-noor.csv"');
    expect(answer.headers.get('content-type')).to.contain('text/csv');
    const bytes = await answer.arrayBuffer();
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(csv.startsWith('\uFEFF')).to.equal(true);
    const rows: string[][] = parse(csv, { bom: true, delimiter: ';' });
    expect(rows.length).to.be.greaterThan(10);
    for (const cell of rows.flat()) expect(cell).to.not.match(/^[=+\-@\t\r]/);
    expect(csv).to.not.contain(rightToLeft);
    expect(rows.flat().some((cell) => cell.includes('regel twee'))).to.equal(true);
  });

  it('cannot turn the name of a file or an address into something else', async () => {
    for (const id of ['noor"; filename="x.exe', 'noor%0d%0aX: y']) {
      const answer = await school.get(`/history/student/${id}/export.csv`, cookie);
      expect(answer.status).to.be.oneOf([403, 404]);
      expect(answer.headers.get('x')).to.equal(null);
    }
  });
});
