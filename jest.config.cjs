// NestJS 12 is ESM only and the application is CommonJS: @swc/jest compiles both, without flags (tsc checks the types apart).
const swc = (typescript) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2023',
      keepClassNames: true,
      parser: typescript ? { syntax: 'typescript', decorators: true } : { syntax: 'ecmascript' },
      ...(typescript ? { transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } } : {}),
    },
  },
];

module.exports = {
  rootDir: '.',
  testEnvironment: '<rootDir>/test/support/one-realm/environment.cjs',
  runtime: '<rootDir>/test/support/one-realm/runtime.cjs',
  // Real servers start in many tests; on a busy machine that takes its time.
  testTimeout: 30_000,
  testRegex: '(libs|apps|test)/.*\\.(spec|test)\\.ts$',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  transform: { '^.+\\.ts$': swc(true), '^.+\\.m?js$': swc(false) },
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|openid-client|oauth4webapi|jose)/)'],
  moduleNameMapper: { '^@madoguchi/([a-z-]+)$': '<rootDir>/libs/$1/src', '^@madoguchi/([a-z-]+)/(records|documents)$': '<rootDir>/libs/$1/src/domain/$2' },
};
