import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TerugblikError } from '../../core/errors.js';
import { parseYaml } from '../../core/script/parse.js';

const schema = z.strictObject({
  spec: z.literal(1),
  version: z.number().int().min(1),
  instructions: z.string().min(100),
});

export type Instructions = { version: string; text: string };

/**
 * Reads the instructions of the second reader below a folder.
 * @throws TerugblikError `content_broken` with file and line.
 */
export async function readInstructions(root: string): Promise<Instructions> {
  const path = 'dialogs/second-reader.yaml';
  const read = parseYaml({ path, text: await readFile(join(root, path), 'utf8') }, schema);
  if (!read.ok) {
    const findings = read.findings.map((one) => `${one.file}:${one.line}: ${one.message}`);
    throw new TerugblikError('content_broken', `\n${findings.join('\n')}`);
  }
  return { version: String(read.value.version), text: read.value.instructions };
}
