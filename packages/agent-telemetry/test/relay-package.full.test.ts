import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../lib/content";
import { archiveOf } from "../../../test/shared/packed";
import { expectWhole } from "./endpoint";
import { FakeAzure, startRelayProcess } from "./relay-process";
import { otlpRequest, otlpSpan } from "./relay-support";
import { agentId, temporaryFolder, upTo } from "./support";

/** The package as it is published, unpacked where no other package is. */
function packed(): string {
  const folder = temporaryFolder();
  const archive = archiveOf(join(packageRoot(), "packages/agent-telemetry"));
  execFileSync("tar", ["-xf", archive, "-C", folder, "--strip-components", "1"]);
  return folder;
}

describe("the published package", () => {
  let folder: string;
  beforeAll(() => {
    folder = packed();
  }, 300_000);

  test("has the relay in one file, which runs without node_modules", () => {
    const { bin, dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const relay = join(folder, bin["agentid-relay"]);
    expect(statSync(relay).mode & 0o111).not.toBe(0);
    const settings = {
      AGENTID_RELAY_AGENT: agentId,
      AGENTID_RELAY_ENDPOINT: "https://x.ingest.monitor.azure.com",
      AGENTID_RELAY_RULE_ID: "dcr-1",
      AGENTID_RELAY_FOLDER: join(folder, "spool"),
    };
    const check = (env: object) =>
      spawnSync(process.execPath, [relay, "--check"], { env: { PATH: process.env.PATH, ...env }, encoding: "utf8" });
    expect(check(settings)).toMatchObject({
      status: 0,
      stderr: "",
      stdout: expect.stringContaining(`agent ${agentId}`),
    });
    expect(check({ ...settings, AGENTID_RELAY_HOST: "0.0.0.0" })).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringMatching(/^host is 0\.0\.0\.0/),
    });
    expect(spawnSync(process.execPath, [relay, "--chek"], { encoding: "utf8" }).status).toBe(1);
    // Agents that only export install nothing of the relay's.
    expect(Object.keys(dependencies)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/grpc|azure|protobuf|duckdb/)]),
    );
  });

  test("has the other programs and its entry where it says", () => {
    const { bin, exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const files = [bin, ...Object.values<Record<string, string>>(exports)].flatMap((doors) =>
      Object.values<string>(doors),
    );
    for (const file of files) expect(statSync(join(folder, file)).isFile()).toBe(true);
  });
});

test("SIGTERM: what is under way is answered, all is sent and the chain is closed; a second relay goes on with it", async () => {
  const azure = await FakeAzure.start();
  const folder = temporaryFolder();
  for (let life = 0; life < 2; life++) {
    const relay = await startRelayProcess(azure, folder);
    const post = (number: number) =>
      fetch(`http://127.0.0.1:${relay.httpPort}/v1/traces`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: otlpRequest([otlpSpan(number)]),
      });
    while ((await fetch(`http://127.0.0.1:${relay.httpPort}/healthz`)).status !== 200)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const answers = upTo(20).map((number) => post(20 * life + number));
    await Promise.race(answers);
    const code = relay.end("SIGTERM");
    const statuses = (await Promise.allSettled(answers)).map((answer) =>
      answer.status === "fulfilled" ? answer.value.status : 0,
    );
    expect(await code).toBe(0);
    expect(statuses).toContain(200);
    const arrived = new Set(azure.taken.numbers);
    for (const [number, status] of statuses.entries())
      if (status === 200) expect(arrived).toContain(20 * life + number);
  }
  azure.close();
  expectWhole(azure.taken);
  expect(azure.taken.chains).toHaveLength(1);
  expect(azure.taken.said.map(([type]) => type)).toEqual(["telemetry.started", "telemetry.closed", "telemetry.closed"]);
});

test("a port that is taken is named", async () => {
  const azure = await FakeAzure.start();
  const first = await startRelayProcess(azure, temporaryFolder());
  const taken = { AGENTID_RELAY_HTTP_PORT: String(first.httpPort) };
  await expect(startRelayProcess(azure, temporaryFolder(), taken)).rejects.toThrow(
    `httpPort: 127.0.0.1:${first.httpPort} cannot be listened on`,
  );
  const grpcTaken = { AGENTID_RELAY_GRPC_PORT: String(first.grpcPort) };
  await expect(startRelayProcess(azure, temporaryFolder(), grpcTaken)).rejects.toThrow(
    `grpcPort: 127.0.0.1:${first.grpcPort} cannot be listened on`,
  );
  await first.end("SIGTERM");
  azure.close();
});
