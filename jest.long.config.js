/**
 * What CI leaves to the night: suites of half a minute and more, by themselves: whole weeks, thousands of agents, packages
 * installed elsewhere, processes killed at random.
 */
module.exports = {
  ...require("./jest.full.config.js"),
  testMatch: ["<rootDir>/{test,packages/*/test}/**/*.long.test.ts"],
};
