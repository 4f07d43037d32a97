import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { packageRoot } from "../../../lib/content";
import { version } from "../src/version";
import { temporaryFolder } from "./support";

/** Builds in a process of its own, in another zone and folder, as `npm run build:collector` does. */
function build(folder: string, TZ: string): string {
  const cli = join(packageRoot(), "packages/collector/src/package.ts");
  const options = { cwd: packageRoot(), env: { ...process.env, TZ }, encoding: "utf8" } as const;
  return execFileSync(process.execPath, ["--import", "tsx", cli, folder], options).trim();
}

test("two builds have the same bytes, and the name says which; one that was built before gives way", () => {
  const [a, b] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(b, "collector-0000000000000000.zip"), "");
  const [first, second] = [build(a, "UTC"), build(b, "Asia/Tokyo")];
  expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
  expect(readdirSync(a)).toEqual(readdirSync(b));
  expect(readdirSync(a)[0]).toMatch(/^collector-[0-9a-f]{16}\.zip$/);
});

describe("the app", () => {
  const folder = temporaryFolder();
  beforeAll(() => {
    const zip = unzipSync(readFileSync(build(join(folder, "zip"), "UTC")));
    expect(Object.keys(zip).sort()).toEqual(["host.json", "index.js", "package.json"]);
    mkdirSync(join(folder, "app"));
    for (const [name, content] of Object.entries(zip)) writeFileSync(join(folder, "app", name), content);
  });

  /** Starts the app's code without a Functions host: it reads its settings, and that is all. */
  const start = (env: Record<string, string>) =>
    spawnSync(process.execPath, ["index.js"], {
      cwd: join(folder, "app"),
      env: { ...env, PATH: process.env.PATH },
      encoding: "utf8",
    });
  const id = "11111111-1111-4111-8111-111111111111";
  const good = {
    COLLECTOR_INGESTION_ENDPOINT: "https://x.ingest.monitor.azure.com",
    COLLECTOR_RULE_ID: "dcr-1",
    COLLECTOR_INTAKE_RULE_ID: "dcr-2",
    COLLECTOR_WORKSPACE_ID: id,
    COLLECTOR_STORAGE_ENDPOINT: "https://x.blob.core.windows.net/",
    COLLECTOR_ASSETS_CLIENT_ID: id,
    COLLECTOR_VERIFIER_CLIENT_ID: id,
    COLLECTOR_INTAKE_CLIENT_ID: id,
  };

  test("starts by itself, without node_modules", () => {
    const { status, stderr } = start(good);
    expect([status, stderr]).toEqual([0, expect.not.stringContaining("Cannot find module 'fs")]);
  });

  test("says every setting that is missing or wrong", () => {
    const { COLLECTOR_RULE_ID: _gone, ...others } = good;
    const { status, stderr } = start({ ...others, COLLECTOR_WORKSPACE_ID: "law-soc", COLLECTOR_SENDERS: "me" });
    expect(status).not.toBe(0);
    expect(stderr).toContain(
      'application settings: COLLECTOR_RULE_ID is not set (such as dcr-…); COLLECTOR_WORKSPACE_ID is "law-soc", no such thing as the workspace\'s GUID; COLLECTOR_SENDERS is no JSON array; write [{"name":"gateway"',
    );
  });
});

test("rows and package give the same version", () => {
  const { version: published } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
  expect(version).toBe(published);
});
