import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../lib/package";
import { installPacked } from "./packed";

const packages = join(packageRoot(), "packages");

/** The example of a README, and what it says that the example prints. */
function example(readme: string): { readonly program: string; readonly output: string } {
  const [, program, output] = /```js\n([\s\S]*?)```\n\nprints\n\n```text\n([\s\S]*?)```/.exec(readme) ?? [];
  return { program: program!, output: output! };
}

/** Packages that compiled files, and their types, ask for. */
function asked(home: string): string[] {
  const names = readdirSync(join(home, "dist"), { recursive: true, encoding: "utf8" })
    // What is bundled has everything in it.
    .filter((file) => /\.(js|d\.ts)$/.test(file) && file !== "agentid-relay.js")
    .flatMap((file) => [
      ...readFileSync(join(home, "dist", file), "utf8").matchAll(
        /(?:(?:require|import)(?:\.resolve)?\(|from )"([^".][^"]*)"/g,
      ),
    ])
    .map(([, name]) =>
      name!
        .split("/")
        .slice(0, name!.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  const own = (name: string) => !name.startsWith("node:") && !builtinModules.includes(name);
  return [...new Set(names)].filter(own).sort();
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
    // Loader and bundler are there in a checkout, where alone they are asked for.
    const inCheckout = new Set(["esbuild", "fflate", "tsx"]);
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
