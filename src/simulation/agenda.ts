import type { AlertAction } from '../core/alerts/types.js';
import type { DeliveryReport } from '../core/thread/message.js';

/** Something that will happen, unless the school year is over by then. */
export type Planned = { at: number; person: string } & (
  | { kind: 'look' }
  | { kind: 'report'; report: DeliveryReport }
  | { kind: 'press'; alert: string; action: AlertAction['verb'] }
  | { kind: 'morning' }
  | { kind: 'evening' }
  | { kind: 'office' }
);

/** What is planned, by its moment; what was planned first comes first. */
export type Agenda = {
  add: (planned: Planned) => void;
  peek: () => Planned | null;
  take: () => Planned | null;
};

export function createAgenda(): Agenda {
  const planned: Planned[] = [];
  return {
    add: (one) => {
      // From behind: most of what is added is soon.
      let place = planned.length;
      while (place > 0 && (planned[place - 1]?.at ?? 0) <= one.at) place -= 1;
      planned.splice(place, 0, one);
    },
    peek: () => planned.at(-1) ?? null,
    take: () => planned.pop() ?? null,
  };
}
