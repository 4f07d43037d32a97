/** What `npm test` leaves out, and CI does not: all tests of all rules, and suites that take up to half a minute. */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/{test,packages/*/test}/**/*.full.test.ts"],
  testTimeout: 900_000,
  // Suites that kill processes or wait for sockets leave half of a core to others.
  maxWorkers: 3,
};
