import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { RejectedSpans, readProtobufRequest } from "@sentinel-agent-identities/otlp";
import { expectWhole, type SentRow } from "./endpoint";
import { modelServer, python } from "./python-agents";
import { FakeAzure, startRelayProcess } from "./relay-process";
import { verdictsOf } from "./relay-support";
import { agentId, temporaryFolder } from "./support";

const kills = 20;
const interpreter = python();
const withPython = interpreter === undefined ? test.skip : test;
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Stands on the way to the relay, and knows which spans it has said yes to. Without a relay it asks to come again. */
async function gate(relayPort: number) {
  const answered = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const headers = { "Content-Type": String(request.headers["content-type"]) };
    try {
      const answer = await fetch(`http://127.0.0.1:${relayPort}${request.url}`, { method: "POST", body, headers });
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (answer.status === 200)
        for (const row of readProtobufRequest(body)) if (!(row instanceof RejectedSpans)) answered.add(row.SpanId);
      response.writeHead(answer.status, { "Content-Type": answer.headers.get("content-type")! }).end(bytes);
    } catch {
      response.writeHead(503).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { answered, port: (server.address() as AddressInfo).port, close: () => server.close() };
}

withPython(
  "20 kills while an agent of a Python framework works: all that it did is signed, chained and its own",
  async () => {
    const azure = await FakeAzure.start();
    const folder = temporaryFolder();
    const model = await modelServer();
    let relay = await startRelayProcess(azure, folder);
    const { httpPort } = relay;
    const way = await gate(httpPort);
    const agent = spawn(interpreter!, [join(__dirname, "many-questions.py")], {
      env: {
        PATH: process.env.PATH,
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${way.port}`,
        OTEL_SERVICE_NAME: "invoice-desk",
        OTEL_BSP_SCHEDULE_DELAY: "100",
        OPENAI_API_KEY: "none",
        OPENAI_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}`,
      },
    });
    let said = "";
    agent.stdout.on("data", (text) => {
      said += text;
    });
    const ended = once(agent, "close");
    const worked = async (records: number) => {
      while (azure.taken.rows.length < records && agent.exitCode === null) await wait(20);
    };
    await worked(10);
    for (let killed = 0; killed < kills; killed++) {
      await wait((killed * 37) % 150);
      expect(await relay.end("SIGKILL")).toBeNull();
      relay = await startRelayProcess(azure, folder, { AGENTID_RELAY_HTTP_PORT: String(httpPort) });
    }
    agent.stdin.end();
    expect(await ended).toEqual([0, null]);
    expect(await relay.end("SIGTERM")).toBe(0);
    model.close();
    way.close();
    azure.close();

    expectWhole(azure.taken);
    const verdicts = verdictsOf(azure.taken, folder, agentId, new Date());
    expect(verdicts).toHaveLength(azure.taken.records.length);
    expect(new Set(verdicts)).toEqual(new Set(["Valid"]));
    const records: readonly SentRow[] = azure.taken.records.filter(
      ({ EventOriginalType }) => !EventOriginalType.startsWith("telemetry."),
    );
    expect(new Set(records.map(({ SrcAgentId }) => SrcAgentId))).toEqual(new Set([agentId]));
    // What is not answered is sent again, and may have been signed before.
    const arrived = new Set(records.map(({ SpanId }) => SpanId));
    expect([...way.answered].filter((span) => !arrived.has(span))).toEqual([]);
    expect(Number(said)).toBeGreaterThan(kills);
    expect(way.answered.size).toBeGreaterThan(4 * kills);
    const kinds = new Set(records.map(({ EventType, ToolName, ModelName }) => `${EventType} ${ToolName || ModelName}`));
    expect(kinds).toEqual(new Set(["ModelInference gpt-4o", "ToolExecuted look_up_invoice", "AgentInvoked gpt-4o"]));
    console.log(
      `${kills} kills, ${Number(said)} questions, ${way.answered.size} spans answered, ${records.length} records, ${azure.taken.chains.length} chains`,
    );
  },
  240_000,
);
