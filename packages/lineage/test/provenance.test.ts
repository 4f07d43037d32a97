import {
  digestsOf,
  type ProvenanceVerdict,
  provenanceVerdictSchema,
  readDigest,
  readTrustedRoots,
  type SigstoreRoot,
  verifyProvenance,
} from "../src";
import { schemaProblems } from "../src/json-schema";
import {
  artifact,
  type BundleJson,
  commit,
  flipped,
  type Identity,
  identity,
  repository,
  run,
  sigstoreInstance,
  v1,
  v02,
} from "./support/sigstore";

const now = new Date();
let sigstore: Awaited<ReturnType<typeof sigstoreInstance>>;
beforeAll(async () => {
  sigstore = await sigstoreInstance();
});

function verify(
  bundle: BundleJson,
  roots: readonly SigstoreRoot[] = sigstore.roots,
  digest = artifact,
): ProvenanceVerdict {
  const text = typeof bundle === "string" || bundle === undefined ? bundle : JSON.stringify(bundle);
  const verdict = verifyProvenance({ bundle: text, artifact: readDigest(digest), roots, now });
  expect(schemaProblems(provenanceVerdictSchema, JSON.parse(JSON.stringify(verdict)))).toEqual([]);
  return verdict;
}

const codes = ({ state, reasons }: ProvenanceVerdict) => [state, ...reasons.map(({ code }) => code)];
/** A copy of a value with one part replaced; the path's steps are separated by dots. */
function withPart(value: BundleJson, path: string, part: unknown): BundleJson {
  const copy = structuredClone(value);
  const keys = path.split(".");
  const last = keys.pop()!;
  const parent = keys.reduce((here, key) => here[key], copy);
  parent[last] = typeof part === "function" ? part(parent[last]) : part;
  return copy;
}

describe("a good bundle", () => {
  test("in the log, with SLSA v1, is verified, and everything it proves is told", async () => {
    const bundle = await sigstore.signed(v1);
    const [entry] = bundle.verificationMaterial.tlogEntries;
    const tlogTime = new Date(Number(entry.integratedTime) * 1000).toISOString();
    expect(verify(bundle)).toEqual({
      state: "Verified",
      reasons: [],
      proof: "Provenance",
      bundleSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      identity: { san: identity.san, issuer: "https://token.actions.githubusercontent.com" },
      repository,
      repositoryId: "4711",
      ref: "refs/heads/main",
      commit,
      workflowPath: ".github/workflows/release.yml",
      workflowRef: identity.san,
      trigger: "push",
      runnerEnvironment: "github-hosted",
      builderId: identity.san,
      buildType: "https://actions.github.io/buildtypes/workflow/v1",
      invocationUrl: run,
      predicateType: "https://slsa.dev/provenance/v1",
      subject: { name: "registry.contoso.test/finance-agent", digest: artifact },
      signedAt: tlogTime,
      tlogIndex: Number(entry.logIndex),
      tlogTime,
    });
  });

  test.each([
    "application/vnd.dev.sigstore.bundle+json;version=0.1",
    "application/vnd.dev.sigstore.bundle+json;version=0.2",
    "application/vnd.dev.sigstore.bundle+json;version=0.3",
    "application/vnd.dev.sigstore.bundle.v0.3+json",
  ])("of the form %s is verified", async (mediaType) => {
    expect(codes(verify(await sigstore.signed(v1, { mediaType })))).toEqual(["Verified"]);
  });

  test("with SLSA v0.2 is verified", async () => {
    expect(verify(await sigstore.signed(v02))).toMatchObject({
      state: "Verified",
      repository,
      commit,
      builderId: "https://github.com/actions/runner/github-hosted",
      trigger: "push",
      predicateType: "https://slsa.dev/provenance/v0.2",
    });
  });

  test("of a private instance has its time from a timestamp; the public root does not vouch for it", async () => {
    const bundle = await sigstore.signed(v1, { proof: "timestamp" });
    const verdict = verify(bundle, sigstore.privateRoots);
    expect(codes(verdict)).toEqual(["Verified"]);
    expect(Math.abs(Date.parse(verdict.signedAt!) - Date.now())).toBeLessThan(60_000);
    expect(verdict).not.toHaveProperty("tlogIndex");
    expect(codes(verify(bundle))).toEqual(["Failed", "timestamp/unverified"]);
    expect(codes(verify(bundle, [...sigstore.roots, ...sigstore.privateRoots]))).toEqual(["Verified"]);
  });

  test("that only a timestamp vouches for is not enough where the root has a log", async () => {
    const bundle = await sigstore.signed(v1, { proof: "timestamp" });
    const both = { ...sigstore.privateRoot, tlogs: sigstore.root.tlogs };
    expect(codes(verify(bundle, readTrustedRoots(JSON.stringify(both))))).toEqual(["Failed", "log/unverified"]);
  });

  test("in a list, or on a line, is found beside others", async () => {
    const good = await sigstore.signed(v1);
    const other = await sigstore.signed({ ...v1, predicateType: "https://spdx.dev/Document" });
    expect(codes(verify({ attestations: [{ bundle: other }, { bundle: good }] }))).toEqual(["Verified"]);
    expect(codes(verify(`${JSON.stringify(other)}\n${JSON.stringify(good)}\n`))).toEqual(["Verified"]);
    expect(verify(good).bundleSha256).toBe(verify({ attestations: [{ bundle: good }] }).bundleSha256);
  });

  test("is about the artifact by any digest that both name, and only if all of those agree", async () => {
    const bytes = Buffer.from("an artifact");
    const { sha256, sha512 } = digestsOf(bytes);
    const about = async (digest: object) => {
      const bundle = JSON.stringify(await sigstore.signed({ ...v1, subject: [{ name: "a", digest }] }));
      return codes(verifyProvenance({ bundle, artifact: digestsOf(bytes), roots: sigstore.roots, now }));
    };
    expect(await about({ sha512 })).toEqual(["Verified"]);
    expect(await about({ sha512: sha512!.toUpperCase(), sha256 })).toEqual(["Verified"]);
    expect(await about({ sha512, sha256: "0".repeat(64) })).toEqual(["Failed", "artifact/not-subject"]);
    expect(await about({ sha1: "0".repeat(40) })).toEqual(["Failed", "artifact/other-algorithm"]);
  });
});

