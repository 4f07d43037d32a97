import { generateKeyPairSync } from "node:crypto";
import { type BuildFacts, evaluate, type ReviewFacts, readLineagePolicy, readReviewFacts } from "../src";

const repository = "https://github.com/contoso/finance-agent";
const build: BuildFacts = {
  repository,
  repositoryId: "4711",
  ref: "refs/heads/main",
  workflowPath: ".github/workflows/release.yml",
  builderId: "https://github.com/actions/runner/github-hosted",
  runnerEnvironment: "github-hosted",
  trigger: "push",
  identity: { issuer: "https://token.actions.githubusercontent.com" },
  signedAt: "2026-03-01T00:00:00.000Z",
};
const now = new Date("2026-03-11T00:00:00Z");
const rules = (...trusted: object[]) => readLineagePolicy(JSON.stringify({ trusted }));
const broken = (rule: object, facts: BuildFacts = build, review?: ReviewFacts) =>
  evaluate(rules({ repository, ...rule }), facts, review, now).broken.map(({ code }) => code);

describe.each<[string, object, BuildFacts, string]>([
  ["repositoryId", { repositoryId: "4711" }, { repositoryId: "4712" }, "policy/repository-id"],
  ["issuer", { issuer: build.identity!.issuer }, { identity: { issuer: "https://gitlab.test" } }, "policy/issuer"],
  ["no issuer, which is GitHub's", {}, { identity: {} }, "policy/issuer"],
  ["workflow", { workflow: build.workflowPath }, { workflowPath: ".github/workflows/x.yml" }, "policy/workflow"],
  ["ref", { ref: "refs/heads/main" }, { ref: "refs/heads/main2" }, "policy/ref"],
  ["ref with any ending", { ref: "refs/heads/ma*" }, { ref: "refs/tags/main" }, "policy/ref"],
  ["builder", { builder: build.builderId }, { builderId: "https://builder.test" }, "policy/builder"],
  ["runner", { runner: "github-hosted" }, { runnerEnvironment: "self-hosted" }, "policy/runner"],
  ["events", { events: ["push", "release"] }, { trigger: "workflow_dispatch" }, "policy/event"],
  ["no events, which is all but pull requests'", {}, { trigger: "pull_request_target" }, "policy/event"],
  ["validFrom", { validFrom: "2026-03-01" }, { signedAt: "2026-02-28T23:59:59.999Z" }, "policy/not-yet"],
  ["maxAgeDays", { maxAgeDays: 10 }, { signedAt: "2026-02-28T23:59:59.999Z" }, "policy/too-old"],
])("a rule with %s", (_name, rule, change, code) => {
  test("passes what fits", () => expect(broken(rule)).toEqual([]));
  test("refuses what does not", () => expect(broken(rule, { ...build, ...change })).toEqual([code]));
  test("refuses what is not known", () => {
    const unknown = Object.fromEntries(Object.keys(change).map((key) => [key, undefined]));
    expect(broken(rule, { ...build, ...unknown })).toEqual([code]);
  });
});

test("a rule ends: the last instant, and the first after it", () => {
  expect(broken({ validTo: "2026-03-11T00:00:00.001Z" })).toEqual([]);
  expect(broken({ validTo: "2026-03-11T00:00:00Z" })).toEqual(["policy/ended"]);
});

test("a repository is read without case, .git and slash; another one is refused, a fork by that name", () => {
  const of = (url: string) =>
    evaluate(rules({ repository: url }), build, undefined, now).broken.map(({ code }) => code);
  expect(of("https://github.com/Contoso/Finance-Agent.git")).toEqual([]);
  expect(of("https://github.com/contoso/other/")).toEqual(["policy/repository"]);
  expect(of("https://github.com/mallory/finance-agent")).toEqual(["policy/fork"]);
  expect(broken({}, { ...build, repository: undefined })).toEqual(["policy/repository"]);
});

