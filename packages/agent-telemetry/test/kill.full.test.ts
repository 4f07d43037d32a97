import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { issueToken } from "../../../lib/emulator/server";
import { bundled } from "../../../test/shared/bundle";
import { Receiver, sender } from "./receiver";
import { agentId, chainQuery, expectUnbroken, temporaryFolder, toolNumbers } from "./support";

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** An agent in a process of its own, with Node's own fetch. It ends spans until it is killed, or so many. */
function agent(receiver: Receiver, folder: string, from: number, count: number) {
  const { endpoint, ruleId } = receiver.options;
  const told = JSON.stringify({ agentId, endpoint, ruleId, folder, token: issueToken(sender), from, count });
  const child = spawn(process.execPath, [bundled(join(__dirname, "killed-agent.ts")), told], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: receiver.server.caFile },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let printed = "";
  child.stdout.on("data", (text) => {
    printed += text;
  });
  const ended = once(child, "close");
  return {
    last: () => Number(printed.trim().split("\n").at(-1) || -1),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    ended,
  };
}

/** How many spans have arrived, from a number on. */
async function arrived(receiver: Receiver, from = 0): Promise<number> {
  const [{ Count }] = (await receiver.rows(`AgentExecution_CL | where tolong(ToolId) >= ${from} | count`)) as [Row];
  return Number(Count);
}
type Row = Readonly<Record<string, unknown>>;

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test("killed three times: the chain goes on, admits each end, and never forks", async () => {
  const receiver = await Receiver.start();
  const folder = temporaryFolder();
  let from = 0;
  for (const wait of [1, 150, 400]) {
    const running = agent(receiver, folder, from, Number.MAX_SAFE_INTEGER);
    await until(async () => (await arrived(receiver, from)) > wait);
    await running.kill();
    from = running.last() + 1000;
  }
  const last = agent(receiver, folder, from, 50);
  expect((await last.ended)[0]).toBe(0);

  const rows = await receiver.rows(chainQuery);
  expectUnbroken(rows);
  expect(new Set(rows.map(({ ChainId }) => ChainId)).size).toBe(1);
  const resumed = rows.filter(({ EventOriginalType }) => EventOriginalType === "telemetry.resumed");
  expect(resumed).toHaveLength(3);
  expect(resumed[0]!.EventErrorDetails).toMatch(
    /ended uncleanly; operations that ended after its last record of \d{4}-.*Z may be missing$/,
  );
  const numbers = toolNumbers(rows);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(numbers.slice(-50)).toEqual(Array.from({ length: 50 }, (_, i) => from + i));
}, 300_000);

test("killed, and its last record lost: a new chain begins with the admission", async () => {
  const receiver = await Receiver.start();
  const folder = temporaryFolder();
  const running = agent(receiver, folder, 0, Number.MAX_SAFE_INTEGER);
  await until(async () => (await arrived(receiver)) > 0);
  await running.kill();
  for (const name of [
    "last-sent.json.gz",
    ...Array.from({ length: 50 }, (_, i) => `${String(i).padStart(12, "0")}.json.gz`),
  ])
    rmSync(join(folder, "writer-1", name), { force: true });
  expect((await agent(receiver, folder, 100_000, 5).ended)[0]).toBe(0);
  const rows = await receiver.rows(chainQuery);
  const chains = [...new Set(rows.map(({ ChainId }) => ChainId))];
  expect(chains).toHaveLength(2);
  const second = rows.filter(({ ToolId }) => Number(ToolId) >= 100_000)[0]!.ChainId;
  const renewed = rows.filter(({ ChainId }) => ChainId === second);
  expectUnbroken(renewed);
  expect(renewed[0]).toMatchObject({
    EventOriginalType: "telemetry.resumed",
    EventErrorDetails: expect.stringMatching(/left no record to go on from/),
  });
}, 300_000);
