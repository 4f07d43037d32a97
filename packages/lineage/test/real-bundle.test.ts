import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDigest, readTrustedRoots, verifyProvenance } from "../src";
import { flipped } from "./support/sigstore";

const corpora = process.env.AGENTID_CORPORA;
const folder = corpora && existsSync(join(corpora, "lineage")) ? join(corpora, "lineage") : undefined;
const read = (name: string) => readFileSync(join(folder!, name), "utf8");
const now = new Date("2026-03-02T00:00:00Z");

/** SHA-512 of the npm package sigstore@2.1.0. */
const digest =
  "sha512:90f223f992e4c88dd068cd2a5fc57f9d2b30798343dd6e38f29c240e04ba090ef831f84490847c4e82b9232c78e8a258463b1e55c0f7469f730265008fa6633f";

(folder ? describe : describe.skip)("the provenance of sigstore@2.1.0, from npm (needs AGENTID_CORPORA)", () => {
  const verify = (bundle: string, root = read("trusted_root.json"), artifact = digest) =>
    verifyProvenance({ bundle, artifact: readDigest(artifact), roots: readTrustedRoots(root, "root"), now });

  test("is verified offline", () => {
    expect(verify(read("sigstore-js-2.1.0-bundle.json"))).toEqual({
      state: "Verified",
      reasons: [],
      proof: "Provenance",
      bundleSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      identity: {
        san: "https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main",
        issuer: "https://token.actions.githubusercontent.com",
      },
      repository: "https://github.com/sigstore/sigstore-js",
      repositoryId: "495574555",
      ref: "refs/heads/main",
      commit: "26d16513386ffaa790b1c32f927544f1322e4194",
      workflowPath: ".github/workflows/release.yml",
      workflowRef: "https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main",
      trigger: "push",
      runnerEnvironment: "github-hosted",
      builderId: "https://github.com/actions/runner/github-hosted",
      buildType: "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1",
      invocationUrl: "https://github.com/sigstore/sigstore-js/actions/runs/6014488666/attempts/1",
      predicateType: "https://slsa.dev/provenance/v1",
      subject: { name: "pkg:npm/sigstore@2.1.0", digest },
      signedAt: "2023-08-29T15:40:23.000Z",
      tlogIndex: 33351527,
      tlogTime: "2023-08-29T15:40:23.000Z",
    });
  });

  const altered = (change: (bundle: never) => void): string => {
    const bundle = JSON.parse(read("sigstore-js-2.1.0-bundle.json"));
    change(bundle as never);
    return JSON.stringify(bundle);
  };
  type Bundle = {
    dsseEnvelope: { payload: string };
    verificationMaterial: {
      certificate: { rawBytes: string };
      tlogEntries: { canonicalizedBody: string; inclusionProof: { hashes: string[] } }[];
    };
  };

  test.each<[string, (bundle: Bundle) => void, string]>([
    ["payload", ({ dsseEnvelope: e }) => (e.payload = flipped(e.payload)), "signature/unverified"],
    [
      "certificate",
      ({ verificationMaterial: { certificate: c } }) => (c.rawBytes = flipped(c.rawBytes, 300)),
      "certificate/unverified",
    ],
    [
      "log entry",
      ({
        verificationMaterial: {
          tlogEntries: [e],
        },
      }) => (e!.canonicalizedBody = flipped(e!.canonicalizedBody)),
      "log/unverified",
    ],
    [
      "inclusion proof",
      ({
        verificationMaterial: {
          tlogEntries: [e],
        },
      }) => (e!.inclusionProof.hashes[3] = flipped(e!.inclusionProof.hashes[3]!)),
      "log/unverified",
    ],
  ])("with one bit of the %s flipped it fails", (_name, change, code) => {
    expect(verify(altered(change as (bundle: never) => void))).toMatchObject({ state: "Failed", reasons: [{ code }] });
  });

  test("it is about no other artifact", () => {
    const other = digest.replace("90f2", "90f3");
    expect(verify(read("sigstore-js-2.1.0-bundle.json"), undefined, other)).toMatchObject({
      state: "Failed",
      reasons: [{ code: "artifact/not-subject" }],
    });
  });

  test("a trusted root with one bit flipped is refused", () => {
    const root = JSON.parse(read("trusted_root.json"));
    root.tlogs[0].publicKey.rawBytes = flipped(root.tlogs[0].publicKey.rawBytes);
    expect(() => readTrustedRoots(JSON.stringify(root), "root")).toThrow(/key of the log .* is damaged/);
  });
});
