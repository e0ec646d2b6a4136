import { expect } from 'chai';
import fc from 'fast-check';
import { exportPage } from '../../../src/adapters/web/export-page.js';
import type { ExportWords } from '../../../src/adapters/web/page-words.js';
import type { ExportedAlert, PersonExport } from '../../../src/core/rights/person-export.js';
import type { Talk } from '../../../src/core/thread/thread.js';
import type { Line } from '../../../src/core/thread/transcript.js';

const at = Date.UTC(2026, 10, 24, 15, 15);

/** Texts as their names, so that a test sees which were used. */
const names: ExportWords = {
  text: (name, params = {}) => [name, ...Object.values(params)].join(' '),
  other: (key) => key,
  fileUrl: (file) => `/file/${file}`,
  moment: (moment) => `om ${moment}`,
  day: (date) => date,
};

const line = (more: Partial<Line>): Line => ({
  ...{ id: 'SM1', at, from: 'student', channel: 'whatsapp', text: 'hoi' },
  ...more,
});

const talk = (...transcript: Line[]): Talk => ({
  ...{
    id: 't',
    script: 'kort',
    content: 'h',
    openedAt: at,
    endedAt: at,
    day: null,
    state: null,
    parked: null,
  },
  ...{ offered: [], question: '', closed: false, alert: null, timeoutAt: null, expiresAt: null, transcript },
});

const alert = (more: Partial<ExportedAlert> = {}): ExportedAlert => ({
  ...{ at, category: 'violence', severity: 'acute', confidence: 0.9, about: 'company', reasons: ['geweld'] },
  ...{
    words: 'mijn chef slaat mij',
    day: null,
    promise: 'Samira, nu',
    status: 'new',
    reach: null,
    talkWish: null,
  },
  ...{ confidential: false, readers: [], looks: [], seen: null, taken: null, replies: [], handled: null },
  ...more,
});

const kept = (more: Partial<PersonExport> = {}): PersonExport => ({
  ...{ madeAt: at, school: 'Entree De Brug', person: null, language: 'nl', settings: null, addresses: [] },
  ...{
    around: { begeleider: null, mentor: null, praktijkopleider: null, backups: [] },
    remembered: null,
    days: [],
  },
  ...{
    talks: [],
    alerts: [],
    looks: [],
    waiting: 0,
    undelivered: [],
    codes: [],
    judgements: [],
    notes: [],
    shares: [],
  },
  ...{ keptUntil: null, monthsAfterLeaving: 3, files: [] },
  ...more,
});

const pageWith = (more: Partial<PersonExport>): string => exportPage(kept(more), names);

describe('the page with what is kept of a student', () => {
  it('shows whatever was written as text: no markup of it is ever markup of the page', () => {
    const bare = pageWith({ talks: [talk(line({ text: 'x', edits: [{ text: 'x', at }] }))] });
    const tags = (page: string): number => page.split('<').length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const page = pageWith({ talks: [talk(line({ text: words, edits: [{ text: words, at }] }))] });
        expect(tags(page)).to.equal(tags(bare));
      }),
    );
    const page = pageWith({ talks: [talk(line({ text: '<script>alert(1)</script>"\'&' }))] });
    expect(page).to.contain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
  });

  it('loads, runs and sends nothing, and is found by nobody', () => {
    const page = pageWith({});
    expect(page).to.match(
      /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/,
    );
    expect(page).to.contain('<meta name="robots" content="noindex, nofollow" />');
    expect(page).to.not.match(/<(script|img|link|iframe|form|a) ?/);
  });

  it('spells out marks that turn the direction of text, and sets words apart from what stands around them', () => {
    const page = pageWith({ talks: [talk(line({ text: 'a\u202Eb\u2066c' }), line({ text: 'اليوم عملت' }))] });
    expect(page).to.contain('<q><bdi dir="auto">a[U+202E]b[U+2066]c</bdi></q>');
    expect(page).to.contain('<q><bdi dir="auto">اليوم عملت</bdi></q>');
    expect(page).to.not.match(/[\u202A-\u202E\u2066-\u2069]/u);
  });

  it('never begins a piece of the page with words: a spreadsheet that opens it finds no formula', () => {
    const formula = '=HYPERLINK("http://x")';
    const page = pageWith({
      talks: [talk(line({ text: formula, edits: [{ text: formula, at }] }))],
      alerts: [alert({ words: formula })],
      remembered: { finished: 1, streak: 0, lastIntention: formula, used: [], efforts: [] },
    });
    const blocks = page
      .split(/<(?:p|div|td|th|tr|h1|h2|h3|table)[^>]*>/)
      .map((block) => block.replace(/<[^>]+>/g, '').trim());
    expect(blocks.filter((block) => block.includes('=HYPERLINK'))).to.have.length(4);
    expect(blocks.filter((block) => /^[=+\-@]/.test(block))).to.deep.equal([]);
  });

  it('says of each line what is kept beside it', () => {
    const lines = [
      line({ text: 'eerst', effort: 'thin', confidential: true, unread: true, cut: true }),
      line({ files: [{ id: 'f1', kind: 'picture', state: 'kept' }], edits: [{ text: 'oude woorden', at }] }),
      line({ text: '', deleted: at }),
      line({ text: 'zo bedoelde ik het niet', corrected: at }),
      line({ text: 'anders', of: 'een eerder bericht' }),
      line({ from: 'bot', text: 'vraag', delivery: 'failed' }),
      line({ from: 'bot', text: 'vraag', delivery: 'delivered', effort: 'thin' }),
    ];
    const page = pageWith({ talks: [talk(...lines)] });
    const notes = ['short', 'confidential', 'unread', 'cut', 'file_open', 'edited', 'failed'];
    for (const note of [...notes, 'deleted', 'corrected', 'of_earlier'])
      expect(page.split(`talks.${note}`), note).to.have.length(2);
    expect(page).to.contain('oude woorden');
  });

  it('tells who was sent a worry, who read it and when, and warns when only the confidant should read it', () => {
    const page = pageWith({
      alerts: [
        alert({
          confidential: true,
          readers: [
            { name: 'Joris', status: 'sent' },
            { name: 'Karin', status: 'unreachable' },
          ],
          looks: [{ name: 'Joris', at: 5 }],
          replies: [{ name: 'Joris', at: 6, text: 'Ik geloof je.' }],
          handled: { name: 'Joris', at: 7, outcome: 'talked', on: null, note: 'morgen bellen' },
          added: [{ id: 'a', at, text: 'grapje' }],
        }),
      ],
    });
    for (const told of [
      'confidential_note',
      'alerts.reader Joris',
      'Ik geloof je.',
      'morgen bellen',
      'alerts.reader_not Karin',
      'alerts.look Joris om 5',
    ])
      expect(page).to.contain(told);
    expect(page).to.contain('alerts.handled Joris om 7').and.contain('grapje');
    expect(pageWith({ alerts: [alert()] }))
      .to.contain('alerts.open')
      .and.not.contain('confidential_note');
  });

  it('says how long: while at school, and until when after that', () => {
    expect(pageWith({})).to.contain('term.at_school 3');
    expect(pageWith({ keptUntil: 9 })).to.contain('term.left om 9');
  });
});
