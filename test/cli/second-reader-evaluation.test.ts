import { expect } from 'chai';
import { readTwice, secondReaderOf } from '../../src/cli/second-reader-evaluation.js';
import { nothingSeen } from '../../src/core/signals/types.js';
import type { LabelledCase } from '../../src/core/signals/index.js';
import { projectRoot } from '../../src/wire.js';

const labelled = (answer: string): LabelledCase => ({
  ...{ id: answer, lang: 'nl', prompt: 'Hoe gaat het?', earlier: [], answer },
  ...{ effort: 'ok', depth: 1, concern: null, severity: null },
});

describe('measuring with a second reader', () => {
  it('adds what it sees to the judge, keeps the rest, and counts why it did not read', async () => {
    const given: string[] = [];
    const reader = {
      version: '1',
      read: async ({ answer }: { answer: string }) => {
        given.push(answer);
        if (answer === 'stil') return { kind: 'unread', why: 'refused' } as const;
        return { kind: 'read', concern: 'home', severity: 'high', about: 'home', confidence: 0.6 } as const;
      },
    };
    const cases = ['liever niet thuis', 'stil'].map(labelled);
    const shown: number[] = [];
    const twice = await readTwice(
      cases,
      () => nothingSeen,
      reader,
      (done) => void shown.push(done),
    );
    const judged = (answer: string) => twice.assess({ prompt: 'Hoe gaat het?', answer }).concern;
    expect([judged('liever niet thuis'), judged('stil')]).to.deep.equal(['home', null]);
    expect([...twice.outcomes]).to.have.deep.members([
      ['read', 1],
      ['refused', 1],
    ]);
    expect(shown.at(-1)).to.equal(2);
  });

  it('without one in the environment says what is missing', async () => {
    const refused = await secondReaderOf({}, projectRoot).catch((error: unknown) => error);
    expect(refused).to.include({ code: 'config_incomplete' });
  });
});
