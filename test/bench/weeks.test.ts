import { expect } from 'chai';
import { repeated } from '../../bench/school/weeks.js';

type Copied = { id: string; sort: string; body: { talk: { id: string; day: { date: string } } } };

const talk = (more: object = {}): string =>
  JSON.stringify({
    ...{ kind: 'talk', partition: 'demo:s1', id: 'demo:s1:16', sort: '001795533360000' },
    body: { talk: { id: 'demo:s1:16', endedAt: 1795533360000, day: { date: '2026-11-24' } } },
    ...more,
  });

describe('the talks of a made-up year', () => {
  it('are the first one, each a week earlier and with an id of its own', () => {
    const items = repeated(talk(), 3).map((text) => JSON.parse(text) as Copied);
    expect(items.map(({ id }) => id)).to.deep.equal(['demo:s1:16', 'demo:s1:16-1', 'demo:s1:16-2']);
    expect(items.map(({ body }) => body.talk.day.date)).to.deep.equal([
      '2026-11-24',
      '2026-11-17',
      '2026-11-10',
    ]);
    expect(items.map(({ sort }) => sort)).to.deep.equal([
      '001795533360000',
      '001794928560000',
      '001794323760000',
    ]);
    expect(new Set(items.map(({ body }) => body.talk.id)).size).to.equal(3);
  });

  it('leave alone what is not of that day', () => {
    expect(repeated(talk({ kind: 'person' }), 3)).to.deep.equal([talk({ kind: 'person' })]);
  });
});
