import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/** Every file below a folder, in one order everywhere. */
const below = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).split(sep).join("/"))
    .sort();
/** Suites that ask other rooms, and take longer than all that ask the part's own. */
const left = [
  "packages/agent-telemetry/test/finance-agent.test.ts",
  "packages/agent-telemetry/test/stored-row.test.ts",
  "packages/collector/test/collect.test.ts",
  "packages/lineage/test/lineage-detections.test.ts",
];
const isSuite = (file) => file.endsWith(".test.ts") && !/\.(full|long)\.test\.ts$/.test(file) && !left.includes(file);
const packagePart = (name) => ({
  code: below(`packages/${name}/src`).filter((file) => file.endsWith(".ts") && !file.endsWith("/index.ts")),
  tests: below(`packages/${name}/test`),
});

/** Parts that can be mutated by themselves: what is changed, and the tests that should notice. */
const parts = {
  "agent-telemetry": () => packagePart("agent-telemetry"),
  clock: () => packagePart("clock"),
  collector: () => packagePart("collector"),
  guard: () => ({
    code: ["guard", "judge", "plan", "claims"].map((name) => `playbooks/parts/${name}.ts`),
    tests: below("test/playbooks"),
    // Those that play a workflow against stubs; the others deploy it into an emulated cloud.
    suites: ["freeze-agent", "per-agent", "last-look.full"].map((name) => `test/playbooks/${name}.test.ts`),
    // What runs is the workflow that these write: it is written anew for each mutant, in the one folder there is.
    circus: { anew: ["playbooks", "tools"], before: "tools/write-playbooks.ts" },
    coverageAnalysis: "off",
    ignoreStatic: false,
    concurrency: 1,
  }),
  kql: () => packagePart("kql"),
  lineage: () => packagePart("lineage"),
  spelling: () => packagePart("spelling"),
  xml: () => packagePart("xml"),
  yaml: () => packagePart("yaml"),
};
const part = process.env.PART ?? "spelling";
if (!parts[part]) throw new Error(`there is no part "${part}": set PART to one of ${Object.keys(parts).join(", ")}`);
const { code, tests, suites = tests.filter(isSuite), circus, ...different } = parts[part]();

/** A sample of a part's files: every so manyth, `EVERY=5`, from the first on or from another, `FROM=3`. */
const [every, from] = [Number(process.env.EVERY ?? 1), Number(process.env.FROM ?? 0)];

/**
 * Those files that a list names, `FILES=join,sort`; all of them without one.
 * @throws Error for a name that none of them has
 */
function named(list, files, ending) {
  if (list === undefined) return files;
  const of = (name) => files.filter((file) => file.endsWith(`/${name}${ending}`));
  const unknown = list.split(",").find((name) => of(name).length === 0);
  if (unknown !== undefined) throw new Error(`the part "${part}" has no ${unknown}${ending}`);
  return list.split(",").flatMap(of);
}

/** What Stryker does not see change: what suites read, and without coverage the suites themselves. */
const version = createHash("sha256");
for (const file of tests)
  if (!file.endsWith(".test.ts") || different.coverageAnalysis === "off")
    version.update(file).update(readFileSync(file));

/** Makes the code of a part wrong in small ways and says what no test notices: `PART=lineage npm run mutate`. */
export default {
  mutate: named(process.env.FILES, code, ".ts").filter((_file, i) => i % every === from),
  plugins: ["./test/runner/mutants.mjs"],
  testRunner: "circus",
  circus: { suites: named(process.env.SUITES, suites, ".test.ts"), ...circus },
  ignorers: ["messages"],
  // A mutant is asked of the tests that reach it.
  coverageAnalysis: "perTest",
  // A constant of a module is reached by every test.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: `node_modules/.cache/stryker/${part}-${version.digest("hex").slice(0, 16)}.json`,
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false },
  concurrency: Number(process.env.CONCURRENCY ?? 2),
  // What a mutant left running ends with its process.
  maxTestRunnerReuse: 100,
  timeoutMS: 20_000,
  disableTypeChecks: false,
  ignorePatterns: ["dist", "cdktf.out", "packages/*/dist"],
  // Jest looks for no tests below node_modules.
  tempDirName: ".stryker-tmp",
  ...different,
};
