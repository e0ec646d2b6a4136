import { Agent, request } from 'node:http';
import twilio from 'twilio';
import type { ChannelName } from '../../src/core/thread/message.js';
import { chatOf, studentAt } from '../school/people.js';
import type { Arrived } from './double.js';
import { botOf, tenantId, twilioAccount } from './identity.js';

/** A student who writes and waits for what comes back. */
export type Student = {
  /** Where his messages arrive: his chat or his number. */
  key: string;
  /** Writes what fits the last thing he read; resolves with the status when the server has answered. */
  write: () => Promise<number>;
  /** Takes in what arrived; says whether the talk is over. */
  read: (message: Arrived) => void;
  turns: () => number;
  isOver: () => boolean;
  /** Resolves when something arrived that was not there before the last `write`. */
  answered: () => Promise<void>;
};

export type Line = { url: string; doubleUrl: string; token: string; channel: ChannelName };

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** The same words for every contestant; the second time another student says them. */
const words = [
  'Ik heb een klant geholpen die iets zocht en daarna bedankte hij mij heel vriendelijk',
  'Ik vroeg mijn collega hoe de kassa werkt omdat ik dat nog nooit alleen had gedaan',
  'Ik merkte dat ik rustig blijf als het druk is want ik doe één ding tegelijk',
  'De volgende keer vraag ik het meteen als ik iets niet weet, dan gaat het sneller',
];

/** The last words of a talk of ours, and of the waterfall beside it. */
const overWords = /Klaar, |Dat was het|We zijn klaar/u;

/** Whoever is only echoed stops here. */
const mostTurns = 13;

export function createStudent(line: Line, number: number): Student {
  const { channel } = line;
  const { id, address } = studentAt(channel, number);
  const key = channel === 'teams' ? chatOf(id) : address;
  let turns = 0;
  let over = false;
  let last: Arrived | null = null;
  let news = false;
  let waiting: (() => void) | null = null;
  return {
    key,
    write: () => {
      const button = last?.buttons.find(({ label }) => label === 'Ja') ?? last?.buttons[0] ?? null;
      const first = turns === 0 && last === null;
      const text = button?.label ?? (first ? 'Goed' : (words[turns % words.length] ?? ''));
      news = false;
      turns += 1;
      const stamp = `${id}-${turns}-${Math.random().toString(36).slice(2)}`;
      const said = { text, payload: button?.payload ?? null, stamp };
      return channel === 'teams' ? toTeams(line, { id, address }, said) : toTwilio(line, address, said);
    },
    read: (message) => {
      last = message;
      news = true;
      over ||= overWords.test(message.text);
      waiting?.();
      waiting = null;
    },
    turns: () => turns,
    isOver: () => over || turns >= mostTurns,
    answered: () => (news ? Promise.resolve() : new Promise((resolve) => (waiting = resolve))),
  };
}

type Said = { text: string; payload: string | null; stamp: string };

function toTeams(line: Line, { id, address }: { id: string; address: string }, said: Said): Promise<number> {
  const activity = {
    ...{ type: 'message', id: said.stamp, timestamp: new Date().toISOString(), channelId: 'msteams' },
    serviceUrl: `${line.doubleUrl}/`,
    from: { id: `29:${id}`, aadObjectId: address, name: 'Robin Jansen' },
    recipient: botOf,
    conversation: { id: chatOf(id), conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    ...{ locale: 'nl-NL', text: said.text, textFormat: 'plain' },
    ...(said.payload === null ? {} : { value: { payload: said.payload, label: said.text } }),
  };
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${line.token}` };
  return post(`${line.url}/api/messages`, headers, JSON.stringify(activity));
}

function toTwilio(line: Line, address: string, { text, payload, stamp }: Said): Promise<number> {
  const url = `${line.url}/api/whatsapp`;
  const fields: Record<string, string> = {
    ...{ MessageSid: `SM${stamp}`, AccountSid: twilioAccount.accountSid, Body: text, NumMedia: '0' },
    ...{ From: `whatsapp:${address}`, To: twilioAccount.from, WaId: address.slice(1), ProfileName: 'Robin' },
    ...(payload === null ? {} : { ButtonText: text, ButtonPayload: payload }),
  };
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-Twilio-Signature': twilio.getExpectedTwilioSignature(twilioAccount.authToken, url, fields),
  };
  return post(url, headers, new URLSearchParams(fields).toString());
}

function post(url: string, headers: Record<string, string>, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = { 'Content-Length': Buffer.byteLength(body) };
    const asked = request(url, { agent, method: 'POST', headers: { ...headers, ...length } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
