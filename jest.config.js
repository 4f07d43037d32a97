module.exports = {
  testRunner: "<rootDir>/test/runner/index.js",
  testSequencer: "<rootDir>/test/runner/sequencer.js",
  globalSetup: "<rootDir>/test/runner/setup.js",
  globalTeardown: "<rootDir>/test/runner/teardown.js",
  // What takes longer is for `npm run test:full`, and what takes minutes for `npm run test:long`.
  testMatch: ["<rootDir>/{test,packages/*/test}/**/*.test.ts", "!**/*.{full,long}.test.ts"],
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
