import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/package";

/** What nobody who only asks for help should wait for. */
const heavy = ["@kusto", "@cdktf", "/cdktf/", "@duckdb", "/ajv/", "/yaml/", "@azure", "sigstore", "/lib/emulator/"];

/** Runs the command line as a user does, and lists what it loaded of `heavy`. */
function run(...args: string[]) {
  const script = `
    process.argv.splice(1, 0, "agentid");
    process.on("exit", () => {
      const files = Object.keys(require.cache);
      require("fs").writeSync(3, JSON.stringify(${JSON.stringify(heavy)}.filter((part) => files.some((file) => file.includes(part)))));
    });
    require(${JSON.stringify(join(packageRoot(), "bin", "agentid.js"))});`;
  const { status, stdout, stderr, output } = spawnSync(process.execPath, ["--eval", script, "--", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  return { status, stdout, stderr, loaded: JSON.parse(output[3]!) as string[] };
}

test("--version is that of the package", () => {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
  expect(run("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "", loaded: [] });
});

test.each([
  [["--help"], "Usage: agentid"],
  [["help", "validate"], "Usage: agentid validate"],
  [["synth", "--help"], "Usage: agentid synth"],
  [["simulate", "--help"], "Usage: agentid simulate"],
  [["test", "--help"], "Usage: agentid test"],
  [["kql", "query", "--help"], "Usage: agentid kql query"],
  [["lineage", "verify", "--help"], "Usage: agentid lineage verify"],
  [["collect", "--help"], "Usage: agentid collect"],
  [["test", "AIC-001", "--help"], "Usage: agentid test"],
  [["tenant", "help", "add"], "Usage: agentid tenant add"],
  [["help"], "Usage: agentid"],
])("%j loads nothing but the command line", (args, usage) => {
  expect(run(...args)).toMatchObject({ status: 0, stdout: expect.stringContaining(usage), loaded: [] });
});

test.each([
  [["valdate"], "unknown command 'valdate'"],
  [["valdate", "--help"], "unknown command 'valdate'\n(Did you mean validate?)"],
  [["help", "simulat"], "unknown command 'simulat'\n(Did you mean simulate?)"],
  [["tenant", "ad", "-h"], "unknown command 'ad'\n(Did you mean add?)"],
  [["help", "kql", "chek"], "unknown command 'chek'\n(Did you mean check?)"],
  [["validate", "--nothing"], "unknown option '--nothing'"],
  [["fleet", "--agents", "none", "--out", "x"], "write a whole number"],
  [["simulate"], "required option '--input <dir>' not specified"],
])("%j is refused before anything is loaded", (args, message) => {
  expect(run(...args)).toMatchObject({ status: 1, stderr: expect.stringContaining(message), loaded: [] });
});

test("content that was checked before is checked again without the language service", () => {
  run("validate");
  const { status, loaded } = run("validate");
  expect(status).toBe(0);
  expect(loaded).not.toContain("@kusto");
});
