import type { Instant } from '../../../ports/clock.js';
import { toAddress } from '../addresses.js';
import type { Contents } from '../state/contents.js';
import type { Faults } from '../state/faults.js';
import { personOf } from '../state/messages.js';
import type { ServiceWindow } from '../state/window.js';
import type { Choices, MessageStatus, StoredMessage, TwilioDoubleOptions } from '../types.js';
import type { FailureChoice } from './failure-choices.js';
import { failureChoices, failureReason } from './failure-choices.js';

/** A message as the page draws it. `side` is seen from the person who holds the telephone. */
export interface SimMessage {
  readonly sid: string;
  readonly person: string;
  readonly side: 'mine' | 'theirs';
  readonly body: string;
  readonly at: Instant;
  readonly status: MessageStatus;
  readonly error: string | null;
  readonly choices: Choices;
  readonly media: readonly { readonly contentType: string; readonly url: string }[];
}

export interface SimPerson {
  readonly name: string;
  readonly address: string;
  /** When the 24-hour window closes; null when it is closed. */
  readonly windowClosesAt: Instant | null;
}

export interface SimState {
  readonly now: Instant;
  readonly people: readonly SimPerson[];
  readonly canMoveClock: boolean;
  /** Messages arrive at the double and nothing of them at us. */
  readonly webhooksLost: boolean;
  /** What was submitted to WhatsApp, and where it stands. */
  readonly templates: readonly { readonly sid: string; readonly name: string; readonly status: string }[];
  readonly failures: readonly FailureChoice[];
}

/** A number that no roster knows: what a stranger sees must be easy to try. */
const stranger = { name: 'Onbekend nummer', number: '+31600000000' };

interface Parts {
  readonly options: TwilioDoubleOptions;
  readonly window: ServiceWindow;
  readonly faults: Faults;
  readonly contents: Contents;
}

export function simState({ options, window, faults, contents }: Parts): SimState {
  return {
    now: options.clock.now(),
    people: [...(options.people ?? []), stranger].map(({ name, number }) => {
      const address = toAddress(number);
      return { name, address, windowClosesAt: window.closesAt(address) };
    }),
    canMoveClock: options.advanceClock !== undefined,
    webhooksLost: faults.webhooksLost(),
    templates: contents
      .all()
      .filter(({ approval }) => approval.status !== 'unsubmitted')
      .map(({ sid, approval }) => ({ sid, name: approval.name, status: approval.status })),
    failures: failureChoices,
  };
}

export function simMessage(message: StoredMessage): SimMessage {
  const { sid, status, errorCode, choices, webhookForm } = message;
  const body = webhookForm?.['Latitude'] === undefined ? message.body : 'Locatie';
  return {
    ...{ sid, body, status, choices, person: personOf(message), at: message.createdAt },
    side: message.direction === 'inbound' ? 'mine' : 'theirs',
    error: errorCode === null ? null : `${errorCode}: ${failureReason(errorCode)}`,
    media: message.onPhone.map((media) => ({ contentType: media.contentType, url: `/phone/${media.sid}` })),
  };
}
