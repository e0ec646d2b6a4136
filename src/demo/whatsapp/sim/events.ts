import type { ServerResponse } from 'node:http';
import type { SimMessage, SimState } from './view.js';

/** What the page hears. */
export type SimEvent =
  | { readonly type: 'state'; readonly state: SimState }
  | { readonly type: 'message'; readonly message: SimMessage; readonly state: SimState }
  | { readonly type: 'note'; readonly text: string; readonly tone: 'plain' | 'good' | 'bad' };

/** The open pages, over server-sent events. */
export interface EventHub {
  join(response: ServerResponse): void;
  publish(event: SimEvent): void;
  close(): void;
}

function frame(event: SimEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

/** `first` makes the event with which a page starts, or starts again after a broken connection. */
export function createEventHub(first: () => readonly SimEvent[]): EventHub {
  const pages = new Set<ServerResponse>();
  return {
    join(response) {
      pages.add(response);
      response.once('close', () => pages.delete(response));
      response.write('retry: 1000\n\n');
      for (const event of first()) response.write(frame(event));
    },
    publish(event) {
      for (const page of pages) page.write(frame(event));
    },
    close() {
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}
