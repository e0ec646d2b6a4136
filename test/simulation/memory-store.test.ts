import { expect } from 'chai';
import { openMemoryStore } from '../../src/simulation/memory-store.js';
import { createMovableClock } from '../adapters/storage/contract/clock.js';
import { absent, item, ref } from '../adapters/storage/contract/harness.js';
import { storeContract } from '../contracts/store.contract.js';

storeContract('the store of a simulation', async () => {
  const clock = createMovableClock();
  const store = openMemoryStore(clock);
  return { store, clock, close: () => store.close() };
});

describe('the store of a simulation', () => {
  it('gives what was put, and nobody can change it afterwards', async () => {
    const store = openMemoryStore(createMovableClock());
    const body = { lines: [{ text: 'een' }] };
    await store.put(item('a', { body }), absent);
    expect(() => body.lines.push({ text: 'twee' })).to.throw(TypeError);
    expect((await store.get(ref('a')))?.body).to.equal(body);
  });

  it('takes through JSON what JSON would change', async () => {
    const store = openMemoryStore(createMovableClock());
    await store.put(item('a', { body: { gone: undefined, at: new Date(0), kept: [1] } }), absent);
    expect((await store.get(ref('a')))?.body).to.deep.equal({ at: '1970-01-01T00:00:00.000Z', kept: [1] });
  });
});
