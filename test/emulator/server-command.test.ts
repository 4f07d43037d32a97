import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { startEmulate } from "./emulate-process";
import { event, stream, workspaceWithSender } from "./server-support";
import { temporaryFolder, writeStack } from "./support";

const project = join(__dirname, "../..");
const stack = writeStack(temporaryFolder(), workspaceWithSender());

/** Starts `agentid emulate` and waits until it serves. */
async function emulate() {
  const { printed, interrupt } = await startEmulate("--stack", stack);
  const shown = (pattern: RegExp) => pattern.exec(printed)![1]!;
  return {
    endpoint: shown(/API at (https:\S+)/),
    caFile: shown(/NODE_EXTRA_CA_CERTS=(\S+)/),
    immutableId: shown(/immutable id +(\S+)/),
    token: shown(/Bearer (\S+)"/),
    interrupt,
  };
}

/** Microsoft's client in a program of its own, which knows only what the command printed. */
const program = `
  const { LogsIngestionClient } = require("@azure/monitor-ingestion");
  const { endpoint, immutableId, token, stream, rows } = JSON.parse(process.argv[1]);
  const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  new LogsIngestionClient(endpoint, credential).upload(immutableId, stream, rows).then(() => console.log("sent"));
`;

test("serves another program until it is interrupted, and says what came in", async () => {
  const { endpoint, caFile, immutableId, token, interrupt } = await emulate();
  const rows = [event(), event({ Host: "noise" }), event({ Size: "many" })];
  const told = JSON.stringify({ endpoint, immutableId, token, stream, rows });
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: caFile };
  const client = await promisify(execFile)(process.execPath, ["-e", program, told], { cwd: project, env });
  expect(client.stdout).toBe("sent\n");

  const { code, out } = await interrupt();
  expect(code).toBe(0);
  expect(out).toMatch(/Custom-Events -> Events_CL: 3 rows in \(\d+ B\), 1 kept \(\d+ B\)/);
  expect(out).toMatch(/Rejected rows: 1\n {2}request 1 row 3 of Custom-Events: Size: .*whole number/);
  expect(existsSync(caFile)).toBe(false);
});

test("a port that is taken is named, with what to do", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const run = promisify(execFile)(process.execPath, [
    join(project, "bin/agentid.js"),
    ...["emulate", "--stack", stack, "--port", String(port)],
  ]);
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(new RegExp(`port ${port} is taken\\n.*--port`)),
  });
  taken.close();
});
