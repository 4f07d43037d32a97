import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "../../lib/package";

const folder = mkdtempSync(join(tmpdir(), "agentid-unused-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** What `npm run unused` says of a small house. */
function unused(): { readonly status: number | null; readonly said: string } {
  const args = [join(packageRoot(), "node_modules/knip/bin/knip.js"), "--no-progress", "--no-config-hints"];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { status, said: stdout };
}

test("what nobody uses fails the check, and what is used does not", () => {
  cpSync(join(packageRoot(), "knip.jsonc"), join(folder, "knip.jsonc"));
  write("package.json", JSON.stringify({ name: "house", dependencies: { uuid: "1" } }));
  write("tsconfig.json", "{}");
  write("lib/index.ts", 'export { limits } from "./limits";\n');
  write("lib/limits.ts", 'import { v5 } from "uuid";\nexport const limits = [v5];\n');
  expect(unused()).toEqual({ status: 0, said: "" });

  write(
    "lib/limits.ts",
    'import { v5 } from "uuid";\nimport { z } from "zod";\nexport const most = 1;\nexport const limits = [v5, z];\n',
  );
  write("lib/forgotten.ts", "export const forgotten = 1;\n");
  const { status, said } = unused();
  expect(status).toBe(1);
  expect(said).toMatch(/Unused files \(1\)\nlib\/forgotten\.ts/);
  expect(said).toMatch(/Unlisted dependencies \(1\)\nzod +lib\/limits\.ts/);
  expect(said).toMatch(/Unused exports \(1\)\nmost +lib\/limits\.ts:3/);
});