describe("reviews", () => {
  const review: ReviewFacts = { commitVerified: true, author: "ann", approvers: ["bob", "Bob", "ANN"] };
  test("commits are verified, or not, or nobody knows", () => {
    expect(broken({ commitVerified: true }, build, review)).toEqual([]);
    expect(broken({ commitVerified: true }, build, { commitVerified: false })).toEqual(["policy/commit-unverified"]);
    expect(broken({ commitVerified: true })).toEqual(["policy/commit-unverified"]);
    expect(broken({ commitVerified: false }, build, { commitVerified: false })).toEqual([]);
  });
  test("approvals are of others than the author, each counted once", () => {
    expect(broken({ approvals: 1 }, build, review)).toEqual([]);
    expect(broken({ approvals: 2 }, build, review)).toEqual(["policy/unreviewed"]);
    expect(broken({ approvals: 1 })).toEqual(["policy/unreviewed"]);
    const more = { ...review, approvers: ["carol", ...review.approvers!, "Carol"] };
    expect(broken({ approvals: 2 }, build, more)).toEqual([]);
    expect(broken({ approvals: 3 }, build, more)).toEqual(["policy/unreviewed"]);
    expect(broken({ approvals: 1 }, build, { author: "Ann", approvers: ["ann", "ANN"] })).toEqual([
      "policy/unreviewed",
    ]);
    expect(broken({ approvals: 1 }, build, { approvers: ["ann"] })).toEqual([]);
  });
});

test("of several rules one that fits is enough; else the one that fits best speaks", () => {
  const policy = rules(
    { repository, workflow: ".github/workflows/x.yml", ref: "refs/heads/x" },
    { repository, maxAgeDays: 1, slsaLevel: 2 },
    { repository: "https://github.com/contoso/other" },
  );
  expect(evaluate(policy, build, undefined, now).broken.map(({ code }) => code)).toEqual(["policy/too-old"]);
  const fresh = evaluate(policy, { ...build, signedAt: "2026-03-10T12:00:00Z" }, undefined, now);
  expect([fresh.broken, fresh.rule?.slsaLevel]).toEqual([[], 2]);
});

test("a rule that only time is against speaks before one of another workflow, however much is against it", () => {
  const policy = rules(
    { repository, workflow: ".github/workflows/x.yml" },
    { repository, validTo: "2026-03-02", maxAgeDays: 1 },
  );
  const found = evaluate(policy, build, undefined, now).broken.map(({ code }) => code);
  expect(found).toEqual(["policy/ended", "policy/too-old"]);
});

describe("agents that a rule is for", () => {
  const agents = ["3F6C2B1E-8d47-4c0a-9b52-7e1d4a90c615", "b1c7e0d2-4f3a-4e7b-8a90-2d5c6f7e8a91"];
  const by = (...running: string[]) =>
    evaluate(rules({ repository, agents }), { ...build, agents: running }, undefined, now).broken;
  test("one of them is enough, in any case", () => {
    expect(by(agents[1]!)).toEqual([]);
    expect(by("11111111-2222-4333-8444-555555555555", agents[0]!.toLowerCase())).toEqual([]);
  });
  test("no other, and nobody that is not known", () => {
    expect(by("x", "y")).toEqual([
      { code: "policy/agent", message: `the policy trusts ${repository} for some agents only, not for x or y` },
    ]);
    expect(by()).toEqual([
      { code: "policy/agent", message: expect.stringContaining("and which agent runs this is not known") },
    ]);
  });
});

