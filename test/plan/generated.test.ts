import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../lib/package";

const folder = mkdtempSync(join(tmpdir(), "agentid-generated-"));
beforeAll(() => {
  for (const name of ["docs", "playbooks"]) cpSync(join(packageRoot(), name), join(folder, name), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the check says of generated files. */
function check(): { readonly status: number | null; readonly said: string } {
  const args = ["--require", "tsx/cjs", join(packageRoot(), "tools/check-generated.ts"), folder];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: packageRoot(), encoding: "utf8" });
  return { status, said: stderr };
}

test("files that are as their sources say", () => {
  expect(check()).toEqual({ status: 0, said: "" });
});

test("one that was changed by hand, one that is gone and one that is behind fail the check", () => {
  const page = join(folder, "docs/architecture.md");
  writeFileSync(page, readFileSync(page, "utf8").replace("lib_policy --> lib_emulator", "lib_emulator --> lib_policy"));
  rmSync(join(folder, "playbooks/PB-01-freeze-agent/alert.json"));
  appendFileSync(join(folder, "playbooks/PB-05-pause-workflow/workflow.json"), "\n");
  expect(check()).toEqual({
    status: 1,
    said: [
      "docs/architecture.md is not what its source says: npm run architecture",
      "playbooks/PB-01-freeze-agent/alert.json is not what its source says: npm run playbooks",
      "playbooks/PB-05-pause-workflow/workflow.json is not what its source says: npm run playbooks",
      "",
    ].join("\n"),
  });
});
