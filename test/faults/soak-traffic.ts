import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Person } from '../../src/core/school/people.js';
import type { TwilioDouble } from '../../src/demo/whatsapp/twilio-double.js';
import { pick } from '../fuzz/damage.js';

type Random = () => number;

/** What a run of traffic came to: how much was asked of each kind and how it was answered, and the failures. */
export type Traffic = { asked: Record<string, number>; failed: string[] };

const studentWords = [
  ...[
    'hoi',
    'Nederlands',
    'Verder',
    'Verder',
    'Gelezen',
    '🙂 Goed',
    'ja',
    'nee',
    'later',
    'help',
    'stop',
    'start',
  ],
  ...[
    'ik heb dozen gestapeld met Ahmed',
    'ik wil sneller werken',
    'mijn doel is zelf de kassa doen',
    'voortgang',
  ],
  ...[
    'mijn chef scheldt mij uit',
    'verbeter',
    'plan',
    'Verder',
    'Verder',
    'ziek',
    'ik weet het niet',
    'weinig tijd',
  ],
];
const staffWords = [
  'vandaag',
  'open',
  'help',
  'herinner noor',
  'plan noor 5',
  'geschiedenis noor',
  'gisteren',
];
const staffPages = [
  '/history',
  '/history/looks',
  '/history/judge',
  '/history/student/noor',
  '/history/figures',
];

/** A Bot Framework connector that takes everything. */
export async function startConnector(): Promise<{ url: string; close: () => Promise<void> }> {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ id: `made-${(count += 1)}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type TrafficOptions = {
  url: string;
  connector: string;
  double: TwilioDouble;
  people: readonly Person[];
  random: Random;
  done: () => boolean;
};

/** Everybody writes, taps, presses and looks, each at his own pace, until it is done. */
export async function traffic(options: TrafficOptions): Promise<Traffic> {
  const result: Traffic = { asked: {}, failed: [] };
  const note = (what: string, status: number): void => {
    const answered = `${what}, answered ${Math.floor(status / 100)}xx`;
    result.asked[answered] = (result.asked[answered] ?? 0) + 1;
    if (status >= 500 || status === 0) result.failed.push(`${what} was answered ${status}`);
  };
  await Promise.all(options.people.map((person) => oneOf(options, person, note)));
  return result;
}

type Note = (what: string, status: number) => void;

async function oneOf(options: TrafficOptions, person: Person, note: Note): Promise<void> {
  const { random, done, double } = options;
  const isStudent = person.roles.includes('student');
  const cookie = isStudent ? null : await signIn(options, person.id);
  while (!done()) {
    await new Promise((resolve) => setTimeout(resolve, random() * 5000));
    if (person.whatsapp !== null) {
      note('WhatsApp message', (await double.receive(draft(double, person.whatsapp, random))).status);
    } else if (cookie !== null && random() < 0.5) {
      note('page', await look(options, cookie));
    } else if (person.teams !== null) {
      const pressed = !isStudent && random() < 0.3;
      note(pressed ? 'Teams button' : 'Teams message', await teams(options, person, pressed));
    }
  }
}

/** Words, or the button that stands last in his chat. */
function draft(double: TwilioDouble, from: string, random: Random) {
  if (random() < 0.3) {
    const last = double.messages({ person: from, direction: 'outbound' }).at(-1);
    const choices = last?.choices.kind === 'buttons' ? last.choices.buttons : [];
    if (choices.length > 0) {
      const { title, id } = pick(random, choices);
      return { from, button: { text: title, payload: id } };
    }
  }
  return { from, body: pick(random, studentWords) };
}

let activities = 0;

async function teams(
  { url, connector, random }: TrafficOptions,
  person: Person,
  pressed: boolean,
): Promise<number> {
  const object = person.teams ?? '';
  const words = person.roles.includes('student') ? studentWords : staffWords;
  const body = {
    ...{ type: 'message', id: `soak-${(activities += 1)}`, channelId: 'msteams', serviceUrl: connector },
    from: { id: `29:${object}`, aadObjectId: object, name: person.name },
    recipient: { id: '28:bot', name: 'Terugblik' },
    conversation: { id: `chat-${object}`, conversationType: 'personal', tenantId: 'demo' },
    ...{ channelData: { tenant: { id: 'demo' } }, locale: 'nl-NL', timestamp: new Date().toISOString() },
    ...(pressed ? press(person.id, random) : { textFormat: 'plain', text: pick(random, words) }),
  };
  const answer = await fetch(`${url}/api/messages`, {
    ...{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  });
  await answer.text();
  return answer.status === 501 ? 200 : answer.status;
}

const press = (owner: string, random: Random): object => ({
  ...{ type: 'invoke', name: 'adaptiveCard/action' },
  value: {
    action: {
      ...{ type: 'Action.Execute', verb: pick(random, ['day_refresh', 'day_alerts', 'day_remind']) },
      data: { owner, card: 'soak', date: '2026-11-24', student: 'noor', say: 'vandaag' },
    },
  },
});

async function signIn({ url }: TrafficOptions, person: string): Promise<string> {
  const answer = await fetch(`${url}/history/login/demo`, {
    ...{ method: 'POST', redirect: 'manual', headers: { Origin: url } },
    body: new URLSearchParams({ person, to: '/history' }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function look({ url, random }: TrafficOptions, cookie: string): Promise<number> {
  const answer = await fetch(`${url}${pick(random, staffPages)}`, {
    redirect: 'manual',
    headers: { cookie },
  });
  await answer.text();
  return answer.status;
}
