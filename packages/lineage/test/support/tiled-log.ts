import { createHash, generateKeyPairSync, sign } from "node:crypto";
import canonicalize from "canonicalize";
import { type BundleJson, b64 } from "./sigstore";

const sha256 = (...parts: Buffer[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
const leaf = (body: Buffer) => sha256(Buffer.from([0]), body);
const node = (left: Buffer, right: Buffer) => sha256(Buffer.from([1]), left, right);

/**
 * A log as Rekor is since version 2: it gives no promise and no time, only an inclusion proof with a checkpoint, which it
 * signs with Ed25519 and witnesses sign too (https://c2sp.org/tlog-checkpoint).
 */
export function tiledLog(name: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const der = publicKey.export({ type: "spki", format: "der" });
  const id = sha256(Buffer.from(`${name}\n\x01`), der.subarray(-32));
  const witness = `\u2014 witness.example.test ${b64(Buffer.alloc(76, 7))}`;

  /** The entry among four, at the third place. */
  function entry(kind: string, spec: object, lines: readonly string[] = [witness]): BundleJson {
    const body = Buffer.from(canonicalize({ apiVersion: "0.0.2", kind, spec })!);
    const [a, b, c, d] = [Buffer.from("a"), Buffer.from("b"), body, Buffer.from("d")].map(leaf);
    const pair = node(a!, b!);
    const root = node(pair, node(c!, d!));
    const note = `${name}\n4\n${b64(root)}\n`;
    const own = `\u2014 ${name} ${b64(Buffer.concat([id.subarray(0, 4), sign(null, Buffer.from(note), privateKey)]))}`;
    const [hashes, rootHash] = [[d!, pair].map(b64), b64(root)];
    return {
      logIndex: "2",
      logId: { keyId: b64(id) },
      kindVersion: { kind, version: "0.0.2" },
      inclusionProof: {
        logIndex: "2",
        rootHash,
        treeSize: "4",
        hashes,
        checkpoint: { envelope: `${note}\n${[...lines, own].map((line) => `${line}\n`).join("")}` },
      },
      canonicalizedBody: b64(body),
    };
  }

  const instance = (validFor: object = { start: "2020-01-01T00:00:00Z" }) => ({
    baseUrl: `https://${name}`,
    hashAlgorithm: "SHA2_256",
    publicKey: { rawBytes: b64(der), keyDetails: "PKIX_ED25519", validFor },
    logId: { keyId: b64(id) },
  });
  return { entry, instance };
}
