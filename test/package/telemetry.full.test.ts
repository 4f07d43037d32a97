import { type ChildProcess, execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { generate } from "selfsigned";
import { packageRoot } from "../../lib/package";
import { installPacked } from "./packed";

/** What somebody sees who installs the packed exporter, and does not read its source. */
const agentId = "3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615";
let folder: string;
let home: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentid-telemetry-"));
  home = installPacked(join(packageRoot(), "packages/agent-telemetry"), folder);
  writeFileSync(
    join(folder, "agent.cjs"),
    `const { BasicTracerProvider } = require("@opentelemetry/sdk-trace-base");
     const { AgentTelemetry } = require("@sentinel-agent-identities/telemetry");
     const [endpoint, ruleId, folder] = process.argv.slice(2);
     const telemetry = new AgentTelemetry({
       agentId: "${agentId}", endpoint, ruleId, folder, flushTimeout: 3000, token: async () => "a token",
     });
     const tracer = new BasicTracerProvider({ spanProcessors: [telemetry] }).getTracer("agent");
     tracer.startSpan("execute_tool close_books", { attributes: { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "close_books" } }).end();
     telemetry.shutdown();`,
  );
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program in the folder to its end. */
const run = (file: string, ...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child: ChildProcess = execFile(process.execPath, [file, ...args], { cwd: folder }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

const taken: Record<string, unknown>[] = [];
const answering =
  (status: number, text: string): RequestListener =>
  (request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (status < 300) taken.push(...JSON.parse(gunzipSync(Buffer.concat(parts)).toString()));
      response.writeHead(status).end(text);
    });
  };

const listens = (server: ReturnType<typeof createServer>) =>
  new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
  );

const spooled = (state: string) => readdirSync(state, { recursive: true, encoding: "utf8" }).join("\n");

test.each([
  ["a token of nobody who has the role", 403, "no role", /answered 403: no role; assign the role/],
  ["a rule that there is not", 404, "no such rule", /answered 404: no such rule/],
])("%s is told, and the record waits", async (_what, status, text, message) => {
  const server = createServer(answering(status, text));
  const state = join(folder, `state-${status}`);
  const { err } = await run("agent.cjs", `http://127.0.0.1:${await listens(server)}`, "dcr-1", state);
  server.close();
  expect(err).toMatch(message);
  expect(err).toMatch(/AgentTelemetryWarning/);
  expect(spooled(state)).toMatch(/\.(ndjson|jsonl)/);
});

test("a certificate that the machine does not trust is told", async () => {
  const { private: key, cert } = await generate([{ name: "commonName", value: "ingest.example" }]);
  const server = createTlsServer({ key, cert }, answering(204, ""));
  const { err } = await run(
    "agent.cjs",
    `https://127.0.0.1:${await listens(server)}`,
    "dcr-1",
    join(folder, "state-tls"),
  );
  server.close();
  expect(err).toMatch(/certificate/);
  expect(err).toMatch(/AgentTelemetryWarning/);
});

test("what is right is sent in silence, signed with the key that the registry has", async () => {
  const server = createServer(answering(204, ""));
  const state = join(folder, "state");
  const { code, err } = await run("agent.cjs", `http://127.0.0.1:${await listens(server)}`, "dcr-1", state);
  server.close();
  expect([code, err]).toEqual([0, ""]);
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { bin: Record<string, string> };
  const command = join(home, manifest.bin["agent-telemetry-key"]!);
  const key = readdirSync(state, { recursive: true, encoding: "utf8" }).find((file) => file.endsWith("key.json"))!;
  const asked = ["--file", join(state, key), "--agent", agentId];
  const first = await run(command, ...asked);
  const { keys } = JSON.parse(first.out) as { keys: { kid: string; validFrom: string }[] };
  expect(Date.parse(keys[0]!.validFrom)).toBeLessThanOrEqual(Date.parse(String(taken[0]!.TimeGenerated)) + 1000);
  const [protectedHeader] = String(taken[0]!.Signature).split(".");
  expect(JSON.parse(Buffer.from(protectedHeader!, "base64url").toString())).toMatchObject({ kid: keys[0]!.kid });
  expect(await run(command, ...asked)).toEqual(first);
  expect((await run(command, "--help")).out).toMatch(/^usage: agent-telemetry-key --file/);
});

test("its peers are named where npm looks for them", () => {
  const { peerDependencies } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const asked = readFileSync(join(home, "README.md"), "utf8");
  for (const peer of Object.keys(peerDependencies)) expect(asked).toContain(peer);
});
