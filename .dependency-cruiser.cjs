// The direction of imports (docs/architecture.md). A violation fails `npm run check`.
const pureLibraries = '^node_modules/(zod|luxon|@types/luxon|yaml)/';
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      comment: 'core imports core and a reviewed list of pure value libraries: no I/O, no clock, no SDK.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: ['^src/core/', pureLibraries] },
    },
    {
      name: 'ports-know-core-only',
      severity: 'error',
      from: { path: '^src/ports/' },
      to: { pathNot: ['^src/(ports|core)/'] },
    },
    {
      name: 'app-knows-core-and-ports',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { pathNot: ['^src/(app|core|ports)/', pureLibraries] },
    },
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'adapters-know-ports-and-core',
      comment: 'The use cases call the adapters through ports; an adapter is given its callbacks by main.',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: '^src/(app|main|cli|demo|wire|server|production|open-store|config|pages)' },
    },
    {
      name: 'sdk-in-one-folder',
      comment: 'SDK types never cross a port.',
      severity: 'error',
      from: { pathNot: '^src/adapters/teams/' },
      to: { path: '^node_modules/(botbuilder|botframework-)' },
    },
    {
      name: 'twilio-in-one-folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(adapters/whatsapp|demo)/' },
      to: { path: '^node_modules/twilio/' },
    },
    {
      name: 'stores-in-one-folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/storage/' },
      to: { path: '^node_modules/(@azure/cosmos|better-sqlite3)/' },
    },
    {
      name: 'identity-in-one-folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/entra/' },
      to: { path: '^node_modules/(openid-client|oauth4webapi|jose)/' },
    },
    {
      name: 'nothing-imports-the-demo',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(demo|main|cli)' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'nothing-imports-the-simulation',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(simulation|cli)' },
      to: { path: '^src/simulation/' },
    },
    {
      name: 'no-dev-dependency-in-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/demo/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: '@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
