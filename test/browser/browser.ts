import { existsSync } from 'node:fs';
import { launchBrowser } from '../demo/playground/driver.js';

/** Whether there is a browser on this machine. `.ci/run` sets BROWSER=required: then its absence is a failure. */
export const browserPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(browserPath);
export const browserRequired = process.env['BROWSER'] === 'required';

export { launchBrowser };