describe("one flipped bit", () => {
  const entry = "verificationMaterial.tlogEntries.0";
  const bits: [string, string, (text: string) => string, string][] = [
    ["the payload", "dsseEnvelope.payload", flipped, "signature/unverified"],
    ["the signature", "dsseEnvelope.signatures.0.sig", flipped, "signature/unverified"],
    [
      "the certificate's body",
      "verificationMaterial.certificate.rawBytes",
      (b) => flipped(b, Buffer.from(b, "base64").indexOf("contoso")),
      "certificate/unverified",
    ],
    [
      "the certificate's signature",
      "verificationMaterial.certificate.rawBytes",
      (b) => flipped(b, Buffer.from(b, "base64").length - 5),
      "certificate/unverified",
    ],
    ["the log's entry", `${entry}.canonicalizedBody`, flipped, "log/unverified"],
    ["the log's promise", `${entry}.inclusionPromise.signedEntryTimestamp`, flipped, "log/unverified"],
    ["the log's time", `${entry}.integratedTime`, (t) => String(Number(t) + 1), "log/unverified"],
    ["the log's index", `${entry}.logIndex`, (t) => String(Number(t) + 1), "log/unverified"],
    ["the log's id", `${entry}.logId.keyId`, flipped, "log/unverified"],
    ["the proof's root", `${entry}.inclusionProof.rootHash`, flipped, "log/unverified"],
    ["the proof's size", `${entry}.inclusionProof.treeSize`, () => "2", "log/unverified"],
    ["the proof's index", `${entry}.inclusionProof.logIndex`, () => "1", "log/unverified"],
    [
      "the checkpoint",
      `${entry}.inclusionProof.checkpoint.envelope`,
      (t) => t.replace("\n1\n", "\n2\n"),
      "log/unverified",
    ],
  ];

  test.each(bits)("in %s is found", async (_name, path, flip, code) => {
    const bundle = await sigstore.signed(v1);
    const altered = withPart(bundle, path, flip);
    expect(altered).not.toEqual(bundle);
    const verdict = verify(altered);
    expect(codes(verdict)).toEqual(["Failed", code]);
    expect(Object.keys(verdict).sort()).toEqual(["bundleSha256", "reasons", "state"]);
  });

  test("in the timestamp is found", async () => {
    const bundle = await sigstore.signed(v1, { proof: "timestamp" });
    const path = "verificationMaterial.timestampVerificationData.rfc3161Timestamps.0.signedTimestamp";
    const altered = withPart(bundle, path, (b: string) => flipped(b, Buffer.from(b, "base64").length - 5));
    expect(codes(verify(altered, sigstore.privateRoots))).toEqual(["Failed", "timestamp/unverified"]);
  });

  test("in the artifact's digest is found", async () => {
    const verdict = verify(await sigstore.signed(v1), sigstore.roots, artifact.replace("9f86", "9f87"));
    expect(codes(verdict)).toEqual(["Failed", "artifact/not-subject"]);
    expect(verdict).toMatchObject({ repository, commit });
    expect(verdict).not.toHaveProperty("subject");
  });

  test.each([
    [
      "certificateAuthorities.0.certChain.certificates.0.rawBytes",
      /chain of https:\/\/fulcio\.contoso\.test is damaged/,
    ],
    ["tlogs.0.publicKey.rawBytes", /key of the log https:\/\/rekor\.contoso\.test is damaged/],
    ["ctlogs.0.logId.keyId", /key of the log https:\/\/ctfe\.contoso\.test is damaged/],
    ["timestampAuthorities.0.certChain.certificates.0.rawBytes", /chain of https:\/\/tsa\.contoso\.test is damaged/],
  ])("in %s of the trusted root is found before any bundle is blamed", (path, message) => {
    const root = { ...sigstore.root, timestampAuthorities: sigstore.privateRoot.timestampAuthorities };
    expect(() => readTrustedRoots(JSON.stringify(withPart(root, path, flipped)), "root.json")).toThrow(message);
    expect(readTrustedRoots(JSON.stringify(root))).toHaveLength(1);
  });

  test("the root of another instance vouches for nothing", async () => {
    const other = await sigstoreInstance();
    expect(codes(verify(await sigstore.signed(v1), other.roots))).toEqual(["Failed", "certificate/unverified"]);
    expect(codes(verify(await sigstore.signed(v1), []))).toEqual(["Failed", "certificate/unverified"]);
  });
});

