import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../lib/package";

const root = packageRoot();
const typedoc = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync("npx", ["typedoc", "--emit", "none", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
};

test("whatever a package exports says what it is", () => {
  expect(typedoc()).toEqual({ status: 0, said: "" });
});

test("what says nothing is named", () => {
  const folder = mkdtempSync(join(tmpdir(), "agentid-documented-"));
  try {
    const file = join(folder, "index.ts");
    writeFileSync(file, "/** Is told. */\nexport const told = 1;\nexport function untold(): void {}\n");
    writeFileSync(join(folder, "tsconfig.json"), '{ "files": ["index.ts"] }');
    const own = { extends: [join(root, "typedoc.json")], entryPoints: ["index.ts"], tsconfig: "tsconfig.json" };
    writeFileSync(join(folder, "typedoc.json"), JSON.stringify(own));
    const { status, said } = typedoc("--options", join(folder, "typedoc.json"));
    expect(status).not.toBe(0);
    expect(said).toMatch(/untold .*does not have any documentation/);
    expect(said).not.toMatch(/\btold .*does not have any documentation/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
