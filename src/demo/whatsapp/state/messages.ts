import type { Clock, Instant } from '../../../ports/clock.js';
import { toAddress } from '../addresses.js';
import type { MessageFilter, MessageListener, MessageStatus, StoredMessage } from '../types.js';

/** All messages, oldest first, and what follows from them: who is inside the window and who opted out. */
export interface Messages {
  add(message: StoredMessage): void;
  find(sid: string): StoredMessage | undefined;
  remove(sid: string): boolean;
  all(): readonly StoredMessage[];
  filter(filter: MessageFilter): readonly StoredMessage[];
  setStatus(message: StoredMessage, status: MessageStatus, errorCode?: number | null): void;
  /** Tells the listeners of a change that was made on the message itself. */
  changed(message: StoredMessage): void;
  listen(listener: MessageListener): () => void;
}

/** The side of the conversation that is not us. */
export function personOf(message: StoredMessage): string {
  return message.direction === 'inbound' ? message.from : message.to;
}

function matches(message: StoredMessage, filter: MessageFilter): boolean {
  if (filter.person !== undefined && personOf(message) !== toAddress(filter.person)) return false;
  if (filter.status !== undefined && message.status !== filter.status) return false;
  if (filter.direction === undefined) return true;
  return (message.direction === 'inbound') === (filter.direction === 'inbound');
}

export function createMessages(clock: Clock): Messages {
  const messages: StoredMessage[] = [];
  const listeners = new Set<MessageListener>();

  function changed(message: StoredMessage): void {
    for (const listener of listeners) listener(message);
  }

  return {
    add(message) {
      messages.push(message);
      changed(message);
    },
    find: (sid) => messages.find((message) => message.sid === sid),
    remove(sid) {
      const index = messages.findIndex((message) => message.sid === sid);
      if (index < 0) return false;
      messages.splice(index, 1);
      return true;
    },
    all: () => messages,
    filter: (filter) => messages.filter((message) => matches(message, filter)),
    setStatus(message, status, errorCode = null) {
      const now: Instant = clock.now();
      message.status = status;
      message.errorCode = errorCode;
      message.updatedAt = now;
      if (status === 'sent') message.sentAt ??= now;
      changed(message);
    },
    changed,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
