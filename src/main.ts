import { readConfig } from './config.js';
import type { Demo } from './demo/demo.js';
import { describeError, TerugblikError } from './core/errors.js';

/** Exit code for a configuration that is not complete (sysexits.h: EX_CONFIG). */
const exitConfig = 78;

type Running = { stop: () => Promise<void> };

async function start(): Promise<Running> {
  const result = readConfig(process.env);
  if (!result.ok)
    throw new TerugblikError('config_incomplete', `\n  ${result.missing.join('\n  ')}\nSee .env.example.`);
  const { config } = result;
  if (config.mode === 'production') {
    const { startProduction } = await import('./production.js');
    return startProduction(config);
  }
  // Loaded only here: nothing of the demo is in the process of a school.
  const { startDemo } = await import('./demo/demo.js');
  const demo = await startDemo({
    port: config.port,
    database: config.database,
    fresh: config.fresh,
    logLevel: config.logLevel,
    ports: { whatsapp: config.port + 1, playgrounds: { student: 56150, begeleider: 56151 } },
  });
  process.stdout.write(welcome(demo));
  return demo;
}

type Shown = Pick<Demo, 'urls' | 'joinCode' | 'schoolTime'>;

function welcome({ urls, joinCode, schoolTime }: Shown): string {
  const join = joinCode === null ? '' : `Amina has not joined yet: send ${joinCode} in her WhatsApp.\n`;
  const time =
    schoolTime === null
      ? ''
      : `The school is closed at this hour, so there it is ${schoolTime}; the simulator moves its clock on.\n`;
  return `
Terugblik, demo (made-up school, only on this machine). Open in a browser:

  WhatsApp of Daan, Noor and Amina   ${urls.whatsapp}
  Teams of Noor, a student           ${urls.student ?? 'not started'}
  Teams of Samira, her begeleider    ${urls.begeleider ?? 'not started'}
  The pages of the staff             ${urls.pages}

${time}A reflection is waiting for Daan on WhatsApp and for Noor in Teams: say hello there.
${join}Then try a worry, such as: mijn chef slaat mij. Stop with Ctrl-C.
`;
}

function stopOn(running: Running): void {
  let stopping = false;
  const stop = (): void => {
    // A second signal does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    void running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

try {
  stopOn(await start());
} catch (error) {
  if (!(error instanceof TerugblikError)) throw error;
  process.stderr.write(`terugblik: ${describeError(error)}\n`);
  process.exit(error.code === 'config_incomplete' ? exitConfig : 1);
}
