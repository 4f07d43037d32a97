const { rmSync } = require("node:fs");

module.exports = () => rmSync(process.env.AGENTID_TEST_RUN, { recursive: true, force: true });
