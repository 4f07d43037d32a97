module.exports = {
  testRunner: "<rootDir>/test/runner/index.js",
  testSequencer: "<rootDir>/test/runner/sequencer.js",
  globalSetup: "<rootDir>/test/runner/setup.js",
  globalTeardown: "<rootDir>/test/runner/teardown.js",
  // What takes minutes is for `npm run test:full`.
  testMatch: ["<rootDir>/{test,packages/*/test}/**/*.test.ts", "!**/*.full.test.ts"],
  modulePathIgnorePatterns: [
    "<rootDir>/dist",
    "<rootDir>/packages/.*/dist",
    "<rootDir>/cdktf.out",
    "<rootDir>/.stryker-tmp",
  ],
  // The runner loads TypeScript as the command does.
  transform: {},
  testTimeout: 180_000,
  // Jest leaves a core idle; of two, that is half.
  maxWorkers: 2,
};
