import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { modernInstance } from "../../packages/lineage/test/support/modern";
import { type BundleJson, flipped, identity, v1 } from "../../packages/lineage/test/support/sigstore";
import { agentid, temporaryFolder } from "./support";

const suite = join(temporaryFolder(), "suite");
const cases = join(suite, "test", "assets", "bundle-verify");
const blob = Buffer.from("a\n");
const key = `-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n`;

function put(path: string, content: unknown): void {
  const file = join(cases, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.isBuffer(content) || typeof content === "string" ? content : JSON.stringify(content));
}
function putCase(name: string, bundle: BundleJson | string, root: object, more: Record<string, unknown> = {}): void {
  const parts = { "trusted_root.json": root, identity: identity.san, ...more, "bundle.sigstore.json": bundle };
  for (const [part, content] of Object.entries(parts)) if (content !== undefined) put(`${name}/${part}`, content);
}

beforeAll(async () => {
  const { make, root } = await modernInstance();
  const signed = await make({ content: blob });
  put("a.txt", blob);
  putCase("signed", signed, root);
  const about = { ...v1, subject: [{ name: "a.txt", digest: { sha256: hexOf(blob) } }] };
  putCase("stated", await make({ content: about, kind: "hashedrekord" }), root);
  putCase("other-artifact_fail", signed, root, { artifact: Buffer.from("b") });
  putCase("other-signer_fail", signed, root, { identity: "https://github.com/mallory/x/.github/workflows/w@main" });
  putCase("other-issuer_fail", signed, root, { issuer: "https://issuer.test" });
  putCase("other-subject_fail", await make({ content: v1 }), root);
  putCase("cut-short_fail", JSON.stringify(signed).slice(0, 400), root);
  putCase("key-that-is-none_fail", signed, root, { identity: undefined, "key.pub": key });
  const damaged = structuredClone(root);
  damaged.tlogs[1]!.publicKey.rawBytes = flipped(damaged.tlogs[1]!.publicKey.rawBytes);
  putCase("damaged-root_fail", signed, damaged);
});

function hexOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
const conformance = (...args: string[]) => agentid("lineage", "conformance", "--path", ...args);

describe("lineage conformance", () => {
  test("runs a suite's cases, from its repository or its folder, and counts", async () => {
    for (const path of [suite, join(suite, "test", "assets"), cases]) {
      const { code, out, err } = await conformance(path);
      expect([code, err]).toEqual([0, ""]);
      expect(out).toMatch(/positive: 2 of 2 accepted\nnegative: 7 of 7 refused$/);
    }
  });

  test("gives a reason for each refusal", async () => {
    const { out } = await conformance(suite, "--format", "json");
    const report = JSON.parse(out);
    expect(report.negative).toEqual({ cases: 7, refused: 7 });
    const reasons = report.cases.map(({ name, reason }: { name: string; reason?: { code: string } }) => [
      name,
      reason?.code,
    ]);
    expect(Object.fromEntries(reasons)).toEqual({
      signed: undefined,
      stated: undefined,
      "other-artifact_fail": "artifact/not-subject",
      "other-signer_fail": "signer/identity",
      "other-issuer_fail": "signer/identity",
      "other-subject_fail": "artifact/not-subject",
      "cut-short_fail": "bundle/malformed",
      "key-that-is-none_fail": "key",
      "damaged-root_fail": "trusted-root",
    });
  });

  test("says what ended otherwise than it must, and ends with 1", async () => {
    const wrong = join(temporaryFolder(), "wrong");
    const from = (name: string, part: string) => readFileSync(join(cases, name, part));
    for (const [name, source] of [
      ["good_fail", "signed"],
      ["bad", "other-signer_fail"],
    ] as const) {
      mkdirSync(join(wrong, name), { recursive: true });
      for (const part of ["bundle.sigstore.json", "identity", "trusted_root.json"])
        writeFileSync(join(wrong, name, part), from(source, part));
    }
    writeFileSync(join(wrong, "a.txt"), blob);
    const { code, out } = await conformance(wrong);
    expect(code).toBe(1);
    expect(out).toMatch(/positive: 0 of 1 accepted\nnegative: 0 of 1 refused\nwrong: bad, good_fail$/);
  });

  test("a folder without cases, or with a file missing, ends with 2", async () => {
    const empty = temporaryFolder();
    expect(await conformance(empty)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/has no folder with a bundle/),
    });
    mkdirSync(join(empty, "lone_fail"));
    writeFileSync(join(empty, "lone_fail", "bundle.sigstore.json"), "{}");
    expect(await conformance(empty)).toMatchObject({ code: 2, err: expect.stringContaining("there is no such file") });
  });
});

describe("lineage verify-bundle, the suite's client", () => {
  const of = (name: string, ...args: string[]) =>
    agentid(
      "lineage",
      "verify-bundle",
      ...["--bundle", join(cases, name, "bundle.sigstore.json")],
      ...["--certificate-identity", identity.san],
      ...["--certificate-oidc-issuer", "https://token.actions.githubusercontent.com"],
      ...args,
    );
  const root = ["--trusted-root", join(cases, "signed", "trusted_root.json")];

  test("ends with 0 for what the signer signed, by file and by digest", async () => {
    for (const artifact of [join(cases, "a.txt"), `sha256:${hexOf(blob)}`])
      for (const name of ["signed", "stated"]) expect((await of(name, ...root, artifact)).code).toBe(0);
  });

  test("and with 1 and the reason for what it did not", async () => {
    const { code, err } = await of("signed", ...root, `sha256:${"0".repeat(64)}`);
    expect([code, err]).toEqual([1, expect.stringMatching(/^refused: artifact\/not-subject /)]);
  });

  test.each<[string, string[], RegExp]>([
    ["staging without its root", ["--staging", "a"], /--staging needs --trusted-root/],
    ["a digest that is none, which is a file's name", [...root, "sha256:12"], /sha256:12: there is no such file/],
    ["both kinds of signer", [...root, "--key", "k.pub", "a"], /cannot be used with option/],
  ])("%s ends with 2", async (_name, args, message) => {
    expect(await of("signed", ...args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });

  test("no signer ends with 2", async () => {
    const bundle = join(cases, "signed", "bundle.sigstore.json");
    const { code, err } = await agentid("lineage", "verify-bundle", "--bundle", bundle, ...root, join(cases, "a.txt"));
    expect([code, err]).toEqual([2, expect.stringMatching(/say who must have signed/)]);
  });

  test("it does not sign, and says so", async () => {
    const args = ["--identity-token", "t", "--bundle", "b.json", "a.txt"];
    expect(await agentid("lineage", "sign-bundle", "--in-toto", ...args)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/sign-bundle is not supported/),
    });
  });
});

const fetched = join(process.env.AGENTID_CORPORA ?? "", "sigstore-conformance");
(process.env.AGENTID_CORPORA && existsSync(fetched) ? describe : describe.skip)(
  "Sigstore's own suite (needs sigstore-conformance in AGENTID_CORPORA)",
  () => {
    test("ends as it must: everything good is accepted, everything else refused", async () => {
      const { code, out } = await conformance(fetched, "--format", "json");
      const { positive, negative } = JSON.parse(out);
      expect(code).toBe(0);
      expect(positive.cases).toBeGreaterThan(20);
      expect(negative.cases).toBeGreaterThan(48);
      expect([positive.accepted, negative.refused]).toEqual([positive.cases, negative.cases]);
    });
  },
);
