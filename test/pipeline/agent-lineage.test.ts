import { SentinelEmulator } from "../../lib/emulator";
import { given, shippedWorkspace } from "./support";

const agent = "0d9f7c1e-0000-4000-8000-000000000001";
const blueprint = "0d9f7c1e-0000-4000-8000-0000000000b1";
const image = `sha256:${"a".repeat(64)}`;
const commit = "c".repeat(40);
const now = new Date("2026-03-02T12:00:00Z");
let emulator: SentinelEmulator;

beforeEach(async () => {
  emulator = await SentinelEmulator.open(shippedWorkspace(), { rules: [] });
});
afterEach(() => emulator.close());

/** A row of a stream or table with what it says, and nothing else. */
async function have(target: string, row: Record<string, unknown>): Promise<void> {
  const stream = emulator.workspace.streams.find(({ name }) => name === target);
  const empty = Object.fromEntries((stream?.columns ?? []).map(({ name }) => [name, null]));
  await emulator.ingest(given(target, [{ ...empty, TimeGenerated: "2026-03-02T10:00:00Z", ...row }]));
}
const links = async (id = agent) =>
  (await emulator.query(`AgentLineage("${id}") | project Link, State, Value, Detail`, { now })).rows;
const states = async (id = agent) => Object.fromEntries((await links(id)).map(([link, state]) => [link, state]));

const action = {
  SrcAgentId: agent,
  SrcAgentBlueprintId: blueprint,
  EventType: "ToolExecuted",
  ToolName: "post_invoice",
  OperationClass: "Write",
  EventUid: "e1",
  Signature: "h..s",
  ContentSha256: "x",
  ClaimedImageDigest: image,
  ClaimedCommitSha: commit,
  ClaimedRepository: "https://github.com/contoso/finance",
};
const asset = {
  AgentId: agent,
  AssetType: "AgentIdentity",
  AgentName: "finance",
  BlueprintId: blueprint,
  AccountEnabled: true,
};
const lineage = {
  BlueprintId: blueprint,
  ImageDigest: image,
  CommitSha: commit,
  CommitVerified: true,
  CommitAuthor: "ada",
  SourceRepository: "https://github.com/contoso/finance",
  PullRequest: "17",
  Approvers: ["bruno"],
  BuilderId: "https://github.com/actions/runner/github-hosted",
  VerificationState: "Verified",
  CredentialId: "fic-1",
  FicIssuer: "https://token.actions.githubusercontent.com",
  FicSubject: "repo:contoso/finance:environment:production",
};
const signIn = {
  Agent: JSON.stringify({ agentType: "agenticApp" }),
  AppId: blueprint,
  ResultType: "0",
  FederatedCredentialId: "fic-1",
};

async function everything(changes: { action?: object; lineage?: object; signIn?: object } = {}): Promise<void> {
  await have("Custom-AgentExecutionNative", { ...action, ...changes.action });
  await have("Custom-AgentAsset", asset);
  await have("Custom-AgentLineage", { ...lineage, ...changes.lineage });
  await have("Custom-AgentSignature", { SrcAgentId: agent, EventUid: "e1", VerificationState: "Valid" });
  await have("AADServicePrincipalSignInLogs", { ...signIn, ...changes.signIn });
}

test("a chain that holds, from the action to the review", async () => {
  await everything();
  expect(await links()).toEqual([
    ["Action", "Claimed", "ToolExecuted post_invoice (Write)", "record e1"],
    ["Record", "Proven", "1 valid, 0 refused", "signed, chained and verified"],
    ["Agent", "Proven", "finance", "AgentIdentity"],
    ["Blueprint", "Proven", blueprint, ""],
    [
      "Credential",
      "Proven",
      "fic-1",
      "https://token.actions.githubusercontent.com repo:contoso/finance:environment:production",
    ],
    ["Image", "Proven", image, ""],
    ["Build", "Proven", "https://github.com/actions/runner/github-hosted", ""],
    ["Commit", "Proven", `https://github.com/contoso/finance@${commit}`, "by ada, signed"],
    ["Review", "Proven", "17", "approved by bruno"],
  ]);
});

test("an image and a commit that the proven build is not of", async () => {
  await everything({ action: { ClaimedImageDigest: `sha256:${"b".repeat(64)}`, ClaimedCommitSha: "d".repeat(40) } });
  const chain = await links();
  expect(chain.find(([link]) => link === "Image")).toEqual([
    "Image",
    "Broken",
    `sha256:${"b".repeat(64)}`,
    `the newest record is of ${image}`,
  ]);
  expect(chain.find(([link]) => link === "Commit")!.slice(1)).toEqual([
    "Broken",
    `https://github.com/contoso/finance@${"d".repeat(40)}`,
    `the image was built from ${commit}`,
  ]);
  expect((await states()).Review).toBe("Missing");
});

test.each([
  [
    "provenance that failed",
    { lineage: { VerificationState: "Failed", VerificationError: "payload" } },
    "Image",
    "Broken",
  ],
  ["no provenance", { lineage: { VerificationState: "Missing" } }, "Image", "Missing"],
  [
    "a signature alone: its workflow says what it built",
    { lineage: { BuilderId: null, ProofKind: "Signature", WorkflowRef: "https://github.com/contoso/finance/w@main" } },
    "Build",
    "Claimed",
  ],
  ["a commit that only an attestation names", { lineage: { ProofKind: "Attestation" } }, "Commit", "Claimed"],
  [
    "an attestation that does not count, which breaks nothing",
    { lineage: { ProofKind: "Attestation", VerificationState: "Missing" } },
    "Commit",
    "Claimed",
  ],
  [
    "a signature under a policy that breaks",
    { lineage: { ProofKind: "Signature", VerificationState: "Untrusted" } },
    "Commit",
    "Broken",
  ],
  ["a commit that nobody approved", { lineage: { Approvers: [] } }, "Review", "Missing"],
  [
    "another credential than the one linked to the code",
    { signIn: { FederatedCredentialId: "fic-2" } },
    "Credential",
    "Broken",
  ],
  ["records that name another blueprint", { action: { SrcAgentBlueprintId: "b2" } }, "Blueprint", "Broken"],
])("%s", async (_, changes, link, state) => {
  await everything(changes);
  expect((await states())[link]).toBe(state);
});

test("a refused record breaks the link, whatever else was valid", async () => {
  await everything();
  await have("Custom-AgentSignature", { SrcAgentId: agent, EventUid: "e0", VerificationState: "BadSignature" });
  expect((await links())[1]).toEqual([
    "Record",
    "Broken",
    "1 valid, 1 refused",
    'signatures or chain: ["BadSignature"]',
  ]);
});

test("of an agent that only spans tell of, everything is its own word", async () => {
  await have("Custom-AgentExecutionNative", { ...action, Signature: null });
  expect(await states()).toEqual({
    Action: "Claimed",
    Record: "Missing",
    Agent: "Missing",
    Blueprint: "Claimed",
    Credential: "Missing",
    Image: "Claimed",
    Build: "Missing",
    Commit: "Claimed",
    Review: "Missing",
  });
});

test("of an agent that nobody knows, everything is missing", async () => {
  expect(new Set(Object.values(await states("00000000-0000-4000-8000-000000000009")))).toEqual(new Set(["Missing"]));
});
