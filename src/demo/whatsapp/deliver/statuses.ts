import type { Contents } from '../state/contents.js';
import { contentObjection } from '../state/content-limits.js';
import type { Faults } from '../state/faults.js';
import type { Messages } from '../state/messages.js';
import type { Tasks } from '../state/tasks.js';
import type { ServiceWindow } from '../state/window.js';
import { errorManner, errorMessage } from '../errors.js';
import type { MessageStatus, StoredMessage, TwilioDoubleOptions } from '../types.js';
import type { ApprovalStatus, ContentShape } from '../state/content.js';
import { postWebhook } from './webhook.js';

/** Moves outgoing messages from state to state, and reports each to the StatusCallback URL. */
export interface Statuses {
  /** Starts a message on its way. A planned failure wins over what the double would decide itself. */
  progress(message: StoredMessage, plannedCode: number | null): Promise<void>;
  set(message: StoredMessage, status: MessageStatus, errorCode?: number | null): Promise<void>;
  /** Everything that was delivered to this person counts as read. */
  markRead(person: string): Promise<void>;
}

interface Parts {
  readonly options: TwilioDoubleOptions;
  readonly messages: Messages;
  readonly contents: Contents;
  readonly window: ServiceWindow;
  readonly faults: Faults;
  readonly tasks: Tasks;
}

/** The form of a status callback, as WhatsApp messages get it. */
function callbackForm(accountSid: string, message: StoredMessage): Record<string, string> {
  const form: Record<string, string> = {
    SmsSid: message.sid,
    SmsStatus: message.status,
    MessageStatus: message.status,
    ChannelToAddress: message.to.replace('whatsapp:', ''),
    To: message.to,
    ChannelPrefix: 'whatsapp',
    MessageSid: message.sid,
    AccountSid: accountSid,
    From: message.from,
    ApiVersion: '2010-04-01',
    ChannelInstallSid: `XE${accountSid.slice(2)}`,
  };
  if (['delivered', 'read', 'undelivered'].includes(message.status)) {
    form['EventType'] = message.status.toUpperCase();
  }
  if (message.errorCode !== null) {
    form['ErrorCode'] = String(message.errorCode);
    form['ChannelStatusMessage'] = errorMessage(message.errorCode);
  }
  return form;
}

/** What Twilio reports for a template that WhatsApp does not take (any more). */
const refusedTemplate: Partial<Record<ApprovalStatus, number>> = {
  rejected: 63040,
  paused: 63041,
  disabled: 63042,
};

/** Why WhatsApp does not take this message now; null when it does. */
function whyNot(parts: Parts, message: StoredMessage): number | null {
  const content = message.contentSid === null ? undefined : parts.contents.find(message.contentSid);
  const approved = content?.approval.status === 'approved';
  const listPicker = message.choices.kind === 'list';
  if (!parts.window.isOpen(message.to) && (!approved || listPicker))
    return refusedTemplate[content?.approval.status ?? 'unsubmitted'] ?? 63016;
  if (message.choices.kind === 'buttons' && message.choices.buttons.length > 3 && !approved) return 63005;
  return contentObjection(sentShape(message)) === null ? null : 63021;
}

function sentShape(message: StoredMessage): ContentShape {
  const { body, choices } = message;
  switch (choices.kind) {
    case 'none':
      return { type: 'twilio/text', body };
    case 'buttons':
      return { type: 'twilio/quick-reply', body, actions: choices.buttons };
    case 'list': {
      const items = choices.items.map(({ id, title, description }) => ({
        id,
        item: title,
        description: description ?? '',
      }));
      return { type: 'twilio/list-picker', body, button: choices.button, items };
    }
  }
}

export function createStatuses(parts: Parts): Statuses {
  const { options, messages, tasks } = parts;
  const stepMs = options.stepMs ?? 0;

  async function report(message: StoredMessage): Promise<void> {
    if (message.statusCallback === null || parts.faults.webhooksLost()) return;
    const form = callbackForm(options.accountSid, message);
    const { status, attempts } = await postWebhook(message.statusCallback, form, options.authToken);
    options.log?.(`callback ${message.sid} ${form['MessageStatus'] ?? ''} -> ${status} (${attempts}x)`);
  }

  async function set(
    message: StoredMessage,
    status: MessageStatus,
    errorCode: number | null = null,
  ): Promise<void> {
    messages.setStatus(message, status, errorCode);
    await report(message);
  }

  /** The steps are taken one after another; each may wait for the clock. */
  function walk(message: StoredMessage, steps: readonly (readonly [MessageStatus, number | null])[]): void {
    const [next, ...rest] = steps;
    if (next === undefined) return;
    tasks.start(async () => {
      await set(message, next[0], next[1]);
      walk(message, rest);
    }, stepMs);
  }

  return {
    set,
    async progress(message, plannedCode) {
      await report(message);
      if (options.progress === 'manual') return;
      const code = plannedCode ?? whyNot(parts, message);
      if (code === null) {
        const read = (options.readReceipts ?? 'automatic') === 'automatic';
        walk(message, [['sent', null], ['delivered', null], ...(read ? [['read', null] as const] : [])]);
        return;
      }
      const undelivered = errorManner(code) === 'undelivered';
      walk(
        message,
        undelivered
          ? [
              ['sent', null],
              ['undelivered', code],
            ]
          : [['failed', code]],
      );
    },
    async markRead(person) {
      if (options.readReceipts === 'never') return;
      for (const message of messages.filter({ person, direction: 'outbound', status: 'delivered' })) {
        await set(message, 'read');
      }
    },
  };
}
