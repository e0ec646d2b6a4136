import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { createAddressLimits } from '../../../src/adapters/http/address-limits.js';
import { clientAddress } from '../../../src/adapters/http/client-address.js';
import { createRefusedLog } from '../../../src/adapters/http/refused-log.js';
import { startHttpServer, type HttpServer } from '../../../src/adapters/http/server.js';
import type { ServerLimits } from '../../../src/adapters/http/server-limits.js';
import type { HttpReply, HttpRoute } from '../../../src/ports/http.js';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('what a client must stay within', () => {
  let server: HttpServer;
  let asked = 0;
  const routes: HttpRoute[] = [
    {
      ...{ method: 'POST', path: '/api/test', accepts: 'json', bodyLimit: 1024 },
      handle: async () => {
        asked += 1;
        return { status: 200 };
      },
    },
    {
      ...{ method: 'GET', path: '/large', accepts: null },
      handle: async () => ({ status: 200, type: 'text/plain', body: 'x'.repeat(64 * 1024 * 1024) }),
    },
  ];
  const start = async (other: Partial<ServerLimits> = {}): Promise<void> => {
    const limits = {
      ...{ headersTimeout: 60, requestTimeout: 120, checkEvery: 20, idleTimeout: 2000 },
      ...{ keepAliveTimeout: 80, maxHeaderSize: 2048, maxConnections: 3 },
    };
    server = await startHttpServer({
      ...{ port: 0, host: '127.0.0.1', log, routes, limits: { ...limits, ...other } },
    });
  };
  beforeEach(async () => {
    asked = 0;
    await start();
  });
  afterEach(() => server.close());

  /** Opens a connection and says when it ended, with what came back. */
  const open = (): { socket: Socket; ended: Promise<string> } => {
    const socket = connect(server.port, '127.0.0.1');
    let got = '';
    socket.on('data', (part: Buffer) => (got += part.toString('latin1')));
    const ended = new Promise<string>((resolve) => {
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(got));
    });
    return { socket, ended };
  };

  it('who drips headers is cut off', async () => {
    const { socket, ended } = open();
    socket.write('POST /api/test HTTP/1.1\r\nHost: x\r\n');
    const drip = setInterval(() => socket.write('X-A: b\r\n'), 10);
    expect(await ended).to.contain('408');
    clearInterval(drip);
    expect(asked).to.equal(0);
  });

  it('who drips a body is cut off, and the route never runs', async () => {
    const { socket, ended } = open();
    const head =
      'POST /api/test HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n';
    socket.write(head);
    const drip = setInterval(() => socket.write(' '), 10);
    await ended;
    clearInterval(drip);
    expect(asked).to.equal(0);
  });

  it('who does not read his answer, or says nothing, is let go', async () => {
    await server.close();
    await start({ headersTimeout: 10_000, requestTimeout: 10_000, idleTimeout: 100 });
    const reader = open();
    reader.socket.pause();
    reader.socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
    // Each ends when nothing moved for a while; a write that got on a little gives the reader one more of them.
    for (let whiles = 0; whiles < 4; whiles += 1) await open().ended;
    reader.socket.resume();
    expect((await reader.ended).length).to.be.lessThan(64 * 1024 * 1024);
  });

  it('headers and bodies that are too large are refused, with or without a length', async () => {
    const url = `http://127.0.0.1:${server.port}/api/test`;
    const large = open();
    large.socket.write(`GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(4096)}\r\n\r\n`);
    expect(await large.ended).to.contain('431');
    const headers = { 'Content-Type': 'application/json' };
    const known = await fetch(url, { method: 'POST', headers, body: JSON.stringify('x'.repeat(2000)) });
    expect(known.status).to.equal(413);
    const chunked = open();
    const chunk = `${(2000).toString(16)}\r\n"${'x'.repeat(1998)}"\r\n`;
    chunked.socket.write(
      `POST /api/test HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}0\r\n\r\n`,
    );
    expect(await chunked.ended).to.contain('413');
    expect(asked).to.equal(0);
  });

  it('more connections than the server takes are dropped, and those it has go on', async () => {
    const held = [open(), open(), open()];
    await Promise.all(held.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await open().ended).to.equal('');
    held[0]?.socket.write('GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await held[0]?.ended).to.contain('404');
    for (const { socket } of held) socket.destroy();
  });
});

