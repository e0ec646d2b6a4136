import { expect } from 'chai';
import fc from 'fast-check';
import {
  begun,
  erasureSchema,
  erasureSteps,
  learned,
  newErasure,
  nextStep,
  sentLeft,
  stepDone,
  stepFailed,
  sweepOver,
  type Erasure,
  type Scope,
} from '../../../src/core/rights/erasure.js';
import { day, hour, minute } from '../../../src/core/time.js';

const at = Date.UTC(2026, 10, 24);

/** Does every step of the sweeps, as the store would read it back each time, and gives the waits between them. */
function sweptThrough(
  first: Erasure,
  waiting: number[] = [],
): { steps: string[][]; waits: (number | null)[] } {
  const [steps, waits]: [string[][], (number | null)[]] = [[], []];
  let erasure = first;
  for (let sweep = 0; sweep < 20 && waits.at(-1) !== null; sweep += 1) {
    const done: string[] = [];
    for (let step = nextStep(erasure); step !== null; step = nextStep(erasure)) {
      done.push(step);
      erasure = erasureSchema.parse(
        JSON.parse(
          JSON.stringify(stepDone(erasure, step, step === 'kept' ? (waiting[sweep] ?? 0) : undefined)),
        ),
      );
    }
    const over = sweepOver(erasure);
    erasure = over.erasure;
    steps.push(done);
    waits.push(over.wait);
  }
  expect(erasure.pending).to.equal(null);
  return { steps, waits };
}

describe('an erasure', () => {
  it('of everything sweeps at once, and after two minutes, an hour and a day, and then names nobody', () => {
    const { steps, waits } = sweptThrough(newErasure('noor', 'all', at));
    const each = erasureSteps.filter((step) => step !== 'tell');
    expect(steps).to.deep.equal([each, each, each, each]);
    expect(waits).to.deep.equal([2 * minute, hour, day, null]);
  });

  it('of the answers leaves the person and the ledger alone, and tells him once', () => {
    const { steps } = sweptThrough(newErasure('noor', 'answers', at));
    const each = ['thread', 'kept', 'undelivered', 'staff', 'channels'];
    expect(steps).to.deep.equal([[...each, 'tell'], each, each, each]);
  });

  it('goes on looking each hour while a worry is open, and lets go of everything else about the person', () => {
    const { steps, waits } = sweptThrough(newErasure('noor', 'all', at), [1, 1, 1, 1, 1, 0]);
    expect(waits).to.deep.equal([2 * minute, hour, day, hour, hour, null]);
    expect(steps.slice(4)).to.deep.equal([
      ['kept', 'staff'],
      ['kept', 'staff'],
    ]);
    let erasure = learned(newErasure('noor', 'all', at), {
      name: 'Noor',
      addresses: [{ channel: 'whatsapp', address: '+31600000001', ref: null }],
      days: [{ date: '2026-11-24', alias: 'a' }],
      sent: ['1'],
    });
    for (let sweep = 0; sweep < 4; sweep += 1) {
      for (let step = nextStep(erasure); step !== null; step = nextStep(erasure))
        erasure = stepDone(erasure, step, 1);
      erasure = sweepOver(erasure).erasure;
    }
    expect(erasure.pending).to.include({ person: 'noor', sweep: 4 });
    expect(erasure.pending).to.deep.include({ addresses: [], days: [], sent: [] });
  });

  it('tries a step that fails again, ever later, up to an hour, and from the start after it worked', () => {
    let erasure = newErasure('noor', 'all', at);
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const failed = stepFailed(erasure);
      erasure = failed.erasure;
      waits.push(failed.wait);
    }
    expect(waits.slice(0, 3)).to.deep.equal([5000, 10_000, 20_000]);
    expect(waits.at(-1)).to.equal(hour);
    expect(stepFailed(stepDone(erasure, 'person')).wait).to.equal(5000);
  });

  it('keeps the first alias of a day, whatever is drawn later, and forgets no address', () => {
    const day24 = fc.record({ date: fc.constantFrom('2026-11-24', '2026-12-01'), alias: fc.string() });
    const found = fc.record({ days: fc.array(day24), sent: fc.array(fc.string()) });
    fc.assert(
      fc.property(fc.array(found, { minLength: 1 }), (finds) => {
        let erasure = newErasure('noor', 'all', at);
        const firsts = new Map<string, string>();
        for (const find of finds) {
          erasure = learned(erasure, find);
          for (const { date, alias } of erasure.pending?.days ?? [])
            if (!firsts.has(date)) firsts.set(date, alias);
        }
        const days = erasure.pending?.days ?? [];
        expect(new Map(days.map(({ date, alias }) => [date, alias]))).to.deep.equal(firsts);
        expect(days).to.have.length(firsts.size);
        expect(new Set(erasure.pending?.sent)).to.deep.equal(new Set(finds.flatMap(({ sent }) => sent)));
      }),
    );
  });

  it('is the same value when nothing new was found', () => {
    const erasure = learned(newErasure('noor', 'all', at), { name: 'Noor', sent: ['1'] });
    expect(learned(erasure, { name: 'Another', sent: ['1'] })).to.equal(erasure);
  });

  it('asks for what was taken back no more', () => {
    const erasure = learned(newErasure('noor', 'all', at), { sent: ['1', '2', '3'] });
    expect(sentLeft(erasure, ['3']).pending?.sent).to.deep.equal(['3']);
  });
});

describe('an erasure that is asked for again', () => {
  const asked = (scope: Scope, when: number) => newErasure('noor', scope, when);
  const knowing = (scope: Scope, when: number) => learned(asked(scope, when), { name: 'Noor', sent: ['1'] });

  it('while it is under way stays as it is', () => {
    const known = stepDone(knowing('all', at), 'person');
    expect(begun(known, asked('all', at + hour), {})).to.equal(known);
  });

  it('by hand begins that of a leaver before his term', () => {
    expect(begun(knowing('all', at + day), asked('all', at), {})).to.deep.equal(knowing('all', at));
  });

  it('after more was answered takes that as well, from the first sweep on', () => {
    const known = stepDone(knowing('answers', at), 'thread');
    expect(begun(known, asked('answers', at + hour), {})).to.deep.equal(knowing('answers', at + hour));
  });

  it('of somebody who came back after it was over is another one', () => {
    const over: Erasure = { v: 1, scope: 'all', at, pending: null };
    expect(begun(over, asked('all', at + day), { sent: ['9'] })).to.deep.equal(
      learned(asked('all', at + day), { sent: ['9'] }),
    );
  });
});
