import { TerugblikError } from '../../core/errors.js';
import { templateDefinitions, type TemplateDefinition } from '../../core/script/templates.js';
import { hour, minute, type Instant } from '../../core/time.js';
import type { TemplateVersion } from '../../ports/channel.js';
import type { Deps } from '../deps.js';
import type { InHand } from '../in-hand.js';
import { templatesMark, versionsIn } from './kept-templates.js';
import { createMarks, type Marks } from '../marks.js';

/** Keeps what the provider holds of our templates, and tells operators where it stands on them. */
export type Templates = {
  /**
   * At start. While the provider does not answer, what was kept is used.
   * @throws TerugblikError `config_incomplete` when a template is not at the provider in any wording;
   * `provider_refused`; `provider_unreachable` when nothing was kept either.
   */
  check: () => Promise<void>;
  /** The alarm of this mark went off: looks again in the background. */
  wake: (id: string) => Promise<void>;
};

/** How often the provider is asked. While something waits for approval, sooner: most reviews take minutes. */
const everyHour = hour;
const whileWaiting = 5 * minute;

type Parts = { deps: Deps; marks: Marks; list: () => Promise<TemplateVersion[]> };

export function createTemplates(deps: Deps, inHand: InHand): Templates {
  const marks = createMarks(deps);
  const channel = [...deps.channels.values()].find((one) => one.templates !== undefined);
  const list = channel?.templates?.bind(channel);
  if (list === undefined) return { check: async () => undefined, wake: (id) => disarm(marks, id) };
  const parts: Parts = { deps, marks, list };
  return {
    check: () => checkAtStart(parts),
    wake: async (id) => {
      if (id !== marks.id(templatesMark)) return;
      const now = deps.clock.now();
      const stored = await marks.get(templatesMark);
      if (stored?.wakeAt === undefined || stored.wakeAt > now) return;
      // Claimed before the provider is asked: not due for anybody meanwhile, and again should this process die.
      const claimed = await marks.put(templatesMark, stored.body as object, now + whileWaiting, stored.etag);
      if (claimed === null) return;
      const looked = look(parts).then(
        (versions) => tell(deps, findWorries(deps, versions)),
        (error: unknown) => deps.log.error('templates.not_checked', error, { code: codeOf(error) }),
      );
      inHand.start(looked);
    },
  };
}

/** The mark of a school that gave its templates up: it would be due for ever. */
async function disarm(marks: Marks, id: string): Promise<void> {
  if (id !== marks.id(templatesMark)) return;
  const stored = await marks.get(templatesMark);
  if (stored !== null) await marks.put(templatesMark, stored.body as object, null, stored.etag);
}

async function checkAtStart(parts: Parts): Promise<void> {
  const { deps, marks } = parts;
  try {
    const worries = findWorries(deps, await look(parts));
    tell(deps, worries);
    const missing = worries.filter((worry) => worry.kind === 'missing').map(({ template }) => template);
    if (missing.length === 0) return;
    throw new TerugblikError(
      'config_incomplete',
      `\n${missing.map((one) => `template ${one}: not at Twilio, run terugblik templates push`).join('\n')}`,
    );
  } catch (error) {
    if (codeOf(error) !== 'provider_unreachable') throw error;
    const kept = versionsIn((await marks.get(templatesMark))?.body);
    if (kept === null) throw error;
    deps.log.warn('templates.kept_are_used', { code: codeOf(error), versions: kept.length });
    tell(deps, findWorries(deps, kept));
  }
}

/** Asks the provider and keeps what it says; what changed since is logged. */
async function look({ deps, marks, list }: Parts): Promise<TemplateVersion[]> {
  const versions = await list();
  const stored = await marks.get(templatesMark);
  const before = new Map((versionsIn(stored?.body) ?? []).map((one) => [one.version, one.state]));
  for (const { version, state } of versions) {
    const was = before.get(version);
    if (was !== undefined && was !== state)
      deps.log.info('templates.changed', { template: version, from: was, to: state });
  }
  const waiting = findWorries(deps, versions).length > 0;
  const wakeAt: Instant = deps.clock.now() + (waiting ? whileWaiting : everyHour);
  // Whoever loses against another instance need not try again: that one has looked at the same moment.
  await marks.put(templatesMark, { v: 1, versions }, wakeAt, stored?.etag ?? null);
  return versions;
}

/** What is wrong with a template of the content in force, in one language. */
type Worry =
  /** No wording of it is at the provider. */
  | { kind: 'missing'; template: string }
  /** Its present wording is not: an older one goes out. */
  | { kind: 'not_pushed'; template: string }
  | { kind: 'not_approved'; template: string; state: TemplateVersion['state']; reason: string | null };

function findWorries(deps: Deps, versions: readonly TemplateVersion[]): Worry[] {
  const wanted = templateDefinitions(deps.contents.current, (text) => deps.ids.hash(text));
  return wanted.flatMap((one): Worry[] => worryAbout(one, versions));
}

function worryAbout(
  { name, language, version }: TemplateDefinition,
  versions: readonly TemplateVersion[],
): Worry[] {
  const template = `${name} (${language})`;
  const own = versions.find((one) => one.version === version);
  if (own?.state === 'approved') return [];
  if (own !== undefined) return [{ kind: 'not_approved', template, state: own.state, reason: own.reason }];
  const older = versions.some((one) => one.name === name && one.language === language);
  return [{ kind: older ? 'not_pushed' : 'missing', template }];
}

function tell(deps: Deps, worries: readonly Worry[]): void {
  for (const worry of worries) {
    const { template } = worry;
    const state = worry.kind === 'not_approved' ? worry.state : worry.kind;
    const reason = worry.kind === 'not_approved' ? worry.reason : null;
    deps.log.error('templates.not_approved', null, { template, state, reason });
    deps.metrics.count('templates_not_approved', { template, state });
  }
}

const codeOf = (error: unknown): string => (error instanceof TerugblikError ? error.code : 'unexpected');
