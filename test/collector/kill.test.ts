import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Random } from "../../lib/fleet/random";
import { newKey } from "../lineage/support/records";
import {
  chainRows,
  later,
  registryJson,
  type TestWorkspace,
  verdictsIn,
  verifier,
  workspaceWith,
} from "./signature-support";
import { temporaryFolder } from "./support";
import type { ProcessOptions } from "./verifier-process";

const kills = 20;
const key = newKey();
const ahead = later.getTime() - Date.now();
const clock = { now: () => new Date(Date.now() + ahead) };

/** Runs the verifier in a process of its own, to its end or until so many steps are about to be made, and some time more. */
async function run(
  { ingestion, queries, ruleId }: TestWorkspace,
  folder: string,
  kill?: { step: number; after: number },
) {
  const told: ProcessOptions = {
    ingestion: { endpoint: ingestion.endpoint, caFile: ingestion.caFile, ruleId },
    queries: { endpoint: queries.endpoint, caFile: queries.caFile, workspaceId: queries.workspaceId },
    principal: verifier,
    registry: registryJson(key),
    folder,
    ahead,
  };
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(__dirname, "verifier-process.ts"), JSON.stringify(told)],
    {
      cwd: join(__dirname, "../.."),
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let steps = 0;
  child.stdout.on("data", (text: Buffer) => {
    const before = steps;
    steps += text.length;
    if (kill && before < kill.step && steps >= kill.step) setTimeout(() => child.kill("SIGKILL"), kill.after);
  });
  const [code, signal] = await once(child, "close");
  return { steps, killed: signal === "SIGKILL", code };
}

test(`killed ${kills} times at random: the table is as if nobody had touched it`, async () => {
  const random = new Random("kill/1");
  const rows = [];
  for (const chain of ["1", "2", "3", "4"])
    rows.push(...(await chainRows(60, key, `${chain}f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94`)));
  rows[10] = { ...rows[10], ToolName: "other_tool" };
  rows.splice(100, 1);
  rows.push({ ...rows[20] });
  const calm = await workspaceWith(rows, clock);
  const undisturbed = await run(calm, temporaryFolder());
  expect(undisturbed.code).toBe(0);
  const expected = await verdictsIn(calm);
  expect(expected).toHaveLength(240);

  const disturbed = await workspaceWith(rows, clock);
  const folder = temporaryFolder();
  let killed = 0;
  let runs = 0;
  for (; killed < kills && runs < 60; runs++) {
    const outcome = await run(disturbed, folder, { step: random.int(1, 18), after: random.int(0, 8) });
    if (outcome.killed) killed++;
    else break;
  }
  const last = await run(disturbed, folder);
  expect(last.code).toBe(0);
  console.info(`${killed} kills in ${runs} runs (${undisturbed.steps} steps undisturbed), ${expected.length} verdicts`);
  expect(killed).toBe(kills);
  expect(await verdictsIn(disturbed)).toEqual(expected);
}, 300_000);
