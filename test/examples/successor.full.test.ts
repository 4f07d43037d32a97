import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import { packageRoot } from "../../lib/content";
import { loadTenants } from "../../lib/tenants";
import { shipped } from "../shared/content";

const example = join(packageRoot(), "examples/successor");
const isInstalled = existsSync(join(example, "node_modules/cdktn"));
if (!isInstalled)
  console.warn("cdktn is not installed (npm ci in examples/successor): what it synthesizes is not compared");

(isInstalled ? test : test.skip)("cdktn synthesizes what cdktf does, but for its version", () => {
  const folder = mkdtempSync(join(tmpdir(), "agentid-successor-"));
  try {
    const [ours, theirs] = [join(folder, "cdktf"), join(folder, "cdktn")];
    const { stacks } = synthesize(loadTenants(join(packageRoot(), "tenants"), shipped), {
      content: shipped,
      outdir: ours,
    });
    execFileSync(process.execPath, ["main.js", theirs], { cwd: example, stdio: ["ignore", "pipe", "pipe"] });
    const { version } = JSON.parse(readFileSync(join(example, "node_modules/cdktn/package.json"), "utf8")) as {
      version: string;
    };
    expect(stacks).toEqual(["contoso", "contoso-governance"]);
    for (const stack of stacks) {
      const [one, other] = [ours, theirs].map((out) => readFileSync(join(out, "stacks", stack, "cdk.tf.json"), "utf8"));
      const versions = /^ {6}"version": "(.*)"$/m;
      expect(versions.exec(other!)![1]).toBe(version);
      expect(other!.replace(versions, "")).toBe(one!.replace(versions, ""));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
