import { generateKeyPairSync, type KeyObject } from "node:crypto";
import {
  digestsOf,
  type LineagePolicy,
  type ProvenanceVerdict,
  provenanceVerdictSchema,
  readDigest,
  readLineagePolicy,
  readTrustedRoots,
  verifyProvenance,
} from "../src";
import { schemaProblems } from "../src/json-schema";
import { modernInstance } from "./support/modern";
import { artifact, type BundleJson, b64, commit, identity, repository, v1 } from "./support/sigstore";

const now = new Date();
let sigstore: Awaited<ReturnType<typeof modernInstance>>;
beforeAll(async () => {
  sigstore = await modernInstance();
});

const blob = Buffer.from("what the agent runs");
interface Given {
  readonly policy?: LineagePolicy;
  /** `bytes`: the artifact as a file; else its digest */
  readonly digest?: string | "bytes";
  readonly root?: object;
  readonly agents?: readonly string[];
}
function verify(bundle: unknown, { policy, digest = artifact, root = sigstore.root, agents }: Given = {}) {
  const known =
    digest === "bytes" ? { artifact: digestsOf(blob), artifactBytes: blob } : { artifact: readDigest(digest) };
  const verdict = verifyProvenance({
    bundle: JSON.stringify(bundle),
    ...known,
    roots: readTrustedRoots(JSON.stringify(root)),
    now,
    ...(policy ? { policy } : {}),
    ...(agents ? { agents } : {}),
  });
  expect(schemaProblems(provenanceVerdictSchema, JSON.parse(JSON.stringify(verdict)))).toEqual([]);
  return verdict;
}
const told = ({ state, proof, reasons }: ProvenanceVerdict) => [state, proof, ...reasons.map(({ code }) => code)];
const blobDigest = `sha256:${digestsOf(blob).sha256}`;
const rule = (more: object = {}, keys?: object[]) =>
  readLineagePolicy(JSON.stringify({ trusted: [{ repository, ...more }], ...(keys ? { keys } : {}) }));

