import { z } from 'zod';
import { minute } from '../../core/time.js';
import type { TemplateVersion } from '../../ports/channel.js';
import type { Deps } from '../deps.js';
import { createMarks } from '../marks.js';

/** The name of the mark that keeps the wordings of the templates. */
export const templatesMark = 'templates';

const version = z.object({
  version: z.string(),
  name: z.string(),
  language: z.string(),
  fingerprint: z.string(),
  sid: z.string(),
  state: z.enum([
    'approved',
    'pending',
    'received',
    'rejected',
    'paused',
    'disabled',
    'unsubmitted',
    'unknown',
  ]),
  reason: z.string().nullable(),
  madeAt: z.number(),
  body: z.string(),
  buttons: z.array(z.object({ id: z.string(), title: z.string() })),
});

const mark = z.object({ v: z.literal(1), versions: z.array(version) });

/** The wordings in a stored mark; null where none was kept, or not by this program. */
export function versionsIn(body: unknown): TemplateVersion[] | null {
  const parsed = mark.safeParse(body);
  return parsed.success ? parsed.data.versions : null;
}

/** What somebody last saw of the templates at the provider, as known at most a minute ago: every instance reads it. */
export type KeptTemplates = () => Promise<readonly TemplateVersion[]>;

export function createKeptTemplates(deps: Pick<Deps, 'store' | 'clock' | 'school'>): KeptTemplates {
  const marks = createMarks(deps);
  let known: { at: number; versions: readonly TemplateVersion[] } | null = null;
  return async () => {
    const now = deps.clock.now();
    if (known === null || now - known.at >= minute || now < known.at) {
      const versions = versionsIn((await marks.get(templatesMark))?.body) ?? [];
      // Nothing is not remembered: the check at start may be about to write.
      known = versions.length === 0 ? null : { at: now, versions };
      return versions;
    }
    return known.versions;
  };
}
