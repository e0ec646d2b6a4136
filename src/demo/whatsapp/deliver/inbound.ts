import { toAddress } from '../addresses.js';
import { newSid } from '../sids.js';
import type { Contents } from '../state/contents.js';
import type { Faults } from '../state/faults.js';
import type { Messages } from '../state/messages.js';
import type { Tasks } from '../state/tasks.js';
import type { ServiceWindow } from '../state/window.js';
import type {
  InboundDraft,
  StoredMedia,
  StoredMessage,
  TwilioDoubleOptions,
  WebhookAnswer,
} from '../types.js';
import { inboundForm } from './inbound-form.js';
import type { Statuses } from './statuses.js';
import { repliesIn } from './twiml.js';
import { postWebhook } from './webhook.js';

/** What people do on their telephones. */
export interface Inbound {
  receive(draft: InboundDraft): Promise<WebhookAnswer>;
  /** Taps a button or a line of the list under a message of ours; counted from 0. */
  tap(messageSid: string, index: number): Promise<WebhookAnswer>;
  /** Posts the webhook of an inbound message once more, with the same MessageSid. */
  resend(messageSid: string): Promise<WebhookAnswer>;
}

interface Parts {
  readonly options: TwilioDoubleOptions;
  readonly messages: Messages;
  readonly contents: Contents;
  readonly window: ServiceWindow;
  readonly statuses: Statuses;
  readonly faults: Faults;
  readonly tasks: Tasks;
  readonly webhookUrl: () => string | null;
  readonly apiUrl: () => string;
}

export function createInbound(parts: Parts): Inbound {
  const post = (message: StoredMessage): Promise<WebhookAnswer> => postInbound(parts, message);
  return {
    receive: async (draft) => post(store(parts, draft)),
    tap: async (messageSid, index) =>
      post(store(parts, tapDraft(parts.messages.find(messageSid), messageSid, index))),
    async resend(messageSid) {
      const message = parts.messages.find(messageSid);
      if (message?.webhookForm == null) throw new Error(`There is no inbound message ${messageSid}.`);
      return post(message);
    },
  };
}

function profileName({ options }: Parts, draft: InboundDraft, from: string): string {
  const known = options.people?.find((person) => toAddress(person.number) === from);
  return draft.profileName ?? known?.name ?? 'Onbekend';
}

/** The person has written, whatever our webhook does with it: the message counts for the window and the list. */
function store(parts: Parts, draft: InboundDraft): StoredMessage {
  const { options, messages, window } = parts;
  const now = options.clock.now();
  const from = toAddress(draft.from);
  const media: StoredMedia[] =
    draft.media === undefined ? [] : [{ ...draft.media, sid: newSid('ME'), createdAt: now }];
  const sid = newSid(media.length > 0 ? 'MM' : 'SM');
  const body = draft.button?.text ?? draft.list?.title ?? draft.body ?? '';
  const answered = draft.repliedTo === undefined ? undefined : messages.find(draft.repliedTo);
  const content = answered?.contentSid == null ? undefined : parts.contents.find(answered.contentSid);
  const form = inboundForm({
    ...{ draft, sid, from, body, media, to: options.from, accountSid: options.accountSid },
    ...{ profileName: profileName(parts, draft, from), apiUrl: parts.apiUrl() },
    fromTemplate: content?.approval.status === 'approved',
  });
  const message: StoredMessage = {
    ...{
      sid,
      from,
      body,
      media,
      onPhone: media,
      to: options.from,
      direction: 'inbound',
      status: 'received',
      errorCode: null,
    },
    ...{ createdAt: now, sentAt: now, updatedAt: now, statusCallback: null, messagingServiceSid: null },
    ...{ contentSid: null, choices: { kind: 'none' }, webhookForm: form },
  };
  window.heard(from);
  messages.add(message);
  return message;
}

function reply({ options, messages, tasks, statuses }: Parts, to: string, body: string): void {
  const now = options.clock.now();
  const message: StoredMessage = {
    ...{ sid: newSid('SM'), from: options.from, to, body, direction: 'outbound-reply', status: 'queued' },
    ...{
      errorCode: null,
      createdAt: now,
      sentAt: null,
      updatedAt: now,
      statusCallback: null,
      media: [],
      onPhone: [],
    },
    ...{ messagingServiceSid: null, contentSid: null, choices: { kind: 'none' }, webhookForm: null },
  };
  messages.add(message);
  tasks.start(() => statuses.progress(message, null));
}

async function postInbound(parts: Parts, message: StoredMessage): Promise<WebhookAnswer> {
  const { options } = parts;
  const url = parts.webhookUrl();
  if (parts.faults.webhooksLost()) {
    options.log?.(`webhook ${message.sid} lost on purpose`);
    return { messageSid: message.sid, status: 0, twiml: '', attempts: 1 };
  }
  if (url === null || message.webhookForm === null) {
    options.log?.(`webhook ${message.sid} not sent: no webhook URL`);
    return { messageSid: message.sid, status: 0, twiml: '', attempts: 0 };
  }
  const result = await postWebhook(url, message.webhookForm, options.authToken);
  options.log?.(`webhook ${message.sid} -> ${result.status} (${result.attempts}x)`);
  if (result.status >= 200 && result.status < 300) {
    for (const text of repliesIn(result.contentType, result.body)) reply(parts, message.from, text);
  }
  return { messageSid: message.sid, status: result.status, twiml: result.body, attempts: result.attempts };
}

function tapDraft(message: StoredMessage | undefined, sid: string, index: number): InboundDraft {
  if (message === undefined) throw new Error(`There is no message ${sid}.`);
  const { choices } = message;
  switch (choices.kind) {
    case 'none':
      throw new Error(`Message ${sid} has nothing to tap.`);
    case 'buttons': {
      const button = choices.buttons[index];
      if (button === undefined) throw new Error(`Message ${sid} has no button ${index}.`);
      return { from: message.to, button: { text: button.title, payload: button.id }, repliedTo: sid };
    }
    case 'list': {
      const item = choices.items[index];
      if (item === undefined) throw new Error(`The list of message ${sid} has no line ${index}.`);
      const description = item.description === null ? {} : { description: item.description };
      return { from: message.to, list: { id: item.id, title: item.title, ...description }, repliedTo: sid };
    }
  }
}
