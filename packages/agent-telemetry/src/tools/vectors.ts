import type { JsonWebKey } from "node:crypto";
import type { AgentRecord } from "../record/agent-record";
import { type ChainHead, linked, newChain } from "../signing/chain";
import { contentOf } from "../signing/content";
import { signDetached, verifyDetached } from "../signing/jws";
import { signingKey } from "../signing/key";

/** A record in its place, and what the exporter makes of it. */
export interface RecordVector {
  readonly record: AgentRecord;
  readonly canonicalContent: string;
  readonly contentSha256: string;
  /** detached JWS */
  readonly signature: string;
}

/** Examples that every implementation of the agent record must agree with. */
export interface Vectors {
  readonly description: string;
  readonly chains: readonly {
    readonly name: string;
    readonly privateJwk: JsonWebKey;
    readonly publicJwk: JsonWebKey;
    readonly kid: string;
    readonly records: readonly RecordVector[];
  }[];
  readonly canonicalization: readonly {
    readonly name: string;
    readonly record: AgentRecord;
    readonly canonicalContent: string;
    readonly contentSha256: string;
  }[];
}

const agentId = "3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615";

const chainNames: Readonly<Record<string, string>> = {
  EdDSA: "5f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94",
  ES256: "c1d7e3b0-94a2-4f6d-8e15-7b3a90d2c648",
};

/** Keys that RFC 8037 (appendix A.1) and RFC 7515 (appendix A.3) publish. */
const keys: Readonly<Record<string, JsonWebKey>> = {
  EdDSA: {
    kty: "OKP",
    crv: "Ed25519",
    d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
  },
  ES256: {
    kty: "EC",
    crv: "P-256",
    x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    d: "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
  },
};

function base(second: number, more: AgentRecord): AgentRecord {
  const at = (ms: string) => `2026-03-02T10:00:0${second}.${ms}Z`;
  return {
    EventStartTime: at("000"),
    EventEndTime: at("250"),
    EventCount: 1,
    EventVendor: "OpenTelemetry",
    EventSchema: "AgentEvent",
    EventSchemaVersion: "0.1.0",
    EventResult: "Success",
    SrcAgentId: agentId,
    ...more,
  };
}

const records: readonly AgentRecord[] = [
  base(1, {
    EventType: "ToolExecuted",
    EventOriginalType: "execute_tool",
    ToolName: "read_journal",
    ArgumentsSha256: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    ArgumentsLength: 2,
    ResultLength: 0,
    OperationClass: "Read",
  }),
  base(2, {
    EventType: "NetworkEgress",
    EventOriginalType: "POST",
    EventResult: "Failure",
    EventErrorDetails: "Zeitüberschreitung – 30 s",
    DstDomain: "reports.contoso.com",
    DstPortNumber: 443,
    BytesOut: 9007199254740991,
    OperationClass: "Transfer",
  }),
  base(3, {
    EventType: "AgentHandoff",
    EventOriginalType: "handoff",
    OperationClass: "Invoke",
    AdditionalFields: { z: [1, 2, { b: true, a: "😀" }], ä: { nested: { deep: "\u20ac" } }, a: false },
  }),
];

const tricky: readonly (readonly [name: string, record: AgentRecord])[] = [
  [
    "member names sort by UTF-16 code units, not by code points",
    { AdditionalFields: { "\ufb33": 1, "\u{1f600}": 2, "\u20ac": 3, ö: 4, "\u0080": 5, "1": 6, "\r": 7 } },
  ],
  [
    "only quotes, backslashes and control characters are escaped",
    { ToolName: '"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028</x>' },
  ],
  ["text is not normalised", { ToolName: "\u00e9 e\u0301 \ufb01" }],
  ["numbers and booleans", { BytesIn: -9007199254740991, BytesOut: 0, AdditionalFields: { no: false, yes: true } }],
  ["lists keep their order", { AdditionalFields: { list: [3, 1, 2, [], { b: 1, a: [] }] } }],
  [
    "hash, signature, content and arrival are left out",
    {
      TimeGenerated: "2026-03-02T10:00:00.000Z",
      ContentSha256: "x",
      Signature: "x",
      CanonicalContent: "x",
      ToolName: "t",
    },
  ],
];

/**
 * Makes the vectors.
 * @param before the vectors there are: a signature that still holds is kept, because ES256 signs differently each time
 */
export async function makeVectors(before?: Vectors): Promise<Vectors> {
  const chains = [];
  for (const [name, privateJwk] of Object.entries(keys)) {
    const key = signingKey(privateJwk);
    let head: ChainHead = newChain(agentId, chainNames[name]!);
    const made: RecordVector[] = [];
    for (const [i, record] of records.entries()) {
      const link = linked(record, head, key);
      head = link.head;
      const { text, sha256 } = link.content;
      const known = before?.chains.find((chain) => chain.name === name)?.records[i]?.signature;
      const signature = known && verifyDetached(text, known, key) ? known : await signDetached(text, key);
      made.push({ record: link.content.record, canonicalContent: text, contentSha256: sha256, signature });
    }
    chains.push({ name, privateJwk, publicJwk: key.publicJwk, kid: key.kid, records: made });
  }
  return {
    description:
      "Examples for docs/agent-record.md. The keys are published in RFC 8037 and RFC 7515: they are for tests and nothing else. EdDSA signatures are the only possible ones, those of ES256 are samples that verify.",
    chains,
    canonicalization: tricky.map(([name, record]) => {
      const { text, sha256 } = contentOf(record);
      return { name, record, canonicalContent: text, contentSha256: sha256 };
    }),
  };
}
