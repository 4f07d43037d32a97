import { createHash, X509Certificate } from "node:crypto";
import { type CertificateAuthority, type TransparencyLogInstance, TrustedRoot } from "@sigstore/protobuf-specs";
import { LineageError } from "../errors";
import { logKey } from "./log-key";

const mediaTypes = [
  "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
  "application/vnd.dev.sigstore.trustedroot.v0.1+json",
  "application/vnd.dev.sigstore.trustedroot.v0.2+json",
];

/** A Sigstore instance: its certificate authorities, logs and timestamp authorities. */
export type SigstoreRoot = TrustedRoot;

/**
 * Reads `trusted_root.json`, or several of them as JSON lines (what `gh attestation trusted-root` prints).
 *
 * What can be checked about a root without another one is: every certificate is signed by the next, the last by itself,
 * every log's key has the log's id, and every period has its start. So a root that was damaged on its way is refused, and
 * not taken for a bundle's fault.
 * @param source where it comes from, for errors
 * @throws LineageError `trusted-root` with every problem
 */
export function readTrustedRoots(text: string, source = "trusted root"): SigstoreRoot[] {
  const roots = documents(text, source).map((value) => rootOf(value, source));
  const problems = roots.flatMap(rootProblems);
  if (problems.length > 0) throw new LineageError("trusted-root", source, problems);
  return roots;
}

function documents(text: string, source: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch (whole) {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    try {
      if (lines.length > 1) return lines.map((line) => JSON.parse(line));
    } catch {
      // The first error says more: most files are one document.
    }
    throw new LineageError("trusted-root", source, [`is no JSON: ${(whole as Error).message}`]);
  }
}

function rootOf(value: unknown, source: string): SigstoreRoot {
  const mediaType = (value as { mediaType?: unknown } | null)?.mediaType;
  if (!mediaTypes.includes(mediaType as string))
    throw new LineageError("trusted-root", source, [
      `has the media type ${JSON.stringify(mediaType) ?? "none"}; give a Sigstore trusted root, ${mediaTypes.join(" or ")}`,
    ]);
  try {
    return TrustedRoot.fromJSON(value);
  } catch (error) {
    throw new LineageError("trusted-root", source, [`cannot be read: ${(error as Error).message}`]);
  }
}

function rootProblems(root: SigstoreRoot): string[] {
  const authorities = [...root.certificateAuthorities, ...root.timestampAuthorities];
  const problems = [
    ...authorities.flatMap((authority) => chainProblem(authority) ?? []),
    ...authorities.flatMap(({ uri, validFor }) =>
      validFor && !validFor.start ? startless(uri || "an authority") : [],
    ),
    ...[...root.tlogs, ...root.ctlogs].flatMap((log) => logProblems(log)),
  ];
  if (root.certificateAuthorities.length === 0) problems.push("has no certificate authority: no signer can be known");
  if (root.tlogs.length === 0 && root.timestampAuthorities.length === 0)
    problems.push("has neither a transparency log nor a timestamp authority: no time of signing can be known");
  return problems;
}

function chainProblem({ uri, certChain }: CertificateAuthority): string | undefined {
  const name = `the certificate chain of ${uri || "an authority"}`;
  try {
    const chain = (certChain?.certificates ?? []).map(({ rawBytes }) => new X509Certificate(rawBytes));
    if (chain.length === 0) return `${name} is empty`;
    const broken = chain.findIndex((certificate, i) => !certificate.verify((chain[i + 1] ?? certificate).publicKey));
    return broken < 0 ? undefined : `${name} is damaged: certificate ${broken + 1} is not signed by the one after it`;
  } catch (error) {
    return `${name} is damaged: ${(error as Error).message}`;
  }
}

function logProblems(log: TransparencyLogInstance): string[] {
  const name = `the log ${log.baseUrl}`;
  return [
    ...(hasItsId(log) ? [] : [`the key of ${name} is damaged: it does not have the log's id`]),
    ...(log.publicKey?.validFor?.start ? [] : startless(name)),
  ];
}

/** A period without its start is no unlimited one. */
function startless(name: string): string[] {
  return [`the period of ${name} has no start: what it vouches for cannot be known; give the root as it was published`];
}

/**
 * A log's id is the hash of its key, or what signed notes make of name and key (https://c2sp.org/signed-note). The key is
 * hashed as the root has it, or as SPKI where the root has it in a form of its own, such as PKCS#1.
 */
function hasItsId({ baseUrl, logId, checkpointKeyId, publicKey }: TransparencyLogInstance): boolean {
  const raw = publicKey?.rawBytes ?? Buffer.alloc(0);
  const spki = logKey(raw)?.export({ type: "spki", format: "der" });
  const name = baseUrl.replace(/^https?:\/\//, "");
  const notes = [raw, raw.subarray(-32)].map((bytes) => Buffer.concat([Buffer.from(`${name}\n\x01`), bytes]));
  const ids = [raw, ...(spki ? [spki] : []), ...notes].map((bytes) => createHash("sha256").update(bytes).digest());
  const given = [logId, checkpointKeyId].flatMap((id) => (id ? [id.keyId] : []));
  return given.length > 0 && given.every((id) => ids.some((own) => own.subarray(0, id.length).equals(id)));
}
