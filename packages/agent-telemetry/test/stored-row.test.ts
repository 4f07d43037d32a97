import { createHash } from "node:crypto";
import { canonicalContent, nativeColumns, signingKey, verifyDetached } from "@sentinel-agent-identities/telemetry";
import { AGENT_ID } from "../../../examples/finance-agent/ids";
import { record } from "../../../examples/finance-agent/simulation/recording";
import { makeVectors } from "../src/tools/vectors";
import { Receiver } from "./receiver";
import { exporter, temporaryFolder } from "./support";

const instants = ["EventStartTime", "EventEndTime", "TokenIssuedTime", "TokenExpiryTime"];
const uncovered = ["TimeGenerated", "ContentSha256", "Signature", "CanonicalContent"];

/** The record in a stored row, by the contract: empty values left out, instants cut to milliseconds, objects parsed. */
function recordIn(row: Record<string, unknown>): Record<string, string> {
  const columns = nativeColumns.filter((name) => !uncovered.includes(name));
  const values = columns.map((name) => {
    const value = row[name];
    if (value === null || value === "" || value === undefined) return [name, undefined];
    if (instants.includes(name)) return [name, `${String(value).slice(0, 23)}Z`];
    if (name === "AdditionalFields") return [name, typeof value === "string" ? JSON.parse(value) : value];
    return [name, typeof value === "bigint" ? Number(value) : value];
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

test.each(["EdDSA", "ES256"])(
  "from the stored row alone, content, hash and signature can be checked: %s",
  async (name) => {
    const privateJwk = (await makeVectors()).chains.find((chain) => chain.name === name)!.privateJwk;
    const key = signingKey(privateJwk);
    const receiver = await Receiver.start();
    const { telemetry } = exporter(receiver, temporaryFolder(), {
      agentId: AGENT_ID,
      key: privateJwk,
      maxQueuedSpans: 900,
    });
    await record("ordinary-week", 1, telemetry);
    await telemetry.forceFlush();
    const rows = await receiver.rows("AgentExecution_CL");
    expect(rows.length).toBeGreaterThan(400);
    expect(rows.filter(({ EventOriginalType }) => EventOriginalType === "telemetry.overflow").length).toBeGreaterThan(
      0,
    );
    for (const row of rows) {
      const content = canonicalContent(recordIn(row));
      expect(createHash("sha256").update(content).digest("hex")).toBe(row.ContentSha256);
      expect(verifyDetached(content, String(row.Signature), key)).toBe(true);
      expect(row).toMatchObject({ SignatureAlg: name, SignatureKeyId: key.kid });
    }
  },
);