describe("keys that rules name", () => {
  const publicKey = generateKeyPairSync("ec", { namedCurve: "P-256" })
    .publicKey.export({ type: "spki", format: "pem" })
    .toString();
  const other = "https://github.com/contoso/other";
  const policyOf = (...trusted: object[]) =>
    readLineagePolicy(JSON.stringify({ trusted, keys: ["release", "nightly"].map((name) => ({ name, publicKey })) }));
  const decided = (facts: BuildFacts, ...trusted: object[]) => {
    const found = evaluate(policyOf(...trusted), facts, undefined, now);
    return [found.broken.map(({ code }) => code), found.repository];
  };
  const signs = { proofs: ["KeySignature"], keys: ["release"] };
  const nightly = { repository: "https://github.com/contoso/nightly", proofs: ["KeySignature"], keys: ["nightly"] };
  const bare: BuildFacts = { proof: "KeySignature", key: "release", signedAt: build.signedAt! };

  test("are good for provenance of a repository whose rule names them alone", () => {
    const proven: BuildFacts = { proof: "KeyProvenance", key: "release", repository, signedAt: build.signedAt! };
    const rule = { repository, proofs: ["KeyProvenance"] };
    const pulled = { ...proven, trigger: "pull_request" };
    expect(decided(pulled, { ...rule, keys: ["release"] }, nightly)).toEqual([["policy/event"], undefined]);
    expect(decided(proven, { ...rule, keys: ["release"] }, nightly)).toEqual([[], undefined]);
    expect(decided(proven, { ...rule, keys: ["nightly"] }, { ...signs, repository: other })).toEqual([
      ["policy/key"],
      undefined,
    ]);
    expect(decided({ ...proven, proof: "KeySignature" }, { ...rule, keys: ["release"] }, nightly)).toEqual([
      ["policy/proof"],
      undefined,
    ]);
  });

  test("tell the repository where nothing else does, and the rules that fit agree", () => {
    expect(decided(bare, { ...signs, repository }, nightly)).toEqual([[], repository]);
    expect(decided(bare, { ...signs, repository }, { ...signs, repository: other, maxAgeDays: 1 }, nightly)).toEqual([
      [],
      repository,
    ]);
    expect(decided(bare, { ...signs, repository }, { ...signs, repository: other }, nightly)).toEqual([[], undefined]);
    expect(decided({ ...bare, key: "unknown" }, { ...signs, repository }, nightly)).toEqual([
      ["policy/repository"],
      undefined,
    ]);
  });
});

test("a policy is YAML or JSON", () => {
  expect(readLineagePolicy(`trusted:\n  - repository: ${repository}\n`)).toEqual({ trusted: [{ repository }] });
});

const pem = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .publicKey.export({ type: "spki", format: "pem" })
  .toString();
const withKeys = (rule: object, ...keys: object[]) =>
  JSON.stringify({ trusted: [{ repository, ...rule }], ...(keys.length > 0 ? { keys } : {}) });
const ofKey = { proofs: ["KeySignature"], keys: ["release"] };

