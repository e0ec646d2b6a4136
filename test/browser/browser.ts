import { existsSync } from 'node:fs';

const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/**
 * Tests that need a browser, which is no part of what the repository installs. Without one they are left out and it
 * is said; `.ci/run` sets BROWSER=required, and then its absence is a failure.
 */
export function withBrowser(name: string, tests: () => void): void {
  describe(name, function () {
    // A page takes a second on a quiet machine; beside other tests it may take many.
    this.timeout(180_000);
    if (existsSync(path)) return tests();
    it(`left out: no browser at ${path} (CHROMIUM names another)`, () => {
      if (process.env['BROWSER'] === 'required') throw new Error('a browser is required here');
    });
  });
}