describe("what is not known does not pass", () => {
  test.each<[string, unknown, string, string]>([
    ["nothing", undefined, "Missing", "provenance/none"],
    ["an empty list", { attestations: [] }, "Missing", "provenance/none"],
    ["an empty file", "", "Missing", "provenance/none"],
    ["text that is no JSON", "{", "Failed", "bundle/malformed"],
    ["null", "null", "Failed", "bundle/malformed"],
    ["a list whose bundles were left out", { attestations: [{}, { bundle: null }] }, "Missing", "provenance/none"],
    ["a list with what is no bundle", { attestations: [{ bundle: "x" }] }, "Failed", "bundle/malformed"],
    ["an object without a media type", {}, "Failed", "bundle/media-type"],
    ["a newer bundle", { mediaType: "application/vnd.dev.sigstore.bundle.v0.4+json" }, "Failed", "bundle/media-type"],
    [
      "a bundle without content",
      { mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json" },
      "Failed",
      "bundle/malformed",
    ],
  ])("%s", (_name, bundle, ...expected) => {
    expect(codes(verify(bundle))).toEqual(expected);
  });

  test.each<[string, string, unknown, string, string]>([
    ["a bare key", "verificationMaterial.publicKey", { hint: "k" }, "Untrusted", "key/unknown"],
    [
      "a signature of some other artifact",
      "messageSignature",
      { messageDigest: { algorithm: "SHA2_256", digest: "AA==" }, signature: "AA==" },
      "Failed",
      "artifact/not-subject",
    ],
  ])("%s", async (_name, path, part, ...expected) => {
    const bundle = await sigstore.signed(v1);
    if (path === "messageSignature") delete bundle.dsseEnvelope;
    else delete bundle.verificationMaterial.certificate;
    expect(codes(verify(withPart(bundle, path, part)))).toEqual(expected);
  });

  test("a bundle that is in no log", async () => {
    const bundle = withPart(await sigstore.signed(v1), "verificationMaterial.tlogEntries", []);
    expect(codes(verify(bundle))).toEqual(["Failed", "timestamp/unverified"]);
  });

  test.each<[string, unknown, string]>([
    ["no JSON", "{", "statement/malformed"],
    ["null", "null", "statement/malformed"],
    ["another statement", { ...v1, _type: "https://in-toto.io/Statement/v2" }, "statement/malformed"],
    ["no subject", { ...v1, subject: [] }, "statement/malformed"],
    ["a subject without digest", { ...v1, subject: [{ name: "a", digest: {} }] }, "statement/malformed"],
    ["one such subject beside a good one", { ...v1, subject: [...v1.subject, { digest: {} }] }, "statement/malformed"],
    ["a digest that is null", { ...v1, subject: [{ digest: null }] }, "statement/malformed"],
    ["a digest that is a text", { ...v1, subject: [{ digest: "sha256" }] }, "statement/malformed"],
    ["no predicate type", { ...v1, predicateType: undefined }, "statement/malformed"],
  ])("a signed payload with %s", async (_name, statement, code) => {
    expect(codes(verify(await sigstore.signed(statement)))).toEqual(["Failed", code]);
  });

  test.each([
    ["an empty predicate", {}],
    ["a predicate that is null", null],
  ])("a signed payload with %s says nothing", async (_name, predicate) => {
    expect(codes(verify(await sigstore.signed({ ...v1, predicate })))).toEqual(["Missing", "predicate/incomplete"]);
  });

  test("a payload of another type", async () => {
    const bundle = await sigstore.signed(v1, { payloadType: "application/json" });
    expect(codes(verify(bundle))).toEqual(["Missing", "bundle/payload-type"]);
  });
});

describe("an attestation of something else is no provenance, whatever it is worth", () => {
  const sbom = { ...v1, predicateType: "https://spdx.dev/Document", predicate: { spdxVersion: "SPDX-2.3" } };

  test.each<[string, unknown]>([
    ["a bill of materials", sbom],
    ["one about another artifact", { ...sbom, subject: [{ name: "x", digest: { sha256: "0".repeat(64) } }] }],
    ["provenance of a version that is not known", { ...v1, predicateType: "https://slsa.dev/provenance/v2" }],
    ["a predicate named like a method", { ...v1, predicateType: "toString" }],
  ])("%s is missing provenance", async (_name, statement) => {
    expect(codes(verify(await sigstore.signed(statement)))).toEqual(["Missing", "predicate/unknown"]);
  });

  test("a forged bill of materials is no forged provenance", async () => {
    const bundle = await sigstore.signed(sbom);
    const forged = withPart(bundle, "dsseEnvelope.signatures.0.sig", Buffer.from("forged").toString("base64"));
    expect(codes(verify(forged))).toEqual(["Missing", "predicate/unknown"]);
    expect(codes(verify(await sigstore.signed(sbom), []))).toEqual(["Missing", "predicate/unknown"]);
  });

  test("beside it, provenance counts as it does alone: genuine, or forged", async () => {
    const [about, genuine] = [await sigstore.signed(sbom), await sigstore.signed(v1)];
    const forged = withPart(genuine, "dsseEnvelope.signatures.0.sig", Buffer.from("forged").toString("base64"));
    const both = (bundle: unknown) => ({ attestations: [{ bundle: about }, { bundle }] });
    expect(verify(both(genuine)).state).toBe("Verified");
    expect(verify(both(forged)).state).toBe("Failed");
  });
});

describe("predicate and certificate must agree", () => {
  const definition = "predicate.buildDefinition";
  test.each<[string, BundleJson, string]>([
    [
      "another repository",
      withPart(v1, `${definition}.externalParameters.workflow.repository`, "https://github.com/mallory/finance-agent"),
      "predicate/repository",
    ],
    [
      "another repository's id",
      withPart(v1, `${definition}.internalParameters.github.repository_id`, "1"),
      "predicate/repository",
    ],
    [
      "another commit",
      withPart(v1, `${definition}.resolvedDependencies.0.digest.gitCommit`, "0".repeat(40)),
      "predicate/commit",
    ],
    [
      "another kind of runner",
      withPart(v1, "predicate.runDetails.builder.id", "https://github.com/actions/runner/self-hosted"),
      "predicate/builder",
    ],
    [
      "another workflow",
      withPart(v1, "predicate.runDetails.builder.id", `${repository}/.github/workflows/other.yml@refs/heads/main`),
      "predicate/builder",
    ],
    [
      "another commit in v0.2",
      withPart(v02, "predicate.invocation.configSource.digest.sha1", "0".repeat(40)),
      "predicate/commit",
    ],
  ])("%s", async (_name, statement, code) => {
    expect(codes(verify(await sigstore.signed(statement)))).toEqual(["Failed", code]);
  });

  test("case and spelling of the repository's address do not matter", async () => {
    const spelt = withPart(
      v1,
      `${definition}.externalParameters.workflow.repository`,
      "git+https://github.com/Contoso/finance-agent.git/",
    );
    expect(codes(verify(await sigstore.signed(spelt)))).toEqual(["Verified"]);
  });

  test("a person's certificate proves no build", async () => {
    const person: Identity = { san: "https://contoso.test/alice", extensions: { 8: "https://accounts.contoso.test" } };
    const verdict = verify(await sigstore.signed(v1, { identity: person }));
    expect(codes(verdict)).toEqual(["Failed", "certificate/no-source"]);
    expect(verdict).toMatchObject({ identity: { san: "https://contoso.test/alice" } });
  });

  test.each([12, 13])("nor does a certificate without its extension %d, the repository or the commit", async (left) => {
    const extensions = Object.fromEntries(
      Object.entries(identity.extensions).filter(([name]) => Number(name) !== left),
    );
    const verdict = verify(await sigstore.signed(v1, { identity: { ...identity, extensions } }));
    expect(codes(verdict)).toEqual(["Failed", "certificate/no-source"]);
  });
});

describe("trusted roots", () => {
  test.each<[string, string, RegExp]>([
    ["no JSON", "{", /root: is no JSON/],
    ["another document", "{}", /media type none; give a Sigstore trusted root/],
    [
      "no authority",
      JSON.stringify({ mediaType: "application/vnd.dev.sigstore.trustedroot.v0.2+json" }),
      /no certificate authority/,
    ],
    [
      "no proof of time",
      JSON.stringify({ mediaType: "application/vnd.dev.sigstore.trustedroot.v0.1+json" }),
      /neither a transparency log nor/,
    ],
  ])("with %s are refused", (_name, text, message) => {
    expect(() => readTrustedRoots(text, "root")).toThrow(message);
  });

  const authority = (
    change: object,
    at = "certificateAuthorities" as "certificateAuthorities" | "timestampAuthorities",
  ) => {
    const root = { ...sigstore.root, timestampAuthorities: sigstore.privateRoot.timestampAuthorities };
    return { ...root, [at]: [{ ...root[at][0], ...change }] };
  };
  test.each<[string, () => object, string]>([
    [
      "an empty chain",
      () => authority({ certChain: { certificates: [] } }),
      "the certificate chain of https://fulcio.contoso.test is empty",
    ],
    [
      "no chain, of nobody",
      () => authority({ certChain: undefined, uri: "" }),
      "the certificate chain of an authority is empty",
    ],
    [
      "what is no certificate",
      () => authority({ certChain: { certificates: [{ rawBytes: "AAAA" }] } }, "timestampAuthorities"),
      "the certificate chain of https://tsa.contoso.test is damaged: ",
    ],
    [
      "a period without a start",
      () => authority({ validFor: { end: "2030-01-01T00:00:00Z" } }),
      "the period of https://fulcio.contoso.test has no start",
    ],
    [
      "a period without a start, of nobody",
      () => authority({ validFor: {}, uri: "" }),
      "the period of an authority has no start",
    ],
    [
      "a log without an id",
      () => ({ ...sigstore.root, tlogs: sigstore.root.tlogs.map((log: object) => ({ ...log, logId: undefined })) }),
      "the key of the log https://rekor.contoso.test is damaged",
    ],
    [
      "a log without a key",
      () => ({ ...sigstore.root, tlogs: sigstore.root.tlogs.map((log: object) => ({ ...log, publicKey: undefined })) }),
      "the key of the log https://rekor.contoso.test is damaged",
    ],
    [
      "an algorithm of no name",
      () => ({ ...sigstore.root, tlogs: [{ ...sigstore.root.tlogs[0], hashAlgorithm: "NONE" }] }),
      "cannot be read: ",
    ],
  ])("with %s are refused", (_name, root, message) => {
    const refused = () => readTrustedRoots(JSON.stringify(root()), "root");
    expect(refused).toThrow(expect.objectContaining({ code: "trusted-root" }));
    expect(refused).toThrow(message);
  });

  test("have chains in which each certificate is signed by the next", async () => {
    const { x509CertificateChain: given, certificate } = (await sigstore.signed(v1)).verificationMaterial;
    const leaf = { rawBytes: (certificate ?? given.certificates[0]).rawBytes };
    const [top] = sigstore.root.certificateAuthorities[0]!.certChain.certificates;
    const read = (...certificates: object[]) =>
      readTrustedRoots(JSON.stringify(authority({ certChain: { certificates } })), "root");
    expect(read(leaf, top!)).toHaveLength(1);
    expect(() => read(leaf)).toThrow("is damaged: certificate 1 is not signed by the one after it");
    expect(() => read(top!, leaf)).toThrow("is damaged: certificate 1 is not");
    expect(() => read(top!, top!, leaf)).toThrow("is damaged: certificate 2 is not");
  });

  test("of which one line is no JSON are refused by what the whole is not", () => {
    const text = `${JSON.stringify(sigstore.root)}\n{"mediaType"`;
    expect(() => readTrustedRoots(text, "root")).toThrow(/^root: is no JSON/);
  });

  test("without a period have it for good", () => {
    const { validFor: _period, ...endless } = sigstore.root.certificateAuthorities[0]!;
    expect(readTrustedRoots(JSON.stringify({ ...sigstore.root, certificateAuthorities: [endless] }))).toHaveLength(1);
  });

  test("several come as JSON lines", () => {
    const lines = [sigstore.root, sigstore.privateRoot].map((root) => JSON.stringify(root)).join("\n");
    expect(readTrustedRoots(`${lines}\n`)).toHaveLength(2);
  });
});

test.each(["sha256:00", "md5:d41d8cd98f00b204e9800998ecf8427e", "", `sha512:${"0".repeat(64)}`])(
  "%p is no digest",
  (text) => {
    expect(() => readDigest(text)).toThrow(/is no digest; write sha256: and 64 or sha512: and 128/);
  },
);

test("a workflow of another repository is none of the path that the policy trusts", async () => {
  const elsewhere = `${repository.replace("contoso", "mallory")}/.github/workflows/release.yml@refs/heads/main`;
  const bundle = await sigstore.signed(withPart(v1, "predicate.buildDefinition.externalParameters", {}), {
    identity: { ...identity, extensions: { ...identity.extensions, 18: elsewhere } },
  });
  const trusted = { repository, workflow: ".github/workflows/release.yml" };
  const verdict = verifyProvenance({
    bundle: JSON.stringify(bundle),
    artifact: readDigest(artifact),
    roots: sigstore.roots,
    policy: { trusted: [trusted] },
    now,
  });
  expect(verdict).not.toHaveProperty("workflowPath");
  expect(verdict.workflowRef).toBe(elsewhere);
  expect(codes(verdict)).toContain("policy/workflow");
});

describe("an inclusion proof without a checkpoint", () => {
  const entry = "verificationMaterial.tlogEntries.0";
  const without = async (mediaType: string) =>
    withPart(await sigstore.signed(v1, { mediaType }), `${entry}.inclusionProof.checkpoint`, undefined);

  test("proves nothing beside the promise of an old bundle, which is enough", async () => {
    expect(codes(verify(await without("application/vnd.dev.sigstore.bundle+json;version=0.1")))).toEqual(["Verified"]);
  });

  test("is none without a promise", async () => {
    const bundle = await without("application/vnd.dev.sigstore.bundle+json;version=0.1");
    expect(verify(withPart(bundle, `${entry}.inclusionPromise`, undefined)).state).toBe("Failed");
  });
});
