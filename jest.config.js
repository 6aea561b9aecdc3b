/** One configuration for all suites; `npm test` and `npm run test:slow` choose by file name. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023' }, module: { type: 'es6' } }] },
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  testPathIgnorePatterns: process.env.DOCKGATE_SLOW
    ? ['/node_modules/']
    : ['/node_modules/', '\\.slow\\.test\\.ts$'],
  testTimeout: 60_000,
};
