import { inboundForm } from '../../src/demo/whatsapp/deliver/inbound-form.js';
import type { HttpRoute } from '../../src/ports/http.js';
import { tenant } from '../adapters/teams/support/activities.js';
import type { OpenSchool } from '../support/open-school.js';
import { addresses } from '../support/world.js';
import { damaged, oddText, pick, type Random } from './damage.js';
import { fieldsOf, spoilt, type Fuzzed } from './noise.js';

const words = [
  ...[
    'hoi',
    'Verder',
    'Gelezen',
    'stop',
    'start',
    'mijn chef slaat mij',
    'vandaag',
    'open',
    'help',
    'verbeter',
  ],
  ...['ik heb dozen gestapeld', 'geschiedenis noor', 'mijn gegevens', 'plan noor 5', 'leg uit', 'ziek'],
];
const types = [
  ...['message', 'message', 'message', 'invoke', 'invoke', 'messageUpdate', 'messageDelete', 'typing'],
  ...['conversationUpdate', 'installationUpdate', 'messageReaction', 'event', 'endOfConversation'],
];
const verbs = [
  ...[
    'open',
    'seen',
    'take',
    'handled',
    'reply',
    'judge',
    'day_remind',
    'day_ill',
    'day_move',
    'day_history',
  ],
  ...['day_refresh', 'day_alerts', 'staff_say', 'alert_again'],
];
const staff = ['samira', 'tom', 'peter', 'karin', 'fatima', 'joris'] as const;

/** How much is wrong: half of the requests are in order, so that they come as far as they can. */
const harm = (random: Random): number => (random() < 0.5 ? 0 : 1 + Math.floor(random() * 4));

let count = 0;
/** Mostly new; now and then the id of one that came before. */
const idOf = (random: Random, prefix: string): string =>
  `${prefix}-${random() < 0.9 ? (count += 1) : Math.floor(random() * count)}`;

/** An activity of any type, of somebody of the school or of a stranger. */
export async function activity(random: Random, school: OpenSchool, alert: string): Promise<Fuzzed> {
  const type = pick(random, types);
  const person = pick(random, [...staff, 'noor', 'noor', 'noor', 'stranger'] as const);
  const object = person === 'stranger' ? `stranger-${Math.floor(random() * 50)}` : addresses[person].teams;
  const verb = pick(random, verbs);
  const data = {
    ...{ verb, alert, from: '', outcome: 'talked', on: '2026-11-24', note: 'gesproken', text: 'Hoi Noor' },
    ...{
      verdict: 'right',
      owner: 'samira',
      date: '2026-11-24',
      card: 'c',
      student: 'noor',
      to: '2026-11-25',
    },
    ...{ say: 'vandaag' },
  };
  const good = {
    ...{ type, id: idOf(random, 'a'), timestamp: '2026-11-24T15:00:00.000Z', channelId: 'msteams' },
    ...{ serviceUrl: 'http://127.0.0.1:9/', from: { id: `29:${object}`, aadObjectId: object, name: 'Naam' } },
    recipient: { id: '28:bot', name: 'Terugblik' },
    conversation: { id: `chat-${object}`, conversationType: 'personal', tenantId: tenant },
    ...{
      channelData: { tenant: { id: tenant } },
      locale: 'nl-NL',
      textFormat: 'plain',
      text: pick(random, words),
    },
    ...(type === 'invoke'
      ? { name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb, data } } }
      : {}),
    ...(type === 'conversationUpdate' ? { membersAdded: [{ id: '28:bot' }], membersRemoved: [] } : {}),
    ...(type === 'installationUpdate' ? { action: pick(random, ['add', 'remove']) } : {}),
    ...(type === 'message' && random() < 0.2 ? { value: data } : {}),
    ...(random() < 0.2
      ? {
          attachments: [
            { contentType: 'image/png', contentUrl: 'https://smba.trafficmanager.net/x', content: {} },
          ],
        }
      : {}),
    ...(random() < 0.2
      ? { entities: [{ type: 'mention', text: '<at>x</at>', mentioned: { id: '28:bot' } }], replyToId: 'a-1' }
      : {}),
  };
  const asking = await school.activity(damaged(random, good, harm(random)));
  return spoilt(random, { what: `activity ${type}`, asking, proven: true }, 'Authorization');
}

