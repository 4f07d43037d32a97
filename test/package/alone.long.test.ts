import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../lib/package";
import { asked, inCheckout, installPacked } from "./packed";

const packages = join(packageRoot(), "packages");

/** The example of a README, and what it says that the example prints. */
function example(readme: string): { readonly program: string; readonly output: string } {
  const [, program, output] = /```js\n([\s\S]*?)```\n\nprints\n\n```text\n([\s\S]*?)```/.exec(readme) ?? [];
  return { program: program!, output: output! };
}

describe.each(readdirSync(packages))("%s", (name) => {
  const folder = mkdtempSync(join(tmpdir(), "agentid-package-"));
  let home: string;
  beforeAll(() => {
    home = installPacked(join(packages, name), folder);
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("alone in a folder, the example of its README prints what it says", () => {
    const { program, output } = example(readFileSync(join(home, "README.md"), "utf8"));
    writeFileSync(join(folder, "example.cjs"), program);
    const { stdout, stderr } = spawnSync(process.execPath, ["example.cjs"], { cwd: folder, encoding: "utf8" });
    expect([stdout, stderr]).toEqual([output, ""]);
  });

  test("depends on what its files ask for, and on nothing else", () => {
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    const names = Object.keys({ ...dependencies, ...peerDependencies }).sort();
    expect(asked(home).filter((one) => !inCheckout.has(one))).toEqual(names);
  });
});

test("the engine brings nothing of Azure, and what agents install no engine", () => {
  const dependencies = (name: string) =>
    Object.keys(JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")).dependencies).join();
  expect(dependencies("kql")).not.toMatch(/azure|cdktf|opentelemetry/);
  expect(dependencies("agent-telemetry")).not.toMatch(/duckdb|kusto/);
});