test.each<[string, string, RegExp]>([
  [
    "a kind of proof that is none",
    withKeys({ proofs: ["Signatur"] }),
    /trusted\.0\.proofs\.0 must be one of Provenance, .*; did you mean "Signature"\?/,
  ],
  [
    "a member that is misspelt",
    withKeys({ proof: ["Signature"] }),
    /unknown member "proof"; .*did you mean "proofs"\?/,
  ],
  [
    "a key that is not there",
    withKeys({ ...ofKey, keys: ["relase"] }, { name: "release", publicKey: pem }),
    /trusted\.0\.keys names "relase", which is no key of this policy; did you mean "release"\?/,
  ],
  [
    "a key that no rule names",
    withKeys({}, { name: "release", publicKey: pem }),
    /keys\.0: no rule names the key "release"/,
  ],
  [
    "two keys of one name",
    withKeys(ofKey, { name: "release", publicKey: pem }, { name: "release", publicKey: pem }),
    /keys\.1\.name: "release" is the name of another key/,
  ],
  [
    "a key that is none",
    withKeys(ofKey, { name: "release", publicKey: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" }),
    /keys\.0\.publicKey cannot be read/,
  ],
  [
    "a key of a kind that nothing is verified with",
    withKeys(ofKey, { name: "release", publicKey: x25519() }),
    /keys\.0\.publicKey is a key of kind x25519; known are ec, rsa, ed25519/,
  ],
  [
    "a private key",
    withKeys(ofKey, { name: "release", publicKey: "-----BEGIN PRIVATE KEY-----" }),
    /keys\.0\.publicKey: write the public key as PEM/,
  ],
  [
    "keys without a proof that they give",
    withKeys({ keys: ["release"] }, { name: "release", publicKey: pem }),
    /trusted\.0 names keys that nothing is verified with: write KeyProvenance or KeySignature/,
  ],
  [
    "a key's proof without a key",
    withKeys({ proofs: ["Provenance", "KeyProvenance"] }),
    /trusted\.0\.proofs has KeyProvenance, but the rule names no key/,
  ],
  ["neither YAML nor JSON", "{", /policy\.yaml: is neither YAML nor JSON/],
  ["nothing", "", /the document must be object/],
  ["no rule", "trusted: []", /trusted must NOT have fewer than 1 items/],
  ["a rule without repository", "trusted: [{ ref: refs/heads/main }]", /trusted\.0 lacks "repository"/],
  [
    "a repository that is no address",
    "trusted: [{ repository: contoso/x }]",
    /trusted\.0\.repository: write the repository's address/,
  ],
  [
    "an unknown member",
    `trusted: [{ repository: ${repository}, branch: main }]`,
    /unknown member "branch"; known are repository/,
  ],
  [
    "a time that is none",
    `trusted: [{ repository: ${repository}, validTo: soon }]`,
    /validTo: write an instant in UTC/,
  ],
])("a policy with %s is refused", (_name, text, message) => {
  expect(() => readLineagePolicy(text, "policy.yaml")).toThrow(message);
});

function x25519(): string {
  return generateKeyPairSync("x25519").publicKey.export({ type: "spki", format: "pem" }).toString();
}

test("keys' rules have no issuer and no event unless they ask for them", () => {
  const signed: BuildFacts = { proof: "KeySignature", key: "release" };
  const codes = (rule: object) =>
    evaluate(
      readLineagePolicy(withKeys({ ...ofKey, ...rule }, { name: "release", publicKey: pem })),
      signed,
      undefined,
      now,
    ).broken.map(({ code }) => code);
  expect(codes({})).toEqual([]);
  expect(codes({ issuer: "https://token.actions.githubusercontent.com" })).toEqual(["policy/issuer"]);
  expect(codes({ events: ["push"] })).toEqual(["policy/event"]);
});

test("one key for two repositories stands for neither", () => {
  const two = readLineagePolicy(
    JSON.stringify({
      trusted: [
        { repository, ...ofKey },
        { repository: "https://github.com/contoso/other", ...ofKey },
      ],
      keys: [{ name: "release", publicKey: pem }],
    }),
  );
  const judged = evaluate(two, { proof: "KeySignature", key: "release" }, undefined, now);
  expect(judged.broken).toEqual([]);
  expect(judged).not.toHaveProperty("repository");
});

describe("what the forge says about a review", () => {
  test("is read from JSON", () => {
    const facts = { commitVerified: true, author: "ann", pullRequest: "https://forge.test/7", approvers: ["bob"] };
    expect(readReviewFacts(JSON.stringify(facts))).toEqual(facts);
    expect(readReviewFacts("{}")).toEqual({});
  });

  test.each([
    ["{", /^review\.json.*is no JSON/s],
    ['{"approvers": "bob"}', /^review\.json.*approvers must be array$/s],
    ['{"authr": "ann"}', /unknown member "authr".*did you mean "?author/s],
    ['{"zzzzzzzz": 1}', /unknown member "zzzzzzzz"; known are [a-zA-Z, ]+$/],
  ])("is refused where it is something else: %s", (text, message) => {
    expect(() => readReviewFacts(text, "review.json")).toThrow(message);
    expect(() => readReviewFacts(text, "review.json")).toThrow(expect.objectContaining({ code: "review" }));
  });
});
