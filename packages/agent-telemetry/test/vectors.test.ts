import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalContent, signDetached, signingKey, verifyDetached } from "@sentinel-agent-identities/telemetry";
import { makeVectors, type Vectors } from "../src/tools/vectors";

const file = join(__dirname, "../../lineage/test/vectors/agent-record.json");
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;

test("making the vectors again gives the committed ones", async () => {
  expect(await makeVectors(vectors)).toEqual(vectors);
});

test("key ids are those that RFC 8037 states, and node's own digest of the required members", () => {
  expect(vectors.chains[0]!.kid).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  const { x, y } = vectors.chains[1]!.publicJwk;
  const members = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`;
  expect(vectors.chains[1]!.kid).toBe(createHash("sha256").update(members).digest("base64url"));
});

describe.each(vectors.chains.map((chain) => [chain.name, chain] as const))("%s", (name, chain) => {
  const key = signingKey(chain.privateJwk);

  test("each record gives its content, hash and place", () => {
    for (const [i, { record, canonicalContent: content, contentSha256 }] of chain.records.entries()) {
      expect(canonicalContent(record)).toBe(content);
      expect(createHash("sha256").update(content, "utf8").digest("hex")).toBe(contentSha256);
      expect(record).toMatchObject({ ChainSequence: i + 1, SignatureAlg: name, SignatureKeyId: chain.kid });
      expect(record.PrevEventSha256).toBe(chain.records[i - 1]?.contentSha256);
    }
  });

  test("each signature verifies by the public key alone, over header and raw content", () => {
    for (const { canonicalContent: content, signature } of chain.records) {
      const [header, payload, bytes] = signature.split(".");
      expect(payload).toBe("");
      const read = JSON.parse(Buffer.from(header!, "base64url").toString());
      expect(read).toEqual({ alg: name, b64: false, crit: ["b64"], kid: chain.kid });
      const publicKey = createPublicKey({ key: chain.publicJwk, format: "jwk" });
      const input = Buffer.from(`${header}.${content}`);
      const options = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
      expect(verify(name === "ES256" ? "sha256" : null, input, options, Buffer.from(bytes!, "base64url"))).toBe(true);
    }
  });

  test("a change of one character is noticed", () => {
    const [{ canonicalContent: content, signature }] = chain.records as [Vectors["chains"][0]["records"][0]];
    expect(verifyDetached(content, signature, key)).toBe(true);
    expect(verifyDetached(content.replace("read_journal", "read_journaI"), signature, key)).toBe(false);
    expect(
      verifyDetached(content, signature.replace("..", `.${Buffer.from(content).toString("base64url")}.`), key),
    ).toBe(false);
  });

  test("EdDSA signs the same each time, ES256 does not", async () => {
    const [{ canonicalContent: content, signature }] = chain.records as [Vectors["chains"][0]["records"][0]];
    expect((await signDetached(content, key)) === signature).toBe(name === "EdDSA");
  });
});

test.each(vectors.canonicalization.map((vector) => [vector.name, vector] as const))(
  "canonical form: %s",
  (_name, { record, canonicalContent: content, contentSha256 }) => {
    expect(canonicalContent(record)).toBe(content);
    expect(createHash("sha256").update(content, "utf8").digest("hex")).toBe(contentSha256);
  },
);

test("the canonical forms are those that RFC 8785 describes", () => {
  const [order, escapes] = vectors.canonicalization;
  // The order of RFC 8785, 3.2.3.
  expect(Object.keys(JSON.parse(order!.canonicalContent).AdditionalFields).filter((name) => name !== "1")).toEqual([
    "\r",
    "\u0080",
    "ö",
    "€",
    "😀",
    "\ufb33",
  ]);
  expect(order!.canonicalContent).toMatch(/^\{"AdditionalFields":\{"\\r":7,"1":6,/);
  expect(escapes!.canonicalContent).toBe('{"ToolName":"\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007f\u2028</x>"}');
});
