import { expect } from 'chai';
import { createMetrics, healthRoutes, type Readiness } from '../../../src/adapters/http/health.js';
import { startHttpServer, type HttpServer } from '../../../src/adapters/http/server.js';
import { TerugblikError } from '../../../src/core/errors.js';
import type { HttpRoute } from '../../../src/ports/http.js';

type Failure = { error: { code: string; message: string } };

describe('the HTTP server', () => {
  let server: HttpServer;
  let logged: { event: string; error: unknown }[];
  let handle: HttpRoute['handle'];
  let ready: Awaited<ReturnType<Readiness>>;
  const { metrics, registry } = createMetrics();
  metrics.count('messages', { channel: 'whatsapp', type: 'text' });
  metrics.count('messages', { channel: 'whatsapp', type: 'text' });

  before(async () => {
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (event: string, error: unknown) => void logged.push({ event, error }),
    };
    const routes: HttpRoute[] = [
      { method: 'POST', path: '/api/test', accepts: 'json', handle: (request) => handle(request) },
      { method: 'POST', path: '/api/form', accepts: 'form', handle: (request) => handle(request) },
      ...healthRoutes(async () => ready, registry),
    ];
    server = await startHttpServer({ port: 0, host: '127.0.0.1', log, routes });
  });
  after(() => server.close());
  beforeEach(() => {
    logged = [];
    ready = { ready: true };
    handle = async () => ({ status: 200 });
  });

  const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
  const post = (body: string, type = 'application/json', path = '/api/test') =>
    ask(path, { method: 'POST', body, headers: { 'Content-Type': type, Accept: 'text/html, */*' } });
  const failure = async (response: Response): Promise<Failure['error']> =>
    ((await response.json()) as Failure).error;

  it('gives a route its body, path and query, and sends back what it says', async () => {
    handle = async ({ method, url, body }) => ({
      status: 201,
      type: 'application/json',
      body: JSON.stringify({ method, url, body }),
    });
    const response = await ask('/api/test?a=1', {
      method: 'POST',
      body: '{"x":1}',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(response.status).to.equal(201);
    expect(await response.json()).to.deep.equal({ method: 'POST', url: '/api/test?a=1', body: { x: 1 } });
    const form = await post('Body=hoi+daar', 'application/x-www-form-urlencoded', '/api/form');
    expect(((await form.json()) as { body: unknown }).body).to.deep.equal({ Body: 'hoi daar' });
  });

  it('answers an unknown path and a wrong method in JSON, without repeating what was asked', async () => {
    const unknown = await ask('/api/%3Cscript%3E/geheim', { headers: { Accept: 'text/html' } });
    const wrong = await ask('/api/test?geheim=1', { method: 'DELETE' });
    expect([unknown.status, wrong.status]).to.deep.equal([404, 405]);
    for (const response of [unknown, wrong]) {
      expect(response.headers.get('content-type')).to.contain('application/json');
      const text = await response.text();
      expect(text).to.not.match(/geheim|script|api/);
      expect((JSON.parse(text) as Failure).error.code).to.be.a('string');
    }
  });

  it('answers what a route throws with 500 and none of its words', async () => {
    handle = async () => {
      throw new Error('mijn chef slaat mij');
    };
    const response = await post('{}');
    expect(response.status).to.equal(500);
    expect(await failure(response)).to.deep.equal({
      code: 'internal',
      message: 'Something went wrong on our side.',
    });
    expect(logged.map((one) => one.event)).to.deep.equal(['http.failed']);
  });

  it('asks to send again what failed in passing, and nothing else', async () => {
    const statuses: number[] = [];
    for (const code of ['store_unavailable', 'conflict', 'thread_newer', 'thread_unreadable']) {
      handle = async () => {
        throw new TerugblikError(code, 'words for operators');
      };
      const response = await post('{}');
      statuses.push(response.status);
      expect((await failure(response)).message).to.not.contain('operators');
    }
    expect(statuses).to.deep.equal([503, 503, 503, 500]);
  });

  it('refuses a body that is broken, of another type, too large or compressed', async () => {
    let asked = 0;
    handle = async () => {
      asked += 1;
      return { status: 200 };
    };
    const gzip = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    const refused = [
      await post('{"geheim": '),
      await post('geheim=1', 'application/x-www-form-urlencoded'),
      await post('geheim', 'text/plain'),
      await post(JSON.stringify({ geheim: 'x'.repeat(300 * 1024) })),
      await ask('/api/test', { method: 'POST', body: 'geheim', headers: gzip }),
    ];
    expect(refused.map((response) => response.status)).to.deep.equal([400, 415, 415, 413, 415]);
    for (const response of refused) expect(await response.text()).to.not.contain('geheim');
    expect(asked).to.equal(0);
    expect((await post('{}')).status, 'and it is still there').to.equal(200);
  });

  it('lets no browser guess or keep anything', async () => {
    for (const response of [await ask('/healthz'), await ask('/weg'), await post('{}')]) {
      expect(response.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(response.headers.get('cache-control')).to.equal('no-store');
    }
  });

  it('says that it is alive, and whether it can commit', async () => {
    expect((await ask('/healthz')).status).to.equal(200);
    expect((await ask('/readyz')).status).to.equal(200);
    ready = { ready: false, reason: 'store_unavailable: away' };
    const response = await ask('/readyz');
    expect(response.status).to.equal(503);
    expect(await response.json()).to.deep.equal({ status: 'not ready', reason: 'store_unavailable: away' });
    expect((await ask('/healthz')).status).to.equal(200);
  });

  it('counts for operators', async () => {
    const text = await (await ask('/metrics')).text();
    expect(text).to.contain('terugblik_messages_total{channel="whatsapp",type="text"} 2');
    expect(text).to.contain('process_cpu_seconds_total');
  });
});
