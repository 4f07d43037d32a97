/** Makes the folder that suites share; workers hear of it by their environment. */
const { mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

module.exports = () => {
  process.env.AGENTID_TEST_RUN = mkdtempSync(join(tmpdir(), "agentid-tests-"));
};
