import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TerugblikError } from '../core/errors.js';
import type { Person } from '../core/school/people.js';
import { startPlayground } from './playground/playground.js';

export type Playgrounds = { student: string; begeleider: string; close: () => Promise<void> };

/** Two Teams-like clients on one bot: the student Noor, and her begeleider Samira. */
export async function startPlaygrounds(
  botUrl: string,
  people: readonly Person[],
  ports: { student: number; begeleider: number },
): Promise<Playgrounds> {
  const start = async (id: string, port: number) => {
    const person = people.find((one) => one.id === id);
    const folder = join(process.cwd(), 'data', `playground-${id}`);
    await mkdir(folder, { recursive: true });
    const user = { id: `user-${id}`, name: person?.name ?? id, aadObjectId: person?.teams ?? id };
    return startPlayground({ name: id, botUrl, port, user, folder }).catch((cause: unknown) => {
      throw new TerugblikError('playground_failed', cause instanceof Error ? cause.message : String(cause), {
        cause,
      });
    });
  };
  const [student, begeleider] = await Promise.all([
    start('noor', ports.student),
    start('samira', ports.begeleider),
  ]);
  return {
    student: student.url,
    begeleider: begeleider.url,
    close: async () => {
      await Promise.all([student.close(), begeleider.close()]);
    },
  };
}
