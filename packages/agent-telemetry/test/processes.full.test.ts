import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { bundled } from "../../../test/shared/bundle";
import { Endpoint, expectWhole } from "./endpoint";
import { until } from "./left-behind";
import { startAgent } from "./processes";
import { agentId, temporaryFolder } from "./support";

/** An endpoint for other processes, which can be down. */
async function listening() {
  const taken = new Endpoint();
  const state = { isDown: false };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (state.isDown) return response.destroy();
    taken.rows.push(...JSON.parse(gunzipSync(Buffer.concat(chunks)).toString("utf8")));
    return response.writeHead(204).end();
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  return { taken, state, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("two processes are killed with unsent batches, and one comes back: all is sent, both chains are closed", async () => {
  const { taken, state, address } = await listening();
  const folder = temporaryFolder();
  state.isDown = true;
  const both = [0, 1000].map((from) => startAgent(address, folder, { from, count: 1_000_000 }));
  await until(() => both[0]!.has(150) && both[1]!.has(1150));
  for (const { kill } of both) await kill();
  state.isDown = false;
  expect(await startAgent(address, folder, { from: 5_000_000, count: 5 }).ended).toBe(0);
  expect(taken.numbers).toEqual(expect.arrayContaining([0, 50, 1000, 1050, 5_000_000, 5_000_004]));
  expectWhole(taken);
  expect(taken.chains.map((chain) => chain.at(-1)!.EventOriginalType)).toEqual([
    "telemetry.closed",
    "telemetry.closed",
  ]);
  expect(taken.said.filter(([, lost]) => lost === "unknown")).toHaveLength(2);
});

test("a disk that is full at the start loses nothing", async () => {
  const { taken, address } = await listening();
  expect(await startAgent(address, temporaryFolder(), { full: [0, 3000] }).ended).toBe(0);
  expect(taken.numbers).toHaveLength(100);
  expectWhole(taken);
  expect(taken.said).toEqual([
    ["telemetry.started", undefined],
    ["telemetry.closed", undefined],
  ]);
});

const unshare = ["unshare", "--fork", "--pid", "--mount-proc", "--kill-child"];
const mayUnshare = spawnSync(unshare[0]!, [...unshare.slice(1), "true"]).status === 0;
(mayUnshare ? test : test.skip)("processes that do not see each other keep to a chain each", async () => {
  const { taken, address } = await listening();
  const folder = temporaryFolder();
  const agents = [0, 1000, 2000].map((from) => startAgent(address, folder, { from, count: 700 }, unshare));
  expect(await Promise.all(agents.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  expect(taken.numbers).toHaveLength(2100);
  expectWhole(taken);
  expect(taken.chains).toHaveLength(3);
  expect(taken.said.filter(([, lost]) => lost !== undefined)).toEqual([]);
});

test.each([
  ["one after the other", 5000, 100_000, true],
  ["all at once", 5000, 100_000, false],
  ["ten times as large", 500, 1_000_000, false],
])(
  "large spans that find no room, %s, in a heap of 512 MB: the agent lives, and every span arrives or is admitted",
  (_name, count, characters, breathes) => {
    const told = JSON.stringify({ agentId, folder: temporaryFolder(), count, characters, breathes });
    const program = bundled(join(__dirname, "memory-agent.ts"));
    const printed = execFileSync(process.execPath, ["--max-old-space-size=512", program, told], { encoding: "utf8" });
    const { arrived, admitted } = JSON.parse(printed);
    expect(arrived + admitted).toBe(count);
    expect(admitted).toBeGreaterThan(count / 2);
  },
);
