/** What a process has used so far. */
export type Usage = { cpuMs: number; rss: number; heapUsed: number };

/** Asked of every server: `gc` first collects what nobody needs any more. */
export type ServerQuestion = { kind: 'usage'; gc?: boolean };

export async function usage({ gc }: ServerQuestion): Promise<Usage> {
  if (gc === true && globalThis.gc !== undefined) {
    // What a finished promise held is let go of in the next round only.
    for (let round = 0; round < 3; round += 1) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, rss, heapUsed };
}
