import { createRequire } from 'node:module';
import type * as Library from 'adaptivecards';

// Its modules are written for bundlers; the bundle that it ships is one that Node can load.
const { AdaptiveCard, HostConfig, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof Library;

/** Teams draws at most six buttons of a card. */
const teamsActions = 6;

/**
 * What Microsoft's own renderer finds wrong with a card as version 1.5: unknown elements, missing or impossible values,
 * inputs without an id, and, as it reads and writes the card anew, every field that it does not know.
 */
export function cardProblems(json: object): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig({ actions: { maxActions: teamsActions } });
  card.parse(json, context);
  const parsing = Array.from({ length: context.eventCount }, (_, nr) => context.getEventAt(nr).message);
  const checking = card.validateProperties().validationEvents.map((event) => event.message);
  const again = card.toJSON(new SerializationContext(Versions.v1_5));
  return [...parsing, ...checking, ...lost(json, again, '')];
}

/** Fields that were there and are not any more. What is the same as left out (a default) may be. */
function lost(before: unknown, after: unknown, path: string): string[] {
  if (typeof before !== 'object' || before === null) return [];
  return Object.entries(before).flatMap(([name, value]) => {
    const here = `${path}/${name}`;
    const there = (after as Record<string, unknown> | undefined)?.[name];
    // It reads what stands in for an action, and does not write it again: that is checked by itself.
    if (name === 'fallback') return cardProblems({ type: 'AdaptiveCard', version: '1.5', actions: [value] });
    if (there !== undefined || isDefault(name, value)) return lost(value, there, here);
    return [`${here} is not known`];
  });
}

const isDefault = (name: string, value: unknown): boolean =>
  ['default', 'compact', 'none', '', false].includes(value as string) ||
  ['$schema', 'version'].includes(name);
