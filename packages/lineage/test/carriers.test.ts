import { readDigest, verifyProvenance } from "../src";
import { artifact, type BundleJson, commit, identity, repository, sigstoreInstance, v1 } from "./support/sigstore";

let sigstore: Awaited<ReturnType<typeof sigstoreInstance>>;
let good: BundleJson;
beforeAll(async () => {
  sigstore = await sigstoreInstance();
  good = await sigstore.signed(v1);
});

const text = (carrier: unknown) => (typeof carrier === "string" ? carrier : JSON.stringify(carrier));
const verdict = (carrier: unknown) =>
  verifyProvenance({
    bundle: text(carrier),
    artifact: readDigest(artifact),
    roots: sigstore.roots,
    now: new Date("2026-03-02T00:00:00Z"),
  });
const said = (carrier: unknown) => {
  const { state, reasons } = verdict(carrier);
  return [state, ...reasons.map(({ message }) => message)];
};

/** An attestation in PyPI's words. */
const pypi = (bundle: BundleJson) => ({
  version: 1,
  verification_material: {
    certificate: bundle.verificationMaterial.certificate.rawBytes,
    transparency_entries: bundle.verificationMaterial.tlogEntries,
  },
  envelope: { statement: bundle.dsseEnvelope.payload, signature: bundle.dsseEnvelope.signatures[0].sig },
});

describe("a bundle is found in what carries it", () => {
  test.each<[string, (bundle: BundleJson) => unknown]>([
    ["a file that begins with a byte order mark", (bundle) => `\uFEFF${JSON.stringify(bundle)}`],
    ["lines that end as on Windows", (bundle) => `${JSON.stringify(bundle)}\r\n${JSON.stringify(bundle)}\r\n`],
    ["a list of bundles", (bundle) => [bundle]],
    ["what gh attestation verify prints", (bundle) => [{ attestation: { bundle }, verificationResult: {} }]],
    ["GitHub's answer", (bundle) => ({ attestations: [{ bundle, repository_id: 1, bundle_url: "u" }] })],
    ["GitHub's answer for many digests", (bundle) => ({ attestations_subject_digests: { [artifact]: [{ bundle }] } })],
    ["an attestation of PyPI", pypi],
    [
      "PyPI's provenance",
      (bundle) => ({ version: 1, attestation_bundles: [{ publisher: {}, attestations: [pypi(bundle)] }] }),
    ],
  ])("%s", (_name, carried) => {
    expect(said(carried(good))).toEqual(["Verified"]);
  });

  test("and nowhere else: an answer that leaves it out has none", () => {
    expect(said({ attestations: [{ bundle: null, bundle_url: "u", repository_id: 1 }] })).toEqual([
      "Missing",
      "the list of bundles is empty",
    ]);
  });

  test("an attestation of PyPI that was changed is none", () => {
    const changed = pypi(good);
    const statement = Buffer.from(JSON.stringify({ ...v1, predicate: {} })).toString("base64");
    expect(verdict({ ...changed, envelope: { ...changed.envelope, statement } }).reasons).toMatchObject([
      { code: "signature/unverified" },
    ]);
  });
});

describe("what is no bundle is told for what it is", () => {
  test.each<[string, () => object, RegExp]>([
    ["an envelope alone", () => good.dsseEnvelope, /a DSSE envelope alone, which proves no time of signing; give/],
    ["a statement", () => v1, /an in-toto statement that nobody signed/],
    ["cosign's payload", () => ({ critical: {}, optional: null }), /the payload of an image's signature/],
    ["cosign's old bundle", () => ({ base64Signature: "", cert: "" }), /of cosign's old format; sign with/],
    ["BuildKit's provenance", () => ({ SLSA: {} }), /BuildKit's provenance, which nobody signed/],
    ["Google's provenance", () => ({ image_summary: {}, provenance_summary: {} }), /Google Cloud Build's provenance/],
    ["a manifest", () => ({ mediaType: "application/vnd.oci.image.manifest.v1+json" }), /a registry's manifest; give/],
    ["a trusted root", () => sigstore.root, /a trusted root; give it with --trusted-root/],
    ["anything else", () => ({ mediaType: "text/plain" }), /the media type is "text\/plain"; known are/],
  ])("%s", (_name, document, message) => {
    expect(said(document())).toEqual(["Failed", expect.stringMatching(message)]);
  });
});

describe("builders of the SLSA generators", () => {
  const generator = "https://github.com/slsa-framework/slsa-github-generator/.github/workflows";
  const builder = `${generator}/builder_maven_slsa3.yml@refs/tags/v2.1.0`;
  const built = (definition: object, id = builder) => ({
    ...v1,
    predicate: {
      buildDefinition: { ...v1.predicate.buildDefinition, externalParameters: {}, ...definition },
      runDetails: { builder: { id } },
    },
  });
  const by = (san: string) => ({ identity: { ...identity, san } });

  test("that the delegator signs for are named by the predicate", async () => {
    const signed = await sigstore.signed(built({}), by(`${generator}/delegator_generic_slsa3.yml@refs/tags/v2.1.0`));
    expect(verdict(signed)).toMatchObject({ state: "Verified", builderId: builder, repository, commit });
  });

  test.each([
    ["a branch of it", `${generator}/delegator_generic_slsa3.yml@refs/heads/main`],
    ["another's", `${generator.replace("slsa-framework", "contoso")}/delegator_generic_slsa3.yml@refs/tags/v2.1.0`],
    ["another workflow of theirs", `${generator}/builder_go_slsa3.yml@refs/tags/v2.1.0`],
  ])("but not by %s", async (_name, san) => {
    expect(verdict(await sigstore.signed(built({}), by(san))).reasons).toMatchObject([{ code: "predicate/builder" }]);
  });

  test.each(["sha1", "sha256"])("say the commit as %s, and bring more than the source", async (algorithm) => {
    const resolvedDependencies = [
      { uri: "docker.io/library/bash", digest: { sha256: "0".repeat(64) } },
      { uri: `git+${repository}@refs/heads/main`, digest: { [algorithm]: commit } },
    ];
    const internalParameters = { GITHUB_REPOSITORY_ID: "4711", GITHUB_EVENT_NAME: "push" };
    const signed = await sigstore.signed(built({ resolvedDependencies, internalParameters }, identity.san));
    expect(verdict(signed)).toMatchObject({ state: "Verified", commit });
    const other = { ...internalParameters, GITHUB_REPOSITORY_ID: "4712" };
    const lie = await sigstore.signed(built({ resolvedDependencies, internalParameters: other }, identity.san));
    expect(verdict(lie).reasons).toMatchObject([{ code: "predicate/repository" }]);
  });
});
