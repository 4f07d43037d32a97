const { default: Sequencer } = require("@jest/test-sequencer");

/** Suites of half a minute and more, the longest first: begun last, one of them would keep a core waiting. */
const long = [
  "packages/agent-telemetry/test/chaos",
  "examples/demo",
  "cli/detections",
  "detections/late.long",
  "packages/collector/test/intake-fuzz",
  "evidence/",
  "terraform/validate",
  "package/",
  "content/refused",
  "packages/collector/test/assets-scale",
  "cli/bad-input",
  "packages/kql/test/sets.long",
  "playbooks/",
  "packages/agent-telemetry/test/kill",
  "emulator/run-ahead",
  "scaffold/",
  "content/check-content",
  "cli/test",
  "fleet/",
  "pipeline/agent-response-guard",
  "pipeline/reduction",
  "emulator/skipped-runs",
];

const rank = ({ path }) => {
  const at = long.findIndex((name) => path.includes(name.startsWith("packages/") ? `/${name}` : `/test/${name}`));
  return at === -1 ? long.length : at;
};

/** Long suites first, then the order of Jest: what failed, what took long, what is large. */
module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
