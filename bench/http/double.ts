import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appId, issuer } from './identity.js';
import type { Gate } from './gate.js';

/** A message that arrived where the student reads it. */
export type Arrived = {
  /** The chat in Teams or the number on WhatsApp. */
  to: string;
  text: string;
  /** What may be tapped: the words, and what comes back with them. */
  buttons: { label: string; payload: string | null }[];
  at: number;
};

export type Double = {
  url: string;
  /** A token of the Bot Framework for activities that name this double as their service. */
  token: string;
};

/** The Bot Framework's keys, Teams' connector and Twilio's API on one address. `gate` refuses what is too much. */
export async function startDouble(arrive: (message: Arrived) => void, gate: Gate): Promise<Double> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = {
    ...(await exportJWK(publicKey)),
    kid: 'bench',
    use: 'sig',
    alg: 'RS256',
    endorsements: ['msteams'],
  };
  let url = '';
  let sent = 0;
  const answer = (request: IncomingMessage, body: string): { status: number; body: unknown } => {
    const path = request.url ?? '';
    if (path === '/openid') return { status: 200, body: { issuer, jwks_uri: `${url}/keys` } };
    if (path === '/keys') return { status: 200, body: { keys: [key] } };
    if (path.startsWith('/v1/Content')) return content(request.method, body, (sent += 1));
    const message = path.startsWith('/v3/') ? fromTeams(path, body) : fromTwilio(path, body);
    if (message === null) return { status: 404, body: {} };
    if (!gate(path.startsWith('/v3/') ? 'teams' : 'whatsapp', message))
      return { status: 429, body: { code: 20429, message: 'Too many requests' } };
    arrive(message);
    sent += 1;
    return { status: 201, body: { id: `sent-${sent}`, sid: `SM${String(sent).padStart(32, '0')}` } };
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => give(response, answer(request, Buffer.concat(parts).toString('utf8'))));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, token: await tokenFor(`${url}/`, privateKey) };
}

const tokenFor = (serviceUrl: string, key: CryptoKey): Promise<string> =>
  new SignJWT({ serviceurl: serviceUrl })
    .setProtectedHeader({ alg: 'RS256', kid: 'bench', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(appId)
    .setExpirationTime(Math.floor(Date.now() / 1000) + 36_000)
    .sign(key);

function give(response: ServerResponse, { status, body }: { status: number; body: unknown }): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

type Action = { title?: string; text?: string; value?: string; data?: { payload?: string } };
type Block = { text?: string; inlines?: { text?: string }[] };
type Card = { body?: Block[]; actions?: Action[]; buttons?: Action[]; text?: string };
type Activity = {
  type?: string;
  text?: string;
  attachments?: { content?: Card }[];
  suggestedActions?: { actions?: Action[] };
};

const wordsOf = ({ body = [], text }: Card): string =>
  text ??
  body.map((block) => block.text ?? (block.inlines ?? []).map((run) => run.text ?? '').join('')).join('\n');

function fromTeams(path: string, body: string): Arrived | null {
  const [, chat] = /^\/v3\/conversations\/([^/]+)\/activities/u.exec(path) ?? [];
  if (chat === undefined) return null;
  const activity = JSON.parse(body) as Activity;
  const { content } = activity.attachments?.[0] ?? {};
  const actions = content?.actions ?? content?.buttons ?? activity.suggestedActions?.actions ?? [];
  return {
    to: decodeURIComponent(chat),
    text: activity.text ?? (content === undefined ? '' : wordsOf(content)),
    buttons: actions.map(({ title, data }) => ({ label: title ?? '', payload: data?.payload ?? null })),
    at: performance.now(),
  };
}

/** What the product's own generic resources hold: lines, then a title and an id for each button. */
function fromTwilio(path: string, body: string): Arrived | null {
  if (!path.endsWith('/Messages.json')) return null;
  const form = new URLSearchParams(body);
  const values = Object.values(JSON.parse(form.get('ContentVariables') ?? '{}') as Record<string, string>);
  const ids = values.flatMap((value, index) => (value.includes('|') ? [index] : []));
  return {
    to: (form.get('To') ?? '').replace('whatsapp:', ''),
    text: form.get('Body') ?? values.join('\n'),
    buttons: ids.map((index) => ({ label: values[index - 1] ?? '', payload: values[index] ?? null })),
    at: performance.now(),
  };
}

/** The list of resources is empty at first, and what is made gets an id. */
function content(
  method: string | undefined,
  body: string,
  number: number,
): { status: number; body: unknown } {
  if (method === 'GET')
    return {
      status: 200,
      body: { contents: [], meta: { key: 'contents', page: 0, page_size: 500, next_page_url: null } },
    };
  const { friendly_name: name } = JSON.parse(body) as { friendly_name: string };
  return { status: 201, body: { sid: `HX${String(number).padStart(32, '0')}`, friendly_name: name } };
}
