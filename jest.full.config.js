/** What `npm test` leaves out because it takes minutes: whole weeks, thousands of agents, processes killed at random. */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/{test,packages/*/test}/**/*.full.test.ts"],
  testTimeout: 900_000,
  // Suites that kill processes or wait for sockets leave half of a core to others.
  maxWorkers: 3,
};
