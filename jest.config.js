/** ESM-only dependencies are transformed too: Jest cannot require() them. */
const esmOnly = ["@modelcontextprotocol", "pkce-challenge", "eventsource", "eventsource-parser"].join("|");

module.exports = {
  testEnvironment: "<rootDir>/test/environment/kusto-environment.js",
  moduleNameMapper: { "^@kusto/language-service-next/.*$": "<rootDir>/test/environment/loaded-already.js" },
  testMatch: ["<rootDir>/test/**/*.test.ts", "<rootDir>/lib/**/*.test.ts", "<rootDir>/examples/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/cdktf.out"],
  transform: { "^.+\\.[cm]?[jt]s$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
  testTimeout: 180_000,
  // Jest leaves a core idle; of two, that is half.
  maxWorkers: 2,
};
