const { availableParallelism } = require('node:os');

module.exports = {
  'node-option': ['import=tsx', 'no-warnings'],
  extension: ['ts'],
  // What takes longest begins first, so that nothing long is left over at the end.
  spec: [
    'test/{browser,faults,simulation,cli}/**/*.test.ts',
    'test/!(browser|faults|simulation|cli)/**/*.test.ts',
    'test/*.test.ts',
  ],
  // Each file in a process that others do not share; the tests of one file follow each other.
  parallel: true,
  // One more than there are cores: some wait for servers and browsers.
  jobs: Math.min(5, Math.max(2, availableParallelism() + 1)),
  timeout: 30_000,
  'forbid-only': true,
};
