import { createTexts } from '../../../src/adapters/texts/i18next-texts.js';
import type { Entry } from '../../../src/core/outbox/entry.js';
import type { Content } from '../../../src/core/script/model.js';
import type { TurnEnv } from '../../../src/core/thread/env.js';
import type { Inbound, InboundContent, OutMessage } from '../../../src/core/thread/message.js';
import { receive, type Received } from '../../../src/core/thread/turn/receive.js';
import { newThread } from '../../../src/core/thread/new-thread.js';
import type { StudentDay } from '../../../src/core/thread/student-day.js';
import type { KnownAddress, Talk, Thread } from '../../../src/core/thread/thread.js';
import { nothingSeen, type Assessment } from '../../../src/core/signals/types.js';
import { realContent } from '../../support/content.js';
import { aPerson, aSchool, at, directoryOf, staff } from '../school/builders.js';

/** Tuesday 24 November 2026, in office hours. */
export const now = at('2026-11-24T16:15');

const texts = createTexts();

/** What a turn may know: the real content, a made-up school. */
export async function anEnv(more: Partial<TurnEnv> = {}): Promise<TurnEnv> {
  return envOf((await realContent()).content, more);
}

export const envOf = (content: Content, more: Partial<TurnEnv> = {}): TurnEnv => ({
  now,
  school: aSchool(),
  directory: directoryOf(...staff),
  current: content,
  pinned: content,
  render: (of, language, text) => texts.render(of, language, text),
  failed: () => 'script_failed',
  ...more,
});

export const noor = aPerson('noor', 'Noor Yilmaz', {
  roles: ['student'],
  begeleider: 'samira',
  mentor: 'peter',
  backups: ['tom'],
  sector: 'retail',
});

export const onWhatsApp = (more: Partial<KnownAddress> = {}): KnownAddress => ({
  channel: 'whatsapp',
  address: '+31600000001',
  ref: null,
  lastInboundAt: now,
  blocked: null,
  ...more,
});

export const onTeams = (more: Partial<KnownAddress> = {}): KnownAddress => ({
  ...onWhatsApp(),
  channel: 'teams',
  address: 'noor-in-teams',
  ...more,
});

/** Noor's thread on WhatsApp, after she read the explanation. */
export const aThread = (more: Partial<Thread> = {}): Thread => {
  const fresh = newThread('vista', noor);
  const settings = { ...fresh.settings, language: 'nl', introducedAt: now - 1000 };
  return { ...fresh, settings, addresses: [onWhatsApp()], channel: 'whatsapp', ...more };
};

/** The practice day of today, shift over. */
export const aDay = (more: Partial<StudentDay> = {}): StudentDay => {
  const date = more.date ?? '2026-11-24';
  return {
    id: `vista:day:${date}:noor`,
    date,
    phase: 'planned',
    status: 'planned',
    reason: null,
    assignment: null,
    opensAt: null,
    remindAt: null,
    remindAsked: false,
    closesAt: at('2026-12-01T00:00'),
    from: date,
    movedFrom: null,
    ...more,
  };
};

export const words = (text: string): OutMessage => ({ kind: 'text', text, choices: [], template: null });

export const anEntry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  talk: null,
  urgent: false,
  message: words(id),
  status: 'pending',
  attempts: 0,
  lost: 0,
  attemptAt: null,
  dueAt: null,
  channel: null,
  providerId: null,
  reason: null,
  report: null,
  createdAt: now,
  ...more,
});

/** A talk that is over, of a second long. */
export const aTalk = (id: string, more: Partial<Talk> = {}): Talk => ({
  id,
  script: 'kort',
  content: 'h',
  openedAt: now - 1000,
  endedAt: now,
  day: null,
  state: null,
  parked: null,
  offered: [],
  question: '',
  closed: false,
  alert: null,
  timeoutAt: null,
  expiresAt: null,
  transcript: [],
  ...more,
});

let count = 0;

export const anInbound = (content: InboundContent | string, more: Partial<Inbound> = {}): Inbound => ({
  channel: 'whatsapp',
  address: '+31600000001',
  providerId: `in-${(count += 1)}`,
  at: now,
  ref: null,
  content: typeof content === 'string' ? { type: 'text', text: content } : content,
  ...more,
});

/** Takes a message in; a duplicate is a mistake of the test. */
export function taken(
  thread: Thread,
  content: InboundContent | string,
  env: TurnEnv,
  judged: Partial<Assessment> = {},
): { thread: Thread; received: Received } {
  const result = receive(thread, anInbound(content), { ...nothingSeen, ...judged }, env);
  if (result.kind === 'duplicate') throw new Error('this message came before');
  return result;
}

/** The texts in an outbox, in order. */
export const outTexts = (thread: Thread): string[] =>
  thread.outbox.flatMap(({ message }) => (message.kind === 'text' ? [message.text] : []));
