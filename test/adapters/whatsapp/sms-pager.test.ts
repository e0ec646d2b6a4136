import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { createSmsPager } from '../../../src/adapters/whatsapp/sms-pager.js';
import type { Pager } from '../../../src/ports/pager.js';

const account = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'token', timeout: 300 };

describe('calling somebody by text message', () => {
  let server: Server;
  let pager: Pager;
  let asked: { path: string; auth: string; form: Record<string, string> }[];
  /** What the API answers: a status and Twilio's own code; null never answers. */
  let answer: { status: number; code?: number } | null;

  beforeEach(async () => {
    asked = [];
    answer = { status: 201 };
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        const auth = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString();
        asked.push({ path: request.url ?? '', auth, form: Object.fromEntries(new URLSearchParams(body)) });
        if (answer === null) return;
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({ sid: `SM${'2'.repeat(32)}`, status: answer.status, code: answer.code }),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    pager = createSmsPager({ ...account, apiUrl: `http://127.0.0.1:${port}` }, '+31200000000');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const page = () => pager.page('+31600000009', 'Kijk in Teams.');

  it('posts one message as Twilio’s API describes it', async () => {
    expect(await page()).to.deep.equal({ status: 'sent' });
    expect(asked).to.deep.equal([
      {
        path: `/2010-04-01/Accounts/${account.accountSid}/Messages.json`,
        auth: `${account.accountSid}:token`,
        form: { To: '+31600000009', From: '+31200000000', Body: 'Kijk in Teams.' },
      },
    ]);
  });

  it('tries again later what was not taken, or got no answer', async () => {
    answer = { status: 429, code: 20429 };
    expect((await page()).status).to.equal('retry');
    answer = { status: 500 };
    expect((await page()).status).to.equal('retry');
    answer = null;
    expect((await page()).status).to.equal('retry');
    expect(asked).to.have.length(3);
  });

  it('gives up on a number that cannot be called', async () => {
    answer = { status: 400, code: 21211 };
    expect(await page()).to.deep.equal({ status: 'failed', reason: 'code 21211' });
  });
});
