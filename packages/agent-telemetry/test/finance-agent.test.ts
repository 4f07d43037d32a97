import { readOtlpTraces } from "@sentinel-agent-identities/otlp";
import { AGENT_ID } from "../../../examples/finance-agent/ids";
import { record } from "../../../examples/finance-agent/simulation/recording";
import { signedTelemetry } from "../../../examples/finance-agent/telemetry/signed";
import { committed } from "../../../test/examples/support";
import { given } from "../../../test/pipeline/support";
import { Receiver } from "./receiver";
import { chainQuery, expectUnbroken, exporter, temporaryFolder } from "./support";

const compared = `AgentExecution_CL
  | where EventVendor != "AgentTelemetry"
  | extend EventStartTime = bin(EventStartTime, 1ms), EventEndTime = bin(EventEndTime, 1ms), TimeGenerated = bin(TimeGenerated, 1ms)
  | project-away SignatureAlg, SignatureKeyId, Signature, ContentSha256, PrevEventSha256, ChainId, ChainSequence, ContentHashMatch, SignatureState
  | sort by EventUid asc`;

test("a day of the finance agent: the recording stays as it was, and the signed rows are the transform's", async () => {
  const [byTransform, byExporter] = [await Receiver.start(), await Receiver.start()];
  const { telemetry, problems } = exporter(byExporter, temporaryFolder(), { agentId: AGENT_ID });
  const recorded = await record("ordinary-week", 1, telemetry);
  await telemetry.forceFlush();
  expect(problems).toEqual([]);

  const [[day, otlp]] = [...recorded] as [[string, Uint8Array]];
  const text = new TextDecoder().decode(otlp);
  expect(text).toBe(committed("ordinary-week").get(day));
  const rows = readOtlpTraces(text, day).map((row) => ({ ...row }));
  await byTransform.emulator.ingest(given("Custom-AgentExecutionOtel", rows));

  expectUnbroken(await byExporter.rows(chainQuery));
  const signed = await byExporter.rows(compared);
  expect(signed.length).toBeGreaterThan(400);
  expect(signed).toEqual(await byTransform.rows(compared));
});

test("the agent signs only when the environment says where to send", () => {
  expect(signedTelemetry({})).toBeUndefined();
  expect(() => signedTelemetry({ AGENT_TELEMETRY_ENDPOINT: "https://127.0.0.1:9" })).toThrow(/option ruleId/);
});
