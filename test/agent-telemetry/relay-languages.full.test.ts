import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../../lib/content";
import { expectWhole, type SentRow } from "./endpoint";
import { FakeAzure, startRelayProcess } from "./relay-process";
import { verdictsOf } from "./relay-support";
import { agentId, temporaryFolder } from "./support";

const examples = join(packageRoot(), "examples", "relay");
const run = promisify(execFile);

/** A virtual environment with the example's requirements, kept between runs; undefined where it cannot be had. */
function python(): string | undefined {
  const requirements = join(examples, "python", "requirements.txt");
  const name = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `agentid-relay-python-${name}`);
  const interpreter = join(folder, "bin", "python");
  if (existsSync(join(folder, "complete"))) return interpreter;
  if (spawnSync("python3", ["-m", "venv", "--clear", folder]).status !== 0) return undefined;
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements];
  if (spawnSync(interpreter, pip, { timeout: 300_000 }).status !== 0) return undefined;
  writeFileSync(join(folder, "complete"), "");
  return interpreter;
}

/** The example in Go, built; undefined where it cannot be. */
function goProgram(): string | undefined {
  const folder = temporaryFolder();
  cpSync(join(examples, "go"), folder, { recursive: true });
  const program = join(folder, "invoice-desk");
  const built = spawnSync("go", ["build", "-o", program, "."], { cwd: folder, timeout: 300_000 });
  return built.status === 0 ? program : undefined;
}

const interpreter = python();
const program = goProgram();
const withPython = interpreter === undefined ? test.skip : test;
const withGo = program === undefined ? test.skip : test;

/** A model that calls the tool it is offered once, and then answers. */
async function modelServer(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { messages } = JSON.parse(Buffer.concat(chunks).toString()) as { messages: { role: string }[] };
    const isAnswered = messages.some(({ role }) => role === "tool");
    const call = {
      id: "call_17",
      type: "function",
      function: { name: "look_up_invoice", arguments: '{"number":"17"}' },
    };
    const message = isAnswered
      ? { role: "assistant", content: "Yes." }
      : { role: "assistant", content: null, tool_calls: [call] };
    const choices = [{ index: 0, message, finish_reason: isAnswered ? "stop" : "tool_calls" }];
    const usage = { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 };
    response.setHeader("Content-Type", "application/json");
    response.end(
      JSON.stringify({ id: "answer", object: "chat.completion", created: 1, model: "gpt-4o-2024", choices, usage }),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** Runs an agent beside a relay, and gives its records as they arrived. */
async function throughRelay(
  command: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) {
  const azure = await FakeAzure.start();
  const folder = temporaryFolder();
  const relay = await startRelayProcess(azure, folder);
  const port = environment.OTEL_EXPORTER_OTLP_PROTOCOL === "grpc" ? relay.grpcPort : relay.httpPort;
  // All that the agent is told.
  const told = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_SERVICE_NAME: "invoice-desk" };
  const { stdout } = await run(command, [...parameters], {
    env: { PATH: process.env.PATH, ...told, ...environment },
    timeout: 60_000,
  });
  expect(await relay.end("SIGTERM")).toBe(0);
  azure.close();
  expectWhole(azure.taken);
  const verdicts = verdictsOf(azure.taken, folder, agentId, new Date());
  expect(verdicts).toHaveLength(azure.taken.records.length);
  expect(new Set(verdicts)).toEqual(new Set(["Valid"]));
  const records: readonly SentRow[] = azure.taken.records.filter(
    ({ EventOriginalType }) => !EventOriginalType.startsWith("telemetry."),
  );
  expect(new Set(records.map(({ SrcAgentId }) => SrcAgentId))).toEqual(new Set([agentId]));
  expect(new Set(records.map(({ EventProduct }) => EventProduct))).toEqual(new Set(["invoice-desk"]));
  return { records, rows: azure.taken.rows, stdout };
}

const tool = { EventType: "ToolExecuted", ToolName: "look_up_invoice" };

withPython.each([
  ["HTTP and protobuf", { OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf" }],
  ["HTTP, packed", { OTEL_EXPORTER_OTLP_COMPRESSION: "gzip" }],
  ["gRPC", { OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }],
  ["gRPC, packed", { OTEL_EXPORTER_OTLP_PROTOCOL: "grpc", OTEL_EXPORTER_OTLP_COMPRESSION: "gzip" }],
])("Python's SDK over %s", async (_name, environment) => {
  const { records } = await throughRelay(interpreter!, [join(examples, "python", "plain.py")], environment);
  expect(records).toMatchObject([
    { ...tool, ToolId: "0" },
    { ...tool, ToolId: "1" },
    { ...tool, ToolId: "2" },
    { EventType: "AgentInvoked", SrcAgentName: "invoice-desk" },
  ]);
});

withPython("a Python framework with its own instrumentation: model calls, the tool call and the run", async () => {
  const model = await modelServer();
  const url = `http://127.0.0.1:${(model.address() as AddressInfo).port}`;
  const { records, rows, stdout } = await throughRelay(interpreter!, [join(examples, "python", "framework.py")], {
    OPENAI_API_KEY: "none",
    OPENAI_BASE_URL: url,
  });
  model.close();
  expect(stdout.trim()).toBe("Yes.");
  const inference = { EventType: "ModelInference", ModelName: "gpt-4o", InputTokensUsed: 12, OutputTokensUsed: 3 };
  expect(records).toMatchObject([
    inference,
    { ...tool, ToolId: "call_17", ArgumentsLength: 15 },
    inference,
    { EventType: "AgentInvoked", SrcAgentName: "invoice-desk" },
  ]);
  // Neither question nor answer leaves the machine.
  expect(JSON.stringify(rows)).not.toMatch(/Is invoice 17 paid|is paid/);
});

withGo("Go's SDK over HTTP", async () => {
  const { records } = await throughRelay(program!, []);
  expect(records).toMatchObject([
    { ...tool, ToolId: "0" },
    { ...tool, ToolId: "1" },
    { ...tool, ToolId: "2" },
  ]);
});
