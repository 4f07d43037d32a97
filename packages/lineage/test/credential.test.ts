import { createHash } from "node:crypto";
import { type CodeFacts, credentialMismatch, lineageHash, readFederatedCredential } from "../src";

const github = "https://token.actions.githubusercontent.com";
const tenantId = "0a0b0c0d-0000-4000-8000-00000000dcba";
const objectId = "0a0b0c0d-0000-4000-8000-00000000abcd";
const repository = "https://github.com/contoso/finance-agent";

test.each<[string, string, object]>([
  [github, "repo:contoso/finance-agent:environment:prod%3Aeu", { kind: "github", repository, environment: "prod:eu" }],
  [github, "repo:contoso/finance-agent:ref:refs/heads/main", { kind: "github", repository, ref: "refs/heads/main" }],
  [github, "repo:contoso/finance-agent:pull_request", { kind: "github", repository, pullRequest: true }],
  [
    github,
    "repo:contoso/finance-agent:job_workflow_ref:contoso/builds/.github/workflows/b.yml@refs/tags/v1",
    { kind: "github", repository, jobWorkflowRef: "contoso/builds/.github/workflows/b.yml@refs/tags/v1" },
  ],
  [
    `${github}/contoso`,
    "repo:contoso@12/finance-agent@4711:ref:refs/heads/main",
    { kind: "github", repository, repositoryId: "4711", ref: "refs/heads/main" },
  ],
  [
    "https://westeurope.oic.prod-aks.azure.com/t/c/",
    "system:serviceaccount:agents:finance",
    {
      kind: "kubernetes",
      cluster: "https://westeurope.oic.prod-aks.azure.com/t/c/",
      namespace: "agents",
      serviceAccount: "finance",
    },
  ],
  [
    `https://login.microsoftonline.com/${tenantId.toUpperCase()}/v2.0`,
    objectId.toUpperCase(),
    { kind: "managed-identity", tenantId, objectId },
  ],
])("%s %s", (issuer, subject, expected) => {
  expect(readFederatedCredential(issuer, subject)).toEqual(expected);
});

test.each([
  [github, "repository_owner:contoso"],
  [github, "repo:contoso/finance-agent"],
  [github, "repo:contoso/finance-agent:actor:x"],
  [github, "repo:contoso/finance-agent:actor:x:ref:refs/heads/main"],
  ["https://token.actions.githubusercontent.com.mallory.test", "repo:contoso/finance-agent:ref:refs/heads/main"],
  [`https://login.microsoftonline.com/${tenantId}/v2.0`, "alice"],
  ["http://cluster.test", "system:serviceaccount:agents:finance"],
  ["", ""],
])("%s %s is unknown, and fits nothing", (issuer, subject) => {
  const credential = readFederatedCredential(issuer, subject);
  expect(credential).toEqual({ kind: "unknown", issuer, subject });
  expect(credentialMismatch(credential, { repository })).toMatchObject([{ code: "credential/unknown" }]);
});

describe("a credential and the code that uses it", () => {
  const workflowRef = `${repository}/.github/workflows/release.yml@refs/heads/main`;
  const code: CodeFacts = { repository, repositoryId: "4711", ref: "refs/heads/main", workflowRef };
  const job = workflowRef.slice("https://github.com/".length);
  test.each<[string, CodeFacts, string[]]>([
    ["repo:Contoso/Finance-agent:environment:prod", code, []],
    ["repo:contoso/finance-agent:ref:refs/heads/main", code, []],
    ["repo:contoso/finance-agent:ref:refs/heads/next", code, ["credential/ref"]],
    ["repo:contoso/finance-agent:pull_request", code, ["credential/ref"]],
    [`repo:contoso/finance-agent:job_workflow_ref:${job}`, code, []],
    [`repo:contoso/finance-agent:job_workflow_ref:${job}s`, code, ["credential/workflow"]],
    [
      `repo:contoso/finance-agent:job_workflow_ref:contoso/builds/.github/workflows/b.yml@refs/tags/v1`,
      { ...code, identity: { san: "https://github.com/contoso/builds/.github/workflows/b.yml@refs/tags/v1" } },
      [],
    ],
    [`repo:contoso/finance-agent:job_workflow_ref:${job}`, { repository }, ["credential/workflow"]],
    ["repo:contoso@1/finance-agent@4711:environment:prod", { repository }, ["credential/repository"]],
    ["repo:contoso/finance-agent:ref:refs/heads/main", { repository }, ["credential/ref"]],
    ["repo:contoso@1/finance-agent@4711:environment:prod", code, []],
    ["repo:contoso@1/finance-agent@4712:environment:prod", code, ["credential/repository"]],
    ["repo:contoso/other:environment:prod", code, ["credential/repository"]],
    [
      "repo:contoso/finance-agent:environment:prod",
      { repository: "https://github.com/mallory/finance-agent" },
      ["credential/fork"],
    ],
    ["repo:contoso/finance-agent:environment:prod", {}, ["credential/repository"]],
  ])("%s and %j: %j", (subject, facts, codes) => {
    expect(credentialMismatch(readFederatedCredential(github, subject), facts).map(({ code: c }) => c)).toEqual(codes);
  });

  test("one that names no repository is tied by the image", () => {
    const cluster = readFederatedCredential("https://cluster.test", "system:serviceaccount:agents:finance");
    const identity = readFederatedCredential(`https://sts.windows.net/${tenantId}/`, objectId);
    expect(identity.kind).toBe("managed-identity");
    for (const credential of [cluster, identity]) {
      expect(credentialMismatch(credential, code)).toEqual([]);
      expect(credentialMismatch(credential, {})).toEqual([]);
    }
  });
});

test("the lineage hash covers its members by name, those without a value left out", () => {
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  expect(
    lineageHash({ repo: "r", imageDigest: "i", commit: "c", builderId: "b", credentialId: "k", blueprintId: "p" }),
  ).toBe(hash('{"blueprintId":"p","builderId":"b","commit":"c","credentialId":"k","imageDigest":"i","repo":"r"}'));
  expect(lineageHash({ commit: "c", builderId: "", repo: undefined })).toBe(hash('{"commit":"c"}'));
});
