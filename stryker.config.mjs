import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Parts that can be mutated by themselves: what is changed, and the tests that should notice. */
const parts = {
  "agent-telemetry": ["packages/agent-telemetry/src/**/*.ts", "packages/agent-telemetry/test"],
  clock: ["packages/clock/src/**/*.ts", "packages/clock/test"],
  collector: ["packages/collector/src/**/*.ts", "packages/collector/test"],
  guard: ["playbooks/parts/{guard,judge,plan,claims}.ts", "test/playbooks"],
  kql: ["packages/kql/src/**/*.ts", "packages/kql/test"],
  lineage: ["packages/lineage/src/**/*.ts", "packages/lineage/test"],
  spelling: ["packages/spelling/src/**/*.ts", "packages/spelling/test"],
  xml: ["packages/xml/src/**/*.ts", "packages/xml/test"],
  yaml: ["packages/yaml/src/**/*.ts", "packages/yaml/test"],
};

const part = process.env.PART ?? "spelling";
const known = parts[part];
if (!known) throw new Error(`there is no part "${part}": set PART to one of ${Object.keys(parts).join(", ")}`);
const [mutate, tests] = known;

/** What the tests are: Stryker sees changes of the code, and of a command it cannot see what it runs. */
const version = createHash("sha256");
for (const entry of readdirSync(tests, { recursive: true, withFileTypes: true }))
  if (entry.isFile()) version.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));

/** Makes the code of a part wrong in small ways and says what no test notices: `PART=lineage npm run mutate`. */
export default {
  mutate: [mutate, "!packages/*/src/**/index.ts"],
  // Jest by our own runner, which Stryker's plugin for Jest does not know.
  testRunner: "command",
  commandRunner: { command: `npx jest --bail ${tests}` },
  incremental: true,
  incrementalFile: `node_modules/.cache/stryker/${part}-${version.digest("hex").slice(0, 16)}.json`,
  reporters: ["clear-text"],
  concurrency: 2,
  ignorePatterns: ["dist", "cdktf.out", "packages/*/dist"],
  // Jest looks for no tests below node_modules.
  tempDirName: ".stryker-tmp",
};
