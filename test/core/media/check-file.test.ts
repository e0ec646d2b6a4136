import { expect } from 'chai';
import fc from 'fast-check';
import { checkFile } from '../../../src/core/media/check-file.js';
import { kindOfMime, largestFile } from '../../../src/core/media/kinds.js';
import { sniff } from '../../../src/core/media/sniff.js';
import { stripMetadata } from '../../../src/core/media/strip.js';
import { bytesOf, jpegOfTelephone, m4a, photo, voiceNote, webp } from '../../support/sample-files.js';

const text = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('latin1');

describe('what a file is', () => {
  const ebml = [0x1a, 0x45, 0xdf, 0xa3];
  const known: [string, Uint8Array, string | null][] = [
    ['a voice note of WhatsApp', voiceNote(), 'audio/ogg'],
    ['an AMR of an old telephone', bytesOf('#!AMR\n', [1]), 'audio/amr'],
    ['an MP3 with a tag', bytesOf('ID3', [4, 0]), 'audio/mpeg'],
    ['an MP3 without', bytesOf([0xff, 0xfb, 0x90, 0x64]), 'audio/mpeg'],
    ['an AAC', bytesOf([0xff, 0xf1, 0x50, 0x80]), 'audio/aac'],
    ['an M4A', m4a(), 'audio/mp4'],
    ['a WAV', bytesOf('RIFF', [4, 0, 0, 0], 'WAVE'), 'audio/wav'],
    ['a WebM with sound', bytesOf(ebml, [0x42], 'webm', [1, 2], 'A_OPUS'), 'audio/webm'],
    ['a JPEG', jpegOfTelephone(), 'image/jpeg'],
    ['a PNG', photo(), 'image/png'],
    ['a WebP', webp(), 'image/webp'],
    ['a film', m4a(true), null],
    ['a WebM with pictures', bytesOf(ebml, 'webm', 'V_VP9', 'A_OPUS'), null],
    ['an Ogg with pictures', bytesOf('OggS', new Array(22).fill(0), [1, 5], '\u0080theora'), null],
    ['a HEIC', bytesOf([0, 0, 0, 24], 'ftypheic'), null],
    ['a GIF', bytesOf('GIF89a'), null],
    ['an SVG', bytesOf('<svg onload="alert(1)">'), null],
    ['a page', bytesOf('<!doctype html><script>'), null],
    ['a PDF', bytesOf('%PDF-1.7'), null],
    ['a program', bytesOf('MZ', [0x90]), null],
    ['nothing', bytesOf(), null],
  ];
  for (const [what, bytes, type] of known)
    it(`${what}: ${type ?? 'nothing that is kept'}`, () => {
      expect(sniff(bytes)).to.equal(type);
    });

  it('is what its bytes say, never its name: a picture as a voice note is not kept, nor a page as a picture', () => {
    expect(checkFile('voice', photo())).to.deep.equal({ ok: false, why: 'not_what_it_says' });
    expect(checkFile('picture', voiceNote())).to.deep.equal({ ok: false, why: 'not_what_it_says' });
    expect(checkFile('picture', bytesOf('<html>'))).to.deep.equal({ ok: false, why: 'not_what_it_says' });
    expect(checkFile('video', m4a())).to.deep.equal({ ok: false, why: 'kind' });
    expect(checkFile('picture', photo())).to.include({ ok: true, type: 'image/png' });
  });

  it('may be no larger than is kept', () => {
    const large = new Uint8Array(largestFile + 1);
    large.set(voiceNote());
    expect(checkFile('voice', large)).to.deep.equal({ ok: false, why: 'too_large' });
  });

  it('is guessed from its announcement only for the first sentence', () => {
    const kinds = ['audio/ogg; codecs=opus', 'image/*', 'video/mp4', 'text/vcard', 'application/pdf', 'x'];
    expect(kinds.map(kindOfMime)).to.deep.equal([
      ...['voice', 'picture', 'video', 'contact', 'document', 'other'],
    ]);
  });

  it('breaks nothing, whatever is in it', () => {
    const heads = [jpegOfTelephone(), photo(), webp(), m4a()].map((one) => [...one]);
    fc.assert(
      fc.property(
        fc.constantFrom(...heads),
        fc.nat(200),
        fc.uint8Array({ maxLength: 60 }),
        (head, cut, tail) => {
          const bytes = Uint8Array.from([...head.slice(0, Math.min(cut, head.length)), ...tail]);
          for (const kind of ['voice', 'picture'] as const) checkFile(kind, bytes);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what is taken out of a file before it is kept', () => {
  it('the place, the camera and the comments of a photo, and what stands behind its end', () => {
    const kept = text(stripMetadata('image/jpeg', jpegOfTelephone(1)));
    for (const gone of ['GPS', '52.3702', 'Amsterdam', 'made by', 'film', 'Exif'])
      expect(kept, gone).to.not.contain(gone);
    expect(kept).to.contain('JFIF').and.to.contain('ICC_PROFILE');
    expect(kept.startsWith('\xff\xd8') && kept.endsWith('\x78\xff\xd9')).to.equal(true);
  });

  it('but not which side is up', () => {
    const once = stripMetadata('image/jpeg', jpegOfTelephone(6)) ?? bytesOf();
    expect(text(once)).to.contain('Exif\0\0MM').and.to.not.contain('GPS');
    expect(stripMetadata('image/jpeg', once)).to.deep.equal(once);
  });

  it('the words of a PNG', () => {
    const whole = photo();
    const crc = [0, 0, 0, 0];
    const described = bytesOf([...whole.slice(0, 33)], [0, 0, 0, 3], 'tEXt', 'abc', crc, [
      ...whole.slice(33),
    ]);
    expect(stripMetadata('image/png', described)).to.deep.equal(whole);
    expect(stripMetadata('image/png', bytesOf([...whole], 'and more'))).to.deep.equal(whole);
  });

  it('the EXIF of a WebP, and the word that it has one', () => {
    const kept = stripMetadata('image/webp', webp()) ?? bytesOf();
    expect(text(kept)).to.not.contain('52.3702').and.not.contain('EXIF');
    expect(kept[20]).to.equal(0);
    expect(kept[4]).to.equal(kept.length - 8);
  });

  it('the place in an M4A, and the sound stays where it was', () => {
    const kept = text(stripMetadata('audio/mp4', m4a()));
    expect(kept).to.not.contain('52.3702').and.not.contain('udta');
    expect(kept.indexOf('sound')).to.equal(text(m4a()).indexOf('sound'));
  });

  it('a broken picture is not kept', () => {
    expect(checkFile('picture', jpegOfTelephone().slice(0, 40))).to.deep.equal({
      ...{ ok: false, why: 'not_what_it_says' },
    });
    expect(checkFile('picture', photo().slice(0, 50))).to.have.property('ok', false);
  });
});
