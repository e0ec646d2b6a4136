import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startDemo, type Demo } from '../../src/demo/demo.js';
import { projectRoot } from '../../src/wire.js';
import { launchBrowser } from '../demo/playground/driver.js';
import { freePort } from '../support/free-port.js';
import { tuesday } from '../support/world.js';

/** The demo as `npm start` runs it, without the Playground, and a browser; both are there once the tests run. */
export type OpenDemo = { demo: Demo; browser: Browser };

/** Opens them before the tests of this group and closes them after. `name` is of its database. */
export function openDemo(name: string): OpenDemo {
  const opened: Partial<OpenDemo> = {};
  before(async () => {
    opened.demo = await startDemo({
      port: await freePort(),
      database: { kind: 'sqlite', path: join(projectRoot, 'data', `${name}.sqlite`) },
      fresh: true,
      logLevel: 'fatal',
      startsAt: tuesday,
      ports: { whatsapp: await freePort(), playgrounds: null },
    });
    opened.browser = await launchBrowser();
  });
  after(async () => {
    await opened.browser?.close();
    await opened.demo?.stop();
  });
  return opened as OpenDemo;
}
