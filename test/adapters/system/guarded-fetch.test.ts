import { expect } from 'chai';
import { guardedFetch } from '../../../src/adapters/system/guarded-fetch.js';
import type { DownloadAsk } from '../../../src/ports/download.js';
import { fileServer, type FileServer } from '../../support/file-server.js';

describe('fetching a file from a host that is not ours', () => {
  let ours: FileServer;
  let theirs: FileServer;
  beforeEach(async () => {
    [ours, theirs] = [await fileServer(), await fileServer()];
  });
  afterEach(async () => {
    await ours.close();
    await theirs.close();
  });
  const download = guardedFetch({ timeoutMs: 400 });
  const only: DownloadAsk['headersFor'] = async (url) =>
    url.origin === ours.url ? { Authorization: 'Basic secret' } : null;
  const ask = (path: string, more: Partial<DownloadAsk> = {}) =>
    download({ url: `${ours.url}${path}`, limit: 1000, headersFor: only, ...more });
  const bytes = Uint8Array.from([1, 2, 3]);

  it('gives its bytes', async () => {
    ours.answers.set('/a', { status: 200, bytes });
    const got = await ask('/a');
    expect(got.kind === 'bytes' && [...got.bytes]).to.deep.equal([1, 2, 3]);
    expect(ours.asked[0]?.authorization).to.equal('Basic secret');
  });

  it('follows a redirect to a host that is allowed, and asks each time what it may be told', async () => {
    ours.answers.set('/a', { status: 307, headers: { Location: `${theirs.url}/b` } });
    theirs.answers.set('/b', { status: 200, bytes });
    const headersFor: DownloadAsk['headersFor'] = async (url) =>
      url.origin === ours.url ? { Authorization: 'Basic secret' } : {};
    expect((await ask('/a', { headersFor })).kind).to.equal('bytes');
    expect(theirs.asked[0]?.authorization).to.equal(undefined);
  });

  it('goes to no host that is not allowed, neither at first nor after a redirect', async () => {
    ours.answers.set('/a', { status: 302, headers: { Location: `${theirs.url}/b` } });
    expect(await ask('/a')).to.deep.equal({ kind: 'foreign', host: new URL(theirs.url).host });
    expect(await ask('/x', { url: 'file:///etc/passwd' })).to.have.property('kind', 'foreign');
    expect(await ask('/x', { url: 'no address' })).to.have.property('kind', 'foreign');
    expect(theirs.asked).to.deep.equal([]);
  });

  it('counts what comes, whatever it says of its length', async () => {
    ours.answers.set('/a', { endless: true });
    ours.answers.set('/b', { status: 200, bytes: new Uint8Array(1001) });
    ours.answers.set('/c', { status: 200, bytes: new Uint8Array(1000) });
    expect(await ask('/a')).to.deep.equal({ kind: 'too_large' });
    expect(await ask('/b')).to.deep.equal({ kind: 'too_large' });
    expect((await ask('/c')).kind).to.equal('bytes');
  });

  it('gives up in time, and says what a host said', async () => {
    ours.answers.set('/a', 'say nothing');
    ours.answers.set('/b', 'hang up');
    ours.answers.set('/c', { status: 403 });
    ours.answers.set('/d', { status: 302, headers: { Location: '/d' } });
    expect(await ask('/a')).to.deep.equal({ kind: 'failed', reason: 'TimeoutError' });
    expect(await ask('/b')).to.have.property('kind', 'failed');
    expect(await ask('/c')).to.deep.equal({ kind: 'status', status: 403 });
    expect(await ask('/d')).to.deep.equal({ kind: 'failed', reason: 'too many redirects' });
  });
});