/** A message of WhatsApp, signed as it is. */
export function message(random: Random, school: OpenSchool): Fuzzed {
  const from = pick(random, [
    addresses.noor.whatsapp,
    addresses.daan.whatsapp,
    '+31600009999',
    '+31600009998',
  ]);
  const media = random() < 0.2 ? [{ sid: 'ME1', contentType: 'audio/ogg' }] : [];
  const good = inboundForm({
    ...{
      draft: {},
      fromTemplate: false,
      sid: idOf(random, 'SM'),
      accountSid: 'AC1',
      from: `whatsapp:${from}`,
    },
    ...{ to: 'whatsapp:+31200000000', profileName: 'Naam', body: pick(random, words), media },
    apiUrl: 'https://api.twilio.com',
  } as unknown as Parameters<typeof inboundForm>[0]);
  const extra = random() < 0.3 ? { ButtonPayload: oddText(random), ButtonText: 'Verder', Latitude: '1' } : {};
  const asking = school.form('/api/whatsapp', fieldsOf(damaged(random, { ...good, ...extra }, harm(random))));
  return spoilt(random, { what: 'whatsapp message', asking, proven: true }, 'X-Twilio-Signature');
}

/** What became of a message of ours. */
export function report(random: Random, school: OpenSchool): Fuzzed {
  const state = pick(random, ['sent', 'delivered', 'read', 'failed', 'undelivered', 'queued', 'odd']);
  const good = {
    MessageSid: idOf(random, 'SM'),
    MessageStatus: state,
    To: `whatsapp:${addresses.noor.whatsapp}`,
  };
  const more = random() < 0.5 ? { ErrorCode: pick(random, ['63016', '63024', '21610', 'x']) } : {};
  const entry = encodeURIComponent(random() < 0.5 ? 'demo:noor:1' : oddText(random).toWellFormed());
  const fields = fieldsOf(damaged(random, { ...good, ...more }, harm(random)));
  const asking = school.form(`/api/whatsapp/status?entry=${entry}`, fields);
  return spoilt(random, { what: 'whatsapp status', asking, proven: true }, 'X-Twilio-Signature');
}

/** A page or a form of the staff, a file, a link: any route, with whatever stands in the places of its path. */
export async function page(
  random: Random,
  school: OpenSchool,
  routes: readonly HttpRoute[],
  good: Readonly<Record<string, readonly string[]>>,
  session: { cookie: string; token: string },
): Promise<Fuzzed> {
  const route = pick(random, routes);
  const part = (name: string): string =>
    random() < 0.7 ? pick(random, good[name] ?? ['1']) : oddText(random).toWellFormed().slice(0, 200);
  const path = route.path
    .split('/')
    .map((one) => (one.startsWith(':') ? encodeURIComponent(part(one.slice(1))) : one))
    .join('/')
    .replace(/\*$/, 'x');
  const asked = [
    'q',
    'before',
    'begin',
    'year',
    'student',
    'attention',
    'done',
    'note',
    'to',
    'code',
    'state',
  ]
    .filter(() => random() < 0.15)
    .map((name) => `${name}=${encodeURIComponent(oddText(random).toWellFormed().slice(0, 800))}`);
  const query = asked.length === 0 ? '' : `?${asked.join('&')}`;
  const headers: Record<string, string> = random() < 0.85 ? { Cookie: session.cookie } : {};
  if (random() < 0.1)
    headers['Range'] = pick(random, [
      'bytes=0-',
      'bytes=5-1',
      'bytes=-9',
      'x',
      'bytes=0-99999999999999999999',
    ]);
  if (random() < 0.1) headers['Accept-Language'] = pick(random, ['en', ',,,', 'x'.repeat(2000)]);
  const what = `${route.method} ${route.path}`;
  if (route.method === 'GET')
    return { what, asking: { method: 'GET', path: path + query, headers }, proven: true };
  const fields: Record<string, string> = {
    ...{
      token: session.token,
      do: pick(random, ['add', 'change', 'remove', 'yes', 'no', 'x']),
      id: idOf(random, 'n'),
    },
    ...{
      text: 'een notitie',
      verb: pick(random, verbs),
      verdict: pick(random, ['voldoende', 'onvoldoende', 'x']),
    },
    ...{
      sentence: 'Goed gedaan',
      number: '6',
      language: 'en',
      to: '/history',
      alert: '1',
      outcome: 'talked',
    },
    ...{ on: '2026-11-24', note: 'x', from: '' },
  };
  const sent = fieldsOf(damaged(random, fields, harm(random)));
  const json = route.accepts === 'json';
  const body = json
    ? JSON.stringify(damaged(random, { token: 'x.y.z' }, harm(random)))
    : new URLSearchParams(sent).toString();
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
  const origin = random() < 0.9 ? school.url : 'https://evil.example';
  const asking = {
    method: 'POST',
    path: path + query,
    headers: { ...headers, Origin: origin, 'Content-Type': type },
    body,
  };
  return { what, asking, proven: true };
}
