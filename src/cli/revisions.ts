import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { cryptoIds } from '../adapters/system/crypto-ids.js';
import { keysOf, type Content, type Finding, type Script, type Step } from '../core/script/model.js';

const lockPath = 'dialogs/revisions.lock.json';
const lockSchema = z.record(z.string(), z.strictObject({ revision: z.number(), hash: z.string() }));
type Lock = z.infer<typeof lockSchema>;

/**
 * Changed content under an old revision number is an error: whoever reads transcripts later must be able to
 * tell which words a student saw. The lock file remembers what each revision looked like.
 */
export async function checkRevisions(root: string, content: Content): Promise<Finding[]> {
  const lock = await readLock(root);
  return [...content.scripts.values()].flatMap((script) => {
    const known = lock[script.id];
    const at = (message: string): Finding => ({
      file: script.file,
      line: script.line,
      severity: 'error',
      message,
    });
    if (!known) return [at(`revision ${script.revision} is not in ${lockPath}: run scripts check --lock`)];
    if (known.hash === fingerprint(content, script)) {
      return known.revision === script.revision
        ? []
        : [at(`revision ${script.revision} has the words of ${known.revision}`)];
    }
    if (script.revision > known.revision)
      return [at(`revision ${script.revision} is new: run scripts check --lock`)];
    return [at(`its words changed, but revision is still ${script.revision}: raise it`)];
  });
}

/** Writes what each revision looks like now. A changed script must have a higher revision than before. */
export async function lockRevisions(root: string, content: Content): Promise<Finding[]> {
  const lock = await readLock(root);
  const refused = [...content.scripts.values()].flatMap((script): Finding[] => {
    const known = lock[script.id];
    if (!known || known.hash === fingerprint(content, script) || script.revision > known.revision) return [];
    const message = `its words changed, but revision is still ${script.revision}: raise it`;
    return [{ file: script.file, line: script.line, severity: 'error', message }];
  });
  if (refused.length > 0) return refused;
  const entries = [...content.scripts.values()].map((script): [string, Lock[string]] => [
    script.id,
    { revision: script.revision, hash: fingerprint(content, script) },
  ]);
  const sorted = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
  await writeFile(join(root, lockPath), `${JSON.stringify(sorted, null, 2)}\n`);
  return [];
}

/** The script with its words in every language; the words of the prompt pools and the file's comments apart. */
function fingerprint(content: Content, script: Script): string {
  const { steps, id, title, first, nudges, expiresAfter } = script;
  const short = script.short === null ? {} : { short: script.short };
  const shape = [...steps.values()].map(shapeOf);
  const keys = [...steps.values()].flatMap(keysOf).sort();
  const words = [...content.texts].map(([language, texts]) => [
    language,
    keys.map((key) => texts.get(key) ?? null),
  ]);
  return cryptoIds
    .hash(JSON.stringify({ id, title, first, nudges, expiresAfter, ...short, shape, words }))
    .slice(0, 16);
}

/** A step without its place in the file. What most steps lack is left out: it came later, and changes none of them. */
function shapeOf(step: Step): object {
  if (step.kind !== 'say' && step.kind !== 'ask') return { ...step, line: 0 };
  const { only, ...rest } = step;
  return { ...rest, line: 0, ...(only.size === 0 ? {} : { only: [...only] }) };
}

async function readLock(root: string): Promise<Lock> {
  try {
    return lockSchema.parse(JSON.parse(await readFile(join(root, lockPath), 'utf8')));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return {};
    throw error;
  }
}
