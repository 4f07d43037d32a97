import { execFile, spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../../../lib/content";
import { expectWhole, type SentRow } from "./endpoint";
import { modelServer, python } from "./python-agents";
import { FakeAzure, startRelayProcess } from "./relay-process";
import { verdictsOf } from "./relay-support";
import { agentId, temporaryFolder } from "./support";

const examples = join(packageRoot(), "examples", "relay");
const run = promisify(execFile);

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