describe("a log of version 2, which gives no time of its own", () => {
  test.each([
    ["dsse", ["log2025-1.rekor.contoso.test"]],
    ["hashedrekord", []],
  ] as const)("provenance that it has as %s is verified", async (kind, names) => {
    const witnesses = names.map((name) => `\u2014 ${name} ${b64(Buffer.alloc(68, 1))}`);
    const verdict = verify(await sigstore.make({ content: v1, kind, witnesses }));
    expect(told(verdict)).toEqual(["Verified", "Provenance"]);
    expect(verdict).toMatchObject({ repository, commit, tlogIndex: 2, subject: { digest: artifact } });
    expect(Math.abs(Date.parse(verdict.signedAt!) - Date.now())).toBeLessThan(60_000);
    expect(verdict).not.toHaveProperty("tlogTime");
  });

  const entry = (bundle: BundleJson) => bundle.verificationMaterial.tlogEntries[0];
  test.each<[string, (bundle: BundleJson) => unknown, string]>([
    ["no timestamp", (b) => delete b.verificationMaterial.timestampVerificationData, "timestamp/unverified"],
    ["no proof", (b) => delete entry(b).inclusionProof, "bundle/malformed"],
    ["another place in the tree", (b) => (entry(b).inclusionProof.logIndex = "3"), "log/unverified"],
    ["another index than the proof's", (b) => (entry(b).logIndex = "3"), "log/unverified"],
    ["an index that is none", (b) => (entry(b).logIndex = "-2"), "bundle/malformed"],
    [
      "a checkpoint without the log's own line",
      (b) => {
        const { checkpoint } = entry(b).inclusionProof;
        checkpoint.envelope = checkpoint.envelope.replaceAll("log2025-1.rekor.contoso.test ", "log.other.test ");
      },
      "log/unverified",
    ],
    [
      "more timestamps than anybody needs",
      (b) => {
        const { rfc3161Timestamps: stamps } = b.verificationMaterial.timestampVerificationData;
        stamps.push(...Array(40).fill(stamps[0]));
      },
      "bundle/malformed",
    ],
    [
      "the same entry twice",
      (b) => (b.verificationMaterial.tlogEntries = [entry(b), structuredClone(entry(b))]),
      "bundle/malformed",
    ],
  ])("%s is refused", async (_name, change, code) => {
    const bundle = await sigstore.make({ content: v1 });
    change(bundle);
    expect(told(verify(bundle))).toEqual(["Failed", undefined, code]);
  });

  test("an entry is proven by its own log alone, and while that log's key was good", async () => {
    const bundle = await sigstore.make({ content: v1 });
    const [old] = sigstore.root.tlogs;
    const swapped = structuredClone(bundle);
    entry(swapped).logId = old!.logId;
    expect(told(verify(swapped))).toEqual(["Failed", undefined, "log/unverified"]);
    const ended = sigstore.log.instance({ start: "2020-01-01T00:00:00Z", end: "2024-01-01T00:00:00Z" });
    expect(told(verify(bundle, { root: { ...sigstore.root, tlogs: [ended] } }))).toEqual([
      "Failed",
      undefined,
      "log/unverified",
    ]);
  });

  test.each(["(.+)+".repeat(20), "[", "x)|("])(
    "the name on a checkpoint's line is a name, whatever pattern it would make: %s",
    async (name) => {
      // With the log's own key hint, the library looks at the name.
      const hint = Buffer.from(sigstore.log.instance().logId.keyId, "base64").subarray(0, 4);
      const line = `\u2014 ${name}$ ${b64(Buffer.concat([hint, Buffer.alloc(64, 1)]))}`;
      expect(told(verify(await sigstore.make({ content: v1, witnesses: [line] })))).toEqual(["Verified", "Provenance"]);
    },
  );

  test.each<[string, readonly object[], string]>([
    ["is good", [{ start: "2020-01-01T00:00:00Z", end: "2100-01-01T00:00:00Z" }], "Verified"],
    ["is good not yet", [{ start: "2100-01-01T00:00:00Z" }], "Failed"],
    [
      "was good before, and is again",
      [{ start: "2020-01-01T00:00:00Z", end: "2024-01-01T00:00:00Z" }, { start: "2024-01-01T00:00:00Z" }],
      "Verified",
    ],
  ])("the log's key %s", async (_name, periods, state) => {
    const tlogs = periods.map((period) => sigstore.log.instance(period));
    const verdict = verify(await sigstore.make({ content: v1 }), { root: { ...sigstore.root, tlogs } });
    expect(told(verdict).slice(0, 1)).toEqual([state]);
    expect(verdict.reasons.map(({ code }) => code)).toEqual(state === "Verified" ? [] : ["log/unverified"]);
  });

  test("an entry about another signature is told from a signature that does not fit", async () => {
    const [bundle, other] = [
      await sigstore.make({ content: v1, log: "promise" }),
      await sigstore.make({ content: v1, log: "promise" }),
    ];
    bundle.verificationMaterial.tlogEntries = other.verificationMaterial.tlogEntries;
    const verdict = verify(bundle);
    expect(told(verdict)).toEqual(["Failed", undefined, "log/unverified"]);
    expect(verdict.reasons[0]!.message).toMatch(/the log's entry is about something else/);
  });

  test("a time that no log promises is nobody's word", async () => {
    const bundle = await sigstore.make({ content: v1 });
    entry(bundle).integratedTime = "1000000000";
    const verdict = verify(bundle);
    expect(told(verdict)).toEqual(["Verified", "Provenance"]);
    expect(Math.abs(Date.parse(verdict.signedAt!) - Date.now())).toBeLessThan(60_000);
  });

  test("of several roots, the one that came furthest says what is wrong", async () => {
    const bundle = await sigstore.make({ content: v1 });
    const { root } = sigstore;
    const stranger = { ...root, timestampAuthorities: [] };
    entry(bundle).inclusionProof.logIndex = "3";
    const text = JSON.stringify(bundle);
    const [own, other] = [root, stranger].map((one) => readTrustedRoots(JSON.stringify(one)));
    for (const roots of [
      [...own!, ...other!],
      [...other!, ...own!],
    ]) {
      const verdict = verifyProvenance({ bundle: text, artifact: readDigest(artifact), roots, now });
      expect(told(verdict)).toEqual(["Failed", undefined, "log/unverified"]);
    }
  });

  test("an entry of another key than the signer's is none of the bundle's", async () => {
    const [bundle, other] = [await sigstore.make({ content: v1 }), await sigstore.make({ content: v1 })];
    const body = (of: BundleJson) => JSON.parse(Buffer.from(entry(of).canonicalizedBody, "base64").toString());
    const { spec } = body(bundle);
    spec.dsseV002.signatures[0].verifier = body(other).spec.dsseV002.signatures[0].verifier;
    const forged = structuredClone(bundle);
    forged.verificationMaterial.tlogEntries = [sigstore.log.entry("dsse", spec)];
    expect(told(verify(forged))).toEqual(["Failed", undefined, "log/unverified"]);
  });
});

describe("a signature of the artifact itself, under a build's certificate", () => {
  test.each(["tiled", "promise"] as const)("tells the build that signed, with a %s log", async (log) => {
    const bundle = await sigstore.make({ content: blob, log });
    for (const digest of ["bytes", blobDigest]) {
      const verdict = verify(bundle, { digest });
      expect(told(verdict)).toEqual(["Verified", "Signature"]);
      expect(verdict).toMatchObject({
        repository,
        commit,
        ref: "refs/heads/main",
        workflowPath: ".github/workflows/release.yml",
        identity: { san: identity.san },
      });
      expect(verdict).not.toHaveProperty("builderId");
    }
  });

  test("of another artifact is refused", async () => {
    expect(told(verify(await sigstore.make({ content: blob })))).toEqual(["Failed", undefined, "artifact/not-subject"]);
  });

  test("that does not fit is refused, by file and by digest", async () => {
    const bundle = await sigstore.make({ content: blob, log: "promise" });
    const other = await sigstore.make({ content: Buffer.from("something else") });
    bundle.messageSignature.signature = other.messageSignature.signature;
    for (const digest of ["bytes", blobDigest])
      expect(told(verify(bundle, { digest }))).toEqual(["Failed", undefined, "signature/unverified"]);
  });

  test("of a person says nothing about where it comes from", async () => {
    const by = { san: "https://contoso.test/ann", extensions: { 8: "https://accounts.contoso.test" } };
    const verdict = verify(await sigstore.make({ content: blob, by }), { digest: blobDigest });
    expect(told(verdict)).toEqual(["Missing", "Signature", "signer/no-source"]);
    expect(verdict).toMatchObject({ identity: { san: "https://contoso.test/ann" } });
  });

  test("counts where the policy says so, for the agents that it names", async () => {
    const bundle = await sigstore.make({ content: blob });
    const judged = (policy: LineagePolicy, agents: string[] = []) =>
      told(verify(bundle, { digest: blobDigest, policy, agents }));
    expect(judged(rule())).toEqual(["Untrusted", "Signature", "policy/proof"]);
    expect(judged(rule({ proofs: ["Provenance", "Signature"] }))).toEqual(["Verified", "Signature"]);
    expect(judged(rule({ proofs: ["Signature"], ref: "refs/tags/*" }))).toEqual([
      "Untrusted",
      "Signature",
      "policy/ref",
    ]);
    const some = rule({ proofs: ["Signature"], agents: ["A1"] });
    expect(judged(some, ["a1", "b"])).toEqual(["Verified", "Signature"]);
    expect(judged(some, ["a2"])).toEqual(["Untrusted", "Signature", "policy/agent"]);
    expect(judged(some)).toEqual(["Untrusted", "Signature", "policy/agent"]);
  });

  test("as cosign writes it for images, a statement without a name, is one too", async () => {
    const content = {
      _type: "https://in-toto.io/Statement/v1",
      subject: [{ digest: v1.subject[0]!.digest, annotations: {} }],
      predicateType: "https://sigstore.dev/cosign/sign/v1",
      predicate: {},
    };
    const verdict = verify(await sigstore.make({ content, kind: "hashedrekord" }));
    expect(told(verdict)).toEqual(["Verified", "Signature"]);
    expect(verdict).toMatchObject({ repository, subject: { digest: artifact } });
    expect(told(verify(await sigstore.make({ content }), { digest: blobDigest }))).toEqual([
      "Failed",
      undefined,
      "artifact/not-subject",
    ]);
  });
});

describe("an attestation of something else", () => {
  const other = { name: "other", digest: { sha256: "0".repeat(64) } };
  const scan = {
    ...v1,
    subject: [other, ...v1.subject],
    predicateType: "https://in-toto.io/attestation/vulns/v0.1",
    predicate: {},
  };

  test.each([
    "application/vnd.dev.sigstore.bundle+json;version=0.1",
    "application/vnd.dev.sigstore.bundle+json;version=0.2",
    "application/vnd.dev.sigstore.bundle.v0.3+json",
  ])("is verified as what it is, and leaves provenance missing, in %s", async (mediaType) => {
    const old = mediaType.includes("version=0.1");
    const bundle = old ? await sigstore.signed(scan, { mediaType }) : await sigstore.make({ content: scan, mediaType });
    const verdict = verify(bundle);
    expect(told(verdict)).toEqual(["Missing", "Attestation", "predicate/unknown"]);
    expect(verdict).toMatchObject({ repository, commit, predicateType: scan.predicateType, subject: v1Subject });
  });
  const v1Subject = { name: v1.subject[0]!.name, digest: artifact };

  test("counts only where the policy says so", async () => {
    const bundle = await sigstore.make({ content: scan });
    expect(told(verify(bundle, { policy: rule() }))).toEqual(["Missing", "Attestation", "predicate/unknown"]);
    expect(told(verify(bundle, { policy: rule({ proofs: ["Attestation"] }) }))).toEqual(["Verified", "Attestation"]);
    const elsewhere = rule({ proofs: ["Attestation"], workflow: ".github/workflows/scan.yml" });
    expect(told(verify(bundle, { policy: elsewhere }))).toEqual(["Untrusted", "Attestation", "policy/workflow"]);
  });

  test("so is provenance that does not say where from", async () => {
    const content = { ...v1, predicate: { runDetails: { builder: { id: "https://builder.test" } } } };
    const verdict = verify(await sigstore.make({ content, kind: "hashedrekord" }));
    expect(told(verdict)).toEqual(["Missing", "Attestation", "predicate/incomplete"]);
    expect(verdict).toMatchObject({ repository, commit });
  });

  test("is outdone by provenance, and outdoes nothing at all", async () => {
    const both = { attestations: [{ bundle: await sigstore.make({ content: scan }) }, {}] };
    const policy = rule({ proofs: ["Provenance", "Attestation"] });
    expect(verify(both, { policy }).proof).toBe("Attestation");
    both.attestations[1] = { bundle: await sigstore.make({ content: v1 }) };
    expect(verify(both, { policy }).proof).toBe("Provenance");
  });
});

describe("keys without a certificate", () => {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = (publicKey: KeyObject, more: object = {}) => ({
    name: "release",
    publicKey: publicKey.export({ type: "spki", format: "pem" }) as string,
    ...more,
  });
  const standing = (publicKey: KeyObject, more: object = {}, ofRule: object = {}) =>
    rule({ proofs: ["KeySignature", "KeyProvenance"], keys: ["release"], ...ofRule }, [key(publicKey, more)]);

  test("are known to nobody but the policy", async () => {
    const bundle = await sigstore.make({ content: blob, by: pair });
    expect(told(verify(bundle, { digest: blobDigest }))).toEqual(["Untrusted", undefined, "key/unknown"]);
    const verdict = verify(bundle, { digest: blobDigest, policy: standing(pair.publicKey) });
    expect(told(verdict)).toEqual(["Verified", "KeySignature"]);
    expect(verdict).toMatchObject({ key: "release", repository });
    expect(verdict).not.toHaveProperty("commit");
    expect(verdict).not.toHaveProperty("identity");
    const other = standing(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey);
    expect(told(verify(bundle, { digest: blobDigest, policy: other }))).toEqual([
      "Untrusted",
      undefined,
      "key/unknown",
    ]);
  });

  test("a signature that does not fit is forged, when the bundle names the policy's own key", async () => {
    const bundle = await sigstore.make({ content: blob, by: pair, log: "promise" });
    const other = await sigstore.make({ content: Buffer.from("x"), by: pair });
    bundle.messageSignature.signature = other.messageSignature.signature;
    expect(told(verify(bundle, { digest: blobDigest, policy: standing(pair.publicKey) }))).toEqual([
      "Failed",
      undefined,
      "signature/unverified",
    ]);
  });

  describe("of several that the policy names", () => {
    const others = ["ann", "bob"].map((name) => ({ name, pair: generateKeyPairSync("ec", { namedCurve: "P-256" }) }));
    const [ann, bob] = others.map((other) => key(other.pair.publicKey, { name: other.name }));
    const release = key(pair.publicKey);
    const named = (...keys: { name: string }[]) =>
      rule({ proofs: ["KeySignature"], keys: keys.map(({ name }) => name) }, keys);
    const saying = (bundle: BundleJson, hint: string) => {
      bundle.verificationMaterial.publicKey.hint = hint;
      return bundle;
    };

    test("the one that fits has signed, wherever it stands and whatever the bundle calls it", async () => {
      const bundle = await sigstore.make({ content: blob, by: pair });
      for (const policy of [named(ann!, release, bob!), named(release, ann!), named(bob!, release)])
        for (const hint of [bundle.verificationMaterial.publicKey.hint, "ann", ""]) {
          const verdict = verify(saying(bundle, hint), { digest: blobDigest, policy });
          expect(told(verdict)).toEqual(["Verified", "KeySignature"]);
          expect(verdict).toMatchObject({ key: "release" });
        }
    });

    test("the one that fits and has ended says so, whatever the bundle calls it", async () => {
      const bundle = saying(await sigstore.make({ content: blob, by: pair }), "x");
      const ended = key(pair.publicKey, { validTo: "2024-01-01" });
      expect(told(verify(bundle, { digest: blobDigest, policy: named(ann!, ended) }))).toEqual([
        "Expired",
        undefined,
        "key/out-of-time",
      ]);
    });

    test("the one that the bundle names was forged; a bundle that names none is a stranger's", async () => {
      const bundle = await sigstore.make({ content: blob, by: pair });
      const policy = named(ann!, bob!);
      const verdict = (hint: string) => verify(saying(bundle, hint), { digest: blobDigest, policy });
      expect(told(verdict("bob"))).toEqual(["Failed", undefined, "signature/unverified"]);
      expect(told(verdict("release"))).toEqual(["Untrusted", undefined, "key/unknown"]);
      expect(verdict("release").reasons[0]!.message).toMatch(/"release".*: ann, bob$/);
      expect(verdict("x".repeat(10_000)).reasons[0]!.message.length).toBeLessThan(500);
      expect(verify(bundle, { digest: blobDigest }).reasons[0]!.message).toMatch(/the policy names no key/);
    });
  });

  test("sign provenance, whose word is then the key's", async () => {
    const bundle = await sigstore.make({ content: v1, by: pair });
    const verdict = verify(bundle, { policy: standing(pair.publicKey) });
    expect(told(verdict)).toEqual(["Verified", "KeyProvenance"]);
    expect(verdict).toMatchObject({ key: "release", repository, commit, builderId: identity.san });
    const fork = JSON.parse(JSON.stringify(v1).replaceAll(repository, "https://github.com/mallory/finance-agent"));
    const forged = await sigstore.make({ content: fork, by: pair });
    expect(told(verify(forged, { policy: standing(pair.publicKey) }))).toEqual([
      "Untrusted",
      "KeyProvenance",
      "policy/fork",
    ]);
    const only = standing(pair.publicKey, {}, { proofs: ["KeySignature"] });
    expect(told(verify(bundle, { policy: only }))).toEqual(["Untrusted", "KeyProvenance", "policy/proof"]);
  });

  test("are good for a time, which must then be proven", async () => {
    const past = standing(pair.publicKey, { validTo: "2024-01-01" });
    const stamped = await sigstore.make({ content: blob, by: pair });
    expect(told(verify(stamped, { digest: blobDigest, policy: past }))).toEqual([
      "Expired",
      undefined,
      "key/out-of-time",
    ]);
    const future = standing(pair.publicKey, { validFrom: "2124-01-01" });
    expect(told(verify(stamped, { digest: blobDigest, policy: future }))).toEqual([
      "Expired",
      undefined,
      "key/out-of-time",
    ]);
    const unstamped = await sigstore.make({ content: blob, by: pair, stamp: false });
    const coming = standing(pair.publicKey, { validTo: "2124-01-01" });
    expect(told(verify(unstamped, { digest: blobDigest, policy: coming }))).toEqual([
      "Failed",
      undefined,
      "timestamp/unverified",
    ]);
    expect(told(verify(unstamped, { digest: blobDigest, policy: standing(pair.publicKey) }))).toEqual([
      "Verified",
      "KeySignature",
    ]);
    const aged = standing(pair.publicKey, {}, { maxAgeDays: 1 });
    expect(told(verify(unstamped, { digest: blobDigest, policy: aged }))).toEqual([
      "Expired",
      "KeySignature",
      "policy/too-old",
    ]);
  });

  test("must be in the log, unless the policy lets them be without", async () => {
    const bundle = await sigstore.make({ content: blob, by: pair, log: "none", stamp: false });
    expect(told(verify(bundle, { digest: blobDigest, policy: standing(pair.publicKey) }))).toEqual([
      "Failed",
      undefined,
      "log/unverified",
    ]);
    const policy = standing(pair.publicKey, { log: false });
    expect(told(verify(bundle, { digest: blobDigest, policy }))).toEqual(["Verified", "KeySignature"]);
  });

  const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ed25519 = generateKeyPairSync("ed25519");
  test.each([
    ["P-384", p384, "sha384", `sha384:${digestsOf(blob).sha384}`, blobDigest],
    ["P-384 over SHA-256", p384, "sha256", blobDigest, undefined],
    ["RSA", rsa, "sha256", blobDigest, undefined],
    ["RSA over SHA-512", rsa, "sha512", `sha512:${digestsOf(blob).sha512}`, undefined],
    ["Ed25519", ed25519, null, undefined, blobDigest],
  ] as const)("of kind %s are verified by what they cover", async (_name, by, hash, enough, tooLittle) => {
    const bundle = await sigstore.make({ content: blob, by, hash });
    const policy = standing(by.publicKey);
    expect(told(verify(bundle, { digest: "bytes", policy }))).toEqual(["Verified", "KeySignature"]);
    if (enough) expect(told(verify(bundle, { digest: enough, policy }))).toEqual(["Verified", "KeySignature"]);
    if (tooLittle)
      expect(told(verify(bundle, { digest: tooLittle, policy }))).toEqual([
        "Failed",
        undefined,
        "artifact/other-algorithm",
      ]);
  });
});

describe("trusted roots of today", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
  const spki = rsa.export({ type: "spki", format: "der" });
  const ctLog = (rawBytes: Buffer, start: object = { start: "2021-01-01T00:00:00Z" }) => ({
    baseUrl: "https://ctfe.contoso.test/test",
    hashAlgorithm: "SHA2_256",
    publicKey: { rawBytes: b64(rawBytes), keyDetails: "PKCS1_RSA_PKCS1V5", validFor: start },
    logId: { keyId: readDigestOf(spki) },
  });
  const readDigestOf = (bytes: Buffer) => Buffer.from(digestsOf(bytes).sha256!, "hex").toString("base64");
  const withLog = (log: object) => ({ ...sigstore.root, ctlogs: [...sigstore.root.ctlogs, log] });

  test("have an RSA key in the form of PKCS#1, whose id is the hash of the other form", async () => {
    const root = withLog(ctLog(rsa.export({ type: "pkcs1", format: "der" })));
    expect(told(verify(await sigstore.make({ content: v1 }), { root }))).toEqual(["Verified", "Provenance"]);
    const another = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
    const damaged = withLog(ctLog(another.export({ type: "pkcs1", format: "der" })));
    expect(() => readTrustedRoots(JSON.stringify(damaged))).toThrow(/ctfe\.contoso\.test\/test is damaged/);
  });

  test("say since when a log's key is good", () => {
    const endless = withLog(ctLog(spki, { end: "2030-01-01T00:00:00Z" }));
    expect(() => readTrustedRoots(JSON.stringify(endless))).toThrow(/period of the log .* has no start/);
  });
});
