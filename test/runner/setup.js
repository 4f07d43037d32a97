/**
 * Makes the folder that suites share; workers hear of it by their environment. It lies with the packages, so that what
 * is bundled into it finds them.
 */
const { mkdirSync, mkdtempSync } = require("node:fs");
const { join } = require("node:path");

module.exports = () => {
  // Programs that tests start elsewhere find the packages of this checkout, too.
  process.env.TSX_TSCONFIG_PATH = join(__dirname, "../../tsconfig.json");
  const cache = join(__dirname, "../../node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  process.env.AGENTID_TEST_RUN = mkdtempSync(join(cache, "agentid-tests-"));
};
