import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { artifact, commit, repository, sigstoreInstance, v1 } from "../../packages/lineage/test/support/sigstore";
import { agentid, temporaryFolder } from "./support";

const folder = temporaryFolder();
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

const policy = file(
  "policy.yaml",
  `trusted:\n  - repository: ${repository}\n    ref: refs/heads/main\n    maxAgeDays: 30\n`,
);
const others = file("others.yaml", "trusted:\n  - repository: https://github.com/contoso/other\n");
let bundle: string;
let root: string;
beforeAll(async () => {
  const sigstore = await sigstoreInstance();
  bundle = file("bundle.json", await sigstore.signed(v1));
  root = file("root.json", sigstore.root);
});

describe("lineage verify", () => {
  const verify = (...args: string[]) => agentid("lineage", "verify", "--bundle", bundle, ...args);

  test("ends with 0 for what is verified, and says where it comes from", async () => {
    const { code, out, err } = await verify("--trusted-root", root, "--digest", artifact, "--policy", policy);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Verified\n/);
    for (const fact of [repository, commit, artifact, "refs/heads/main"]) expect(out).toContain(fact);
    expect(out).not.toContain("policy");
  });

  test("says when no policy was asked", async () => {
    const { out } = await verify("--trusted-root", root, "--digest", artifact);
    expect(out).toMatch(/policy +none: it comes from there, whether you trust it or not$/);
  });

  test("ends with 1 for what is not verified, with the reason", async () => {
    const untrusted = await verify(
      "--trusted-root",
      root,
      "--digest",
      artifact,
      "--policy",
      others,
      "--format",
      "json",
    );
    expect(untrusted.code).toBe(1);
    expect(JSON.parse(untrusted.out)).toMatchObject({ state: "Untrusted", reasons: [{ code: "policy/repository" }] });
    const other = await verify("--trusted-root", root, "--artifact", policy);
    expect([other.code, other.out]).toEqual([
      1,
      expect.stringMatching(/^Failed\n {2}artifact\/not-subject the artifact is/),
    ]);
    const old = await verify("--trusted-root", root, "--digest", artifact, "--policy", policy, "--now", "2126-01-01");
    expect([old.code, old.out]).toEqual([1, expect.stringMatching(/^Expired\n {2}policy\/too-old/)]);
  });

  test.each<[string, () => string[], RegExp]>([
    [
      "no trusted root",
      () => ["--digest", artifact],
      /give --trusted-root: verification is offline.*\n.*gh attestation trusted-root/,
    ],
    ["a trusted root that is none", () => ["--digest", artifact, "--trusted-root", policy], /policy\.yaml: is no JSON/],
    ["no artifact", () => ["--trusted-root", root], /give the artifact with --artifact or --digest/],
    ["both", () => ["--trusted-root", root, "--artifact", root, "--digest", artifact], /cannot be used with option/],
    ["a digest that is none", () => ["--trusted-root", root, "--digest", "sha256:12"], /"sha256:12": is no digest/],
    [
      "no such file",
      () => ["--trusted-root", "nowhere.json", "--digest", artifact],
      /nowhere\.json:1:1 error file\/unreadable there is no such file/,
    ],
    [
      "a policy that is none",
      () => ["--trusted-root", root, "--digest", artifact, "--policy", root],
      /root\.json: the document/,
    ],
    [
      "a review that is none",
      () => ["--trusted-root", root, "--digest", artifact, "--review", policy],
      /policy\.yaml: is no JSON/,
    ],
  ])("%s ends with 2", async (_name, args, message) => {
    const { code, out, err } = await verify(...args());
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("no bundle ends with 2", async () => {
    const { code, err } = await agentid("lineage", "verify", "--digest", artifact);
    expect([code, err]).toEqual([2, expect.stringMatching(/required option '--bundle <file>'/)]);
  });
});

describe("lineage record", () => {
  const github = ["--fic-issuer", "https://token.actions.githubusercontent.com", "--fic-subject"];
  const record = (...args: string[]) =>
    agentid("lineage", "record", "--bundle", bundle, "--trusted-root", root, "--digest", artifact, ...args);

  test("prints one row for what is verified", async () => {
    const review = file("review.json", { commitVerified: true, author: "ann", approvers: ["bob"] });
    const { code, out } = await record(
      "--agent",
      "A1",
      "--credential",
      "c",
      "--review",
      review,
      ...github,
      "repo:contoso/finance-agent:ref:refs/heads/main",
    );
    expect([code, out.split("\n")]).toEqual([0, [out]]);
    expect(JSON.parse(out)).toMatchObject({
      AgentId: "a1",
      CredentialId: "c",
      CredentialType: "FederatedIdentityCredential",
      SourceRepository: repository,
      CommitVerified: true,
      VerificationState: "Verified",
      VerifierVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });

  test("a credential of another repository is not trusted, and the row says so", async () => {
    const out = join(folder, "Custom-AgentLineage.ndjson");
    const args = ["--blueprint", "B1", "--credential", "c", "--out", out, ...github];
    const fork = await record(...args, "repo:mallory/finance-agent:environment:prod");
    expect([fork.code, fork.out]).toEqual([1, ""]);
    expect((await record(...args, "repo:contoso/finance-agent:environment:prod")).code).toBe(0);
    const rows = readFileSync(out, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows).toMatchObject([
      { VerificationState: "Untrusted", AdditionalFields: { reasons: ["credential/fork"] } },
      { VerificationState: "Verified", BlueprintId: "b1", AgentId: null },
    ]);
  });

  test("an image without provenance is recorded as missing", async () => {
    const args = ["--bundle", file("none.json", ""), "--trusted-root", root, "--digest", artifact];
    const { code, out } = await agentid("lineage", "record", ...args, "--agent", "a", "--credential", "c");
    expect([code, JSON.parse(out)]).toEqual([1, expect.objectContaining({ VerificationState: "Missing" })]);
  });

  test.each<[string[], RegExp]>([
    [["--credential", "c"], /--agent or --blueprint/],
    [["--agent", "a"], /required option '--credential <id>'/],
    [["--agent", "a", "--credential", "c", "--fic-issuer", "x"], /--fic-issuer and --fic-subject go together/],
    [["--agent", "a", "--credential", "c", "--digest", `sha512:${"0".repeat(128)}`], /images are known by sha256/],
  ])("%j ends with 2", async (args, message) => {
    const { code, out, err } = await record(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
});
