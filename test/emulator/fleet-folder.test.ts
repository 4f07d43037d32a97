import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inputFolder } from "../../lib/emulator";

test("a fleet's folder is read as the telemetry in it, and nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "agentid-fleet-"));
  mkdirSync(join(folder, "telemetry"));
  mkdirSync(join(folder, "watchlists"));
  writeFileSync(join(folder, "directory.json"), "{}");
  writeFileSync(join(folder, "telemetry", "AgentExecution_CL.ndjson"), "");
  writeFileSync(join(folder, "watchlists", "AgentPolicy.csv"), "");
  expect(inputFolder(folder).map(({ target }) => target)).toEqual(["AgentExecution_CL"]);
  rmSync(folder, { recursive: true });
});
