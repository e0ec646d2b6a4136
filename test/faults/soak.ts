import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../../src/core/school/people.js';
import { hour } from '../../src/core/time.js';
import { startTwilioDouble } from '../../src/demo/whatsapp/twilio-double.js';
import { freePort } from '../support/free-port.js';
import { twilioSecrets } from '../support/whatsapp-server.js';
import { fullClass } from '../support/whole-school.js';
import { tuesday } from '../support/world.js';
import { prepare } from './kill.js';
import { scaledClock } from './scaled-clock.js';
import type { Measured } from './server-under-test.js';
import { keeper } from './servers.js';
import { startConnector, traffic, type Traffic } from './soak-traffic.js';

export type SoakResult = Traffic & { minutes: number; samples: Measured[]; violations: string[] };

/** Twenty times as fast as life: half an hour is a working day, with its openings and reminders. */
const factor = 20;
const samplesTaken = 30;

/** Half of the class on WhatsApp, half in Teams, and the staff. */
async function everybody(): Promise<Person[]> {
  const people = await fullClass();
  let number = 0;
  return people.map((person) =>
    person.roles.includes('student') && person.whatsapp === null && (number += 1) % 2 === 0
      ? { ...person, teams: null, whatsapp: `+316${10_000_000 + number}` }
      : person,
  );
}

/** Traffic of every kind against one server for so many minutes, and what the server takes meanwhile. */
export async function soak(
  minutes: number,
  random: () => number,
  say = (_: string): void => undefined,
): Promise<SoakResult> {
  const folder = await mkdtemp(join(tmpdir(), 'terugblik-soak-'));
  const start = Date.now();
  // From noon of a practice day on.
  const ahead = tuesday - 4 * hour - start;
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const clock = scaledClock(start, factor, ahead);
  const double = await startTwilioDouble({
    ...{ port: 0, ...twilioSecrets, clock, webhookUrl: `${publicUrl}/api/whatsapp` },
  });
  const connector = await startConnector();
  const database = { kind: 'sqlite', path: join(folder, 'soak.sqlite') } as const;
  const told = {
    ...{ database, connector: connector.url, apiUrl: double.url, ...twilioSecrets },
    ...{ publicUrl, start, factor },
  };
  const server = keeper({ ...told, port, ahead });
  try {
    const people = await everybody();
    await prepare(told, double.url, people, ahead);
    await server.up();
    let isOver = false;
    const going = traffic({
      url: publicUrl,
      connector: connector.url,
      double,
      people,
      random,
      done: () => isOver,
    });
    const samples: Measured[] = [];
    while (samples.length < samplesTaken) {
      await new Promise((resolve) => setTimeout(resolve, (minutes * 60_000) / samplesTaken));
      const sample = await server.measure();
      samples.push(sample);
      say(`${samples.length} of ${samplesTaken}: ${described(sample)}`);
    }
    isOver = true;
    const done = await going;
    return { ...done, minutes, samples, violations: [...new Set(done.failed), ...growth(samples)] };
  } finally {
    await server.stop();
    await connector.close();
    await double.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** One line on what a server takes. */
export const described = ({ rss, heap, handles }: Measured): string =>
  `resident ${mebibytes(rss)}, heap ${mebibytes(heap)}, ${handles} handles`;

/**
 * What grows: the median of the last third against that of the third before it, after a third to warm up. More than a
 * twenty-fifth and 1 MiB of heap, a fifth and 16 MiB resident, or a quarter and 15 handles is a violation.
 */
export function growth(samples: readonly Measured[]): string[] {
  const third = Math.floor(samples.length / 3);
  const of = (which: keyof Measured, from: number): number => {
    const values = samples.slice(from, from + third).map((one) => one[which]);
    return values.sort((a, b) => a - b)[Math.floor(third / 2)] ?? 0;
  };
  const rules = [
    ['heap', 0.04, 2 ** 20],
    ['rss', 0.2, 16 * 2 ** 20],
    ['handles', 0.25, 15],
  ] as const;
  return rules.flatMap(([which, share, more]) => {
    const [before, after] = [of(which, third), of(which, 2 * third)];
    return after - before > before * share + more ? [`${which} grew from ${before} to ${after}`] : [];
  });
}