describe('what an address may ask', () => {
  let now = 0;
  let reply: HttpReply = { status: 200 };
  let server: HttpServer;
  let asked = 0;
  const warned: unknown[] = [];
  const handle = async (): Promise<HttpReply> => {
    asked += 1;
    return reply;
  };
  const routes: HttpRoute[] = [
    { method: 'GET', path: '/open', accepts: null, open: true, handle },
    { method: 'POST', path: '/hook', accepts: 'json', handle },
  ];
  beforeEach(async () => {
    now = 0;
    asked = 0;
    warned.length = 0;
    reply = { status: 200 };
    const perAddress = createAddressLimits({ now: () => now }, { burst: 3, perSecond: 0.5 });
    server = await startHttpServer({
      ...{ port: 0, host: '127.0.0.1', log, routes, proxies: 1 },
      strangers: {
        ...{ perAddress, words: () => 'Wacht een minuut.' },
        refused: createRefusedLog(
          { now: () => now },
          { ...log, warn: (event, fields) => void warned.push({ event, ...fields }) },
        ),
      },
    });
  });
  afterEach(() => server.close());

  const ask = (path: string, from = '10.0.0.1'): Promise<Response> =>
    fetch(`http://127.0.0.1:${server.port}${path}`, {
      ...(path === '/hook' ? { method: 'POST', body: '{}' } : {}),
      headers: { 'X-Forwarded-For': from, 'Content-Type': 'application/json' },
    });

  it('is refused with the time to wait before an open page runs, for that address alone', async () => {
    for (let count = 0; count < 3; count += 1) expect((await ask('/open')).status).to.equal(200);
    const refused = await ask('/open');
    expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).to.deep.equal([
      ...[429, '2', 'Wacht een minuut.'],
    ]);
    expect(asked).to.equal(3);
    expect((await ask('/open', '10.0.0.2')).status).to.equal(200);
    now += 2000;
    expect((await ask('/open')).status).to.equal(200);
  });

  it('is not widened by what the sender himself writes into the header', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1)
      statuses.push((await ask('/open', `192.0.2.${count}, 10.0.0.1:${4000 + count}`)).status);
    expect(statuses).to.deep.equal([200, 200, 200, 429, 429]);
  });

  it('never limits who showed who he is, however much of its share strangers used up', async () => {
    reply = { status: 403, stranger: true };
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await ask('/hook')).status);
    expect(statuses).to.deep.equal([403, 403, 403, 429, 429]);
    reply = { status: 200 };
    for (let count = 0; count < 20; count += 1) expect((await ask('/hook')).status).to.equal(200);
  });

  it('is told to operators at once, and after that once a minute with how many they were', async () => {
    reply = { status: 403, stranger: true };
    const knock = async (times: number): Promise<void> => {
      for (let count = 0; count < times; count += 1) await ask('/hook');
    };
    await knock(5);
    now += 60_000;
    await knock(1);
    const said = { event: 'http.stranger_refused', path: '/hook', status: 403 };
    expect(warned).to.deep.equal([
      { ...said, times: 1 },
      { ...said, times: 5 },
    ]);
  });

  it('is forgotten of whoever was quiet longest, so that memory stays bounded', () => {
    const limits = createAddressLimits({ now: () => 0 }, { burst: 1, perSecond: 1, remembered: 2 });
    expect(['a', 'a', 'b', 'c', 'c', 'a'].map((one) => limits.take(one))).to.deep.equal([0, 1, 0, 0, 1, 0]);
  });

  it('gives nothing more when the clock is set back', () => {
    let at = 10_000;
    const limits = createAddressLimits({ now: () => at }, { burst: 1, perSecond: 1 });
    limits.take('a');
    at = 0;
    expect(limits.take('a')).to.equal(1);
    at = 1000;
    expect(limits.take('a')).to.equal(0);
  });
});

describe('whose address it is', () => {
  const rows: [string, string | undefined, string | undefined, number, string][] = [
    ['no proxy: the connection', '192.0.2.1', '10.0.0.1', 0, '192.0.2.1'],
    ['one: the last entry', '192.0.2.1', '10.9.9.9, 10.0.0.1', 1, '10.0.0.1'],
    ['two: the last but one', '192.0.2.1', '1.1.1.1, 10.9.9.9, 10.0.0.1', 2, '10.9.9.9'],
    ['a proxy that wrote nothing: the connection', '192.0.2.1', undefined, 1, '192.0.2.1'],
    ['no address in the header: the connection', '192.0.2.1', '<script>', 1, '192.0.2.1'],
    ['a port is left out', '192.0.2.1', '10.0.0.1:5555', 1, '10.0.0.1'],
    ['IPv4 in IPv6 is IPv4', '::ffff:192.0.2.1', undefined, 0, '192.0.2.1'],
    ['a household of IPv6 is one', '2001:db8:0:1::5', undefined, 0, '2001:db8:0:1::/64'],
    ['also in another spelling, with a port', 'x', '[2001:0DB8:0:1:aaaa::9]:443', 1, '2001:db8:0:1::/64'],
    ['none at all', undefined, undefined, 1, ''],
  ];
  for (const [what, socket, forwarded, proxies, expected] of rows)
    it(what, () => expect(clientAddress(socket, forwarded, proxies)).to.equal(expected));
});
