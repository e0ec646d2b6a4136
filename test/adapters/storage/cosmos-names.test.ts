import { expect } from 'chai';
import fc from 'fast-check';
import { documentId, partitionKey, positionOf } from '../../../src/adapters/storage/cosmos-names.js';
import { oddIds } from './contract/harness.js';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const place = fc.record({ sort: text, id: text });

const bytes = (a: string, b: string): number => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));

describe('a name in Cosmos DB', () => {
  it('of a plain id can be read', () => {
    expect(documentId({ kind: 'thread', id: 'vista:s-17' })).to.equal('thread.vista:s-17');
    expect(partitionKey('vista:s-17')).to.equal('vista:s-17');
  });

  it('has nothing in it that a URL or the service would trip over, and fits', () => {
    for (const id of oddIds) {
      expect(documentId({ kind: 'address', id })).to.match(/^[\w.:+@=~-]{1,255}$/);
      expect(Buffer.byteLength(partitionKey(id))).to.be.lessThan(1025);
    }
  });

  it('is another for another id, even one that looks escaped or shortened', () => {
    const escaped = oddIds.map((id) => documentId({ kind: 'address', id }).slice('address.'.length));
    const all = [...oddIds, ...escaped];
    expect(new Set(all.map((id) => documentId({ kind: 'address', id }))).size).to.equal(new Set(all).size);
  });

  it('is never shared by two ids', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const same = documentId({ kind: 'talk', id: a }) === documentId({ kind: 'talk', id: b });
        expect(same).to.equal(a === b);
      }),
    );
  });

  it('sorts as sort and id do, compared as ASCII', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const [one, other] = [positionOf(a), positionOf(b)];
        expect(one).to.match(/^[ -~]*$/);
        expect(Math.sign(Number(one > other) - Number(one < other))).to.equal(
          bytes(a.sort, b.sort) || bytes(a.id, b.id),
        );
      }),
    );
  });
});
