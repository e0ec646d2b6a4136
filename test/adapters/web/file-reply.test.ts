import { expect } from 'chai';
import fc from 'fast-check';
import { fileReply } from '../../../src/adapters/web/file-reply.js';
import { mediaTypes } from '../../../src/core/media/sniff.js';

const bytes = Uint8Array.from({ length: 10 }, (_, index) => index);
const ask = (range: string | null) => {
  const { status, headers, bytes: part } = fileReply({ type: 'audio/ogg', bytes }, range);
  return [status, headers?.['Content-Range'] ?? null, part === undefined ? null : [...part].join('')];
};

describe('a file as a page gives it out', () => {
  it('runs nothing, is kept nowhere, and is what we found it to be', () => {
    const { type, headers } = fileReply({ type: 'image/png', bytes }, null);
    expect(type).to.equal('image/png');
    expect(headers).to.include({
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Content-Disposition': 'inline; filename="terugblik.png"',
    });
    const amr = fileReply({ type: 'audio/amr', bytes }, null).headers?.['Content-Disposition'];
    expect(amr).to.equal('attachment; filename="terugblik.amr"');
    for (const one of mediaTypes) expect(fileReply({ type: one, bytes }, null).status).to.equal(200);
  });

  it('is given in parts, as Safari asks for sound', () => {
    expect(ask('bytes=0-1')).to.deep.equal([206, 'bytes 0-1/10', '01']);
    expect(ask('bytes=7-')).to.deep.equal([206, 'bytes 7-9/10', '789']);
    expect(ask('bytes=-2')).to.deep.equal([206, 'bytes 8-9/10', '89']);
    expect(ask('bytes=0-99')).to.deep.equal([206, 'bytes 0-9/10', '0123456789']);
    expect(ask('bytes=10-')).to.deep.equal([416, 'bytes */10', null]);
    expect(ask('bytes=5-2')).to.deep.equal([416, 'bytes */10', null]);
  });

  it('is given whole where the part is none that we know', () => {
    for (const range of [null, '', 'bytes=-', 'bytes=0-1,3-4', 'items=0-1', 'bytes=a-b'])
      expect(ask(range)[0], String(range)).to.equal(200);
  });

  it('never gives more than there is', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), (from, to) => {
        const [status, , part] = ask(`bytes=${from}-${to}`);
        if (status === 206) expect(part).to.equal('0123456789'.slice(from, to + 1));
      }),
    );
  });
});
