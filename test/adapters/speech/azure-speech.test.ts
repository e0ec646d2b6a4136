import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAzureSpeech } from '../../../src/adapters/speech/azure-speech.js';
import { voiceNote } from '../../support/sample-files.js';

type Seen = { method: string; url: string; key: unknown; form: FormData };

/** What was asked for beside the sound. */
function definitionIn(seen: Pick<Seen, 'form'> | undefined): string {
  const definition = seen?.form.get('definition');
  return typeof definition === 'string' ? definition : '';
}

/** The published API of fast transcription (2024-11-15), as far as one request goes. No real service was asked. */
describe('Azure AI Speech', () => {
  let server: Server;
  let endpoint: string;
  let seen: Seen[];
  let answer: { status: number; body: unknown } | 'never';
  const whole = {
    durationMilliseconds: 2000,
    combinedPhrases: [{ text: 'Ik heb de kassa gedaan. Dat ging goed.' }],
    phrases: [
      {
        offsetMilliseconds: 40,
        text: 'Ik heb de kassa gedaan.',
        locale: 'nl-NL',
        confidence: 0.91,
        words: [],
      },
      { offsetMilliseconds: 900, text: 'Dat ging goed.', locale: 'nl-NL', confidence: 0.74 },
    ],
  };
  beforeEach(async () => {
    seen = [];
    answer = { status: 200, body: whole };
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        void (async () => {
          const { 'content-type': type = '', 'ocp-apim-subscription-key': key } = request.headers;
          const read = new Response(Buffer.concat(parts), { headers: { 'content-type': type } });
          seen.push({
            method: request.method ?? '',
            url: request.url ?? '',
            key,
            form: await read.formData(),
          });
          if (answer === 'never') return;
          response.writeHead(answer.status, { 'content-type': 'application/json' });
          response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
        })();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const hear = (languages: string[] = ['uk', 'nl']) =>
    createAzureSpeech({ endpoint, key: 'k1', timeoutMs: 200 }).hear({
      ...{ bytes: voiceNote(), type: 'audio/ogg', languages },
    });

  it('gets the sound and the languages in one request, with the key', async () => {
    await hear();
    const [one] = seen;
    expect(one?.method).to.equal('POST');
    expect(one?.url).to.equal('/speechtotext/transcriptions:transcribe?api-version=2024-11-15');
    expect(one?.key).to.equal('k1');
    expect(JSON.parse(definitionIn(one))).to.deep.equal({
      locales: ['uk-UA', 'nl-NL'],
      profanityFilterMode: 'None',
    });
    const audio = one?.form.get('audio');
    expect(audio instanceof File && audio.type).to.equal('audio/ogg');
    expect(audio instanceof File && new Uint8Array(await audio.arrayBuffer())).to.deep.equal(voiceNote());
  });

  it('gives the words, and the confidence of what it was least sure of', async () => {
    expect(await hear()).to.deep.equal({
      ...{ kind: 'words', text: 'Ik heb de kassa gedaan. Dat ging goed.' },
      ...{ language: 'nl-NL', confidence: 0.74 },
    });
  });

  it('without a word of how sure it is, it is not sure', async () => {
    answer = { status: 200, body: { combinedPhrases: [{ text: 'hoi' }], phrases: [{ text: 'hoi' }] } };
    expect(await hear()).to.include({ kind: 'words', confidence: 0, language: null });
    answer = { status: 200, body: { combinedPhrases: [{ text: 'hoi' }] } };
    expect(await hear()).to.include({ confidence: 0 });
  });

  it('asks for Dutch where the student’s language is none that it has', async () => {
    await hear(['so', 'nl']);
    await hear(['so']);
    const asked = seen.map(
      ({ form }) => (JSON.parse(definitionIn({ form })) as { locales: unknown }).locales,
    );
    expect(asked).to.deep.equal([['nl-NL'], ['nl-NL']]);
  });

  const others: [string, typeof answer, string][] = [
    ['no words', { status: 200, body: { combinedPhrases: [{ text: ' ' }], phrases: [] } }, 'silence'],
    ['nothing at all', { status: 200, body: {} }, 'silence'],
    ['something else', { status: 200, body: { combinedPhrases: 'x' } }, 'refused'],
    ['a page', { status: 200, body: '<html>' }, 'later'],
    ['a file that it does not take', { status: 400, body: {} }, 'refused'],
    ['a wrong key', { status: 401, body: {} }, 'later'],
    ['too much', { status: 429, body: {} }, 'later'],
    ['a fault', { status: 500, body: {} }, 'later'],
    ['silence of the server', 'never', 'later'],
  ];
  for (const [what, said, kind] of others)
    it(`${what}: ${kind}`, async () => {
      answer = said;
      expect(await hear()).to.have.property('kind', kind);
    });
});
