import { expect } from 'chai';
import fc from 'fast-check';
import { shownTranscript, type Reading } from '../../../src/core/history/transcript.js';
import type { Talk } from '../../../src/core/thread/thread.js';
import type { Line } from '../../../src/core/thread/transcript.js';
import { aTalk } from '../thread/builders.js';

const talkOf = (transcript: Line[], more: Partial<Talk> = {}): Talk => aTalk('t', { transcript, ...more });
const line = (id: string, from: Line['from'], more: Partial<Line> = {}): Line => ({
  ...{ id, at: Number(id.replace(/\D/gu, '')), from, channel: 'whatsapp', text: `text of ${id}` },
  ...more,
});
const reading = (more: Partial<Reading> = {}): Reading => ({
  mayReadWorry: () => false,
  isConfidential: (alert) => alert.startsWith('secret'),
  alertOf: () => null,
  short: true,
  ...more,
});
const told = (talk: Talk, how: Reading): string[] =>
  shownTranscript(talk, how).map((one) => (one.kind === 'hidden' ? '…' : one.line.id));

describe('a transcript as somebody of the staff sees it', () => {
  const worried = talkOf([
    line('b1', 'bot'),
    line('s2', 'student', { alert: 'a' }),
    line('b3', 'bot'),
    line('s4', 'student', { alert: 'a', choice: 'bellen' }),
    line('b5', 'bot'),
    line('s6', 'student'),
    line('b7', 'bot'),
  ]);

  it('is whole for whom the worry was sent to', () => {
    expect(told(worried, reading({ mayReadWorry: () => true }))).to.have.length(7);
  });

  it('says once that something is hidden, up to the next words that belong to no worry', () => {
    expect(told(worried, reading())).to.deep.equal(['b1', '…', 's6', 'b7']);
  });

  it('shows no trace of what is for the confidant', () => {
    const secret = talkOf(
      worried.transcript.map((one) =>
        one.alert === undefined ? one : { ...one, alert: 'secret', confidential: true as const },
      ),
    );
    expect(told(secret, reading())).to.deep.equal(['b1', 's6', 'b7']);
  });

  it('knows a worry by its alert where the line itself says nothing', () => {
    const older = talkOf([line('s1', 'student'), line('b2', 'bot'), line('s3', 'student')]);
    const alertOf = (id: string): string | null => (id === 's1' ? 'a' : null);
    expect(told(older, reading({ alertOf }))).to.deep.equal(['…', 's3']);
  });

  it('that begins with the answer to a worry belongs to it from its first line', () => {
    const care = talkOf([line('b1', 'bot'), line('s2', 'student', { alert: 'a' })], {
      script: 'zorg',
      alert: 'a',
    });
    expect(told(care, reading())).to.deep.equal(['…']);
    const transcript = [line('b1', 'bot'), line('s2', 'student', { alert: 'secret' })];
    expect(told({ ...care, alert: 'secret', transcript }, reading())).to.deep.equal([]);
  });

  it('tells which answers stayed short only to whom that is for', () => {
    const short = talkOf([
      line('s1', 'student', { effort: 'thin' }),
      line('s2', 'student', { effort: 'ok' }),
    ]);
    const marks = (how: Reading): boolean[] =>
      shownTranscript(short, how).map((one) => one.kind === 'line' && one.short);
    expect(marks(reading())).to.deep.equal([true, false]);
    expect(marks(reading({ short: false }))).to.deep.equal([false, false]);
  });

  it('never holds a word of a worry that is not the reader’s, nor the number of its messages', () => {
    const someLine = fc.record({
      from: fc.constantFrom<Line['from']>('student', 'bot', 'staff'),
      alert: fc.option(fc.constantFrom('a', 'mine', 'secret'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(someLine, { maxLength: 25 }), (lines) => {
        const transcript = lines.map(({ from, alert }, index) =>
          line(`l${index}`, from, {
            ...(alert === undefined ? {} : { alert }),
            ...(alert === 'secret' ? { confidential: true as const } : {}),
          }),
        );
        const shown = shownTranscript(talkOf(transcript), reading({ mayReadWorry: (id) => id === 'mine' }));
        const words = JSON.stringify(shown);
        for (const { id, from, alert } of transcript)
          if (from !== 'bot' && (alert === 'a' || alert === 'secret'))
            expect(words).to.not.contain(`"text of ${id}"`);
        // Two hidden places never touch: how much was said stays hidden too.
        shown.forEach((one, index) => {
          if (one.kind === 'hidden') expect(shown[index + 1]?.kind).to.not.equal('hidden');
        });
        const own = transcript.filter(
          ({ from, alert }) => from !== 'bot' && (alert === undefined || alert === 'mine'),
        );
        for (const { id } of own) expect(words).to.contain(`"text of ${id}"`);
      }),
    );
  });
});
