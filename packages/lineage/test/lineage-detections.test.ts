import { SentinelEmulator } from "../../../lib/emulator";
import { given, shippedWorkspace } from "../../../test/pipeline/support";
import {
  credentialMismatch,
  lineageRow,
  lineageStream,
  type ProvenanceVerdict,
  readDigest,
  readFederatedCredential,
  readLineagePolicy,
  verifyProvenance,
  withReasons,
} from "../src";
import { artifact, commit, identity, repository, sigstoreInstance, v1 } from "./support/sigstore";

const agent = "3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615";
const blueprint = "8d47aa1e-0000-4000-8000-0000000000b1";
const fork = "https://github.com/mallory/finance-agent";
const runtime = "/subscriptions/s/resourceGroups/g/providers/Microsoft.App/containerApps/finance-agent";
const verifiedAt = new Date("2026-03-02T08:30:00Z");
const policy = readLineagePolicy(
  JSON.stringify({ trusted: [{ repository, workflow: ".github/workflows/release.yml", ref: "refs/heads/main" }] }),
);
const credential = { id: "fic-1", issuer: "https://token.actions.githubusercontent.com" };
const workspace = shippedWorkspace();
const rules = workspace.rules.filter(({ query }) => /AgentExcepted\("AIC-0(11|20|21|22|24)"\)/.test(query));

let sigstore: Awaited<ReturnType<typeof sigstoreInstance>>;
beforeAll(async () => {
  sigstore = await sigstoreInstance();
});

/** A build of some repository: its statement, and the identity that its workflow signs with. */
function buildOf(source: string) {
  const elsewhere = (text: string) => text.replaceAll(repository, source);
  return {
    statement: JSON.parse(elsewhere(JSON.stringify(v1))) as unknown,
    who: JSON.parse(elsewhere(JSON.stringify(identity))) as typeof identity,
  };
}

/** What the verifier makes of a bundle, for the credential that the agent's blueprint signs in with. */
function judged(bundle: unknown, subject = "repo:contoso/finance-agent:ref:refs/heads/main"): ProvenanceVerdict {
  const text = bundle === undefined ? undefined : JSON.stringify(bundle);
  const verdict = verifyProvenance({
    bundle: text,
    artifact: readDigest(artifact),
    roots: sigstore.roots,
    policy,
    now: new Date(),
  });
  const federated = readFederatedCredential(credential.issuer, subject);
  return withReasons(verdict, verdict.repository === undefined ? [] : credentialMismatch(federated, verdict));
}

const row = (verdict: ProvenanceVerdict) =>
  lineageRow(
    verdict,
    { blueprintId: blueprint, imageDigest: artifact, credentialId: credential.id, runtimeResourceId: runtime },
    undefined,
    "1",
    verifiedAt,
  );

/** What the rules say about an agent that runs the image from 9:00 on. */
async function saidOf(lineage: readonly object[], work: Record<string, unknown> = {}): Promise<string[]> {
  const emulator = await SentinelEmulator.open(workspace, { rules });
  try {
    const stream = workspace.streams.find(({ name }) => name === "Custom-AgentExecutionNative")!;
    const empty = Object.fromEntries(stream.columns.map(({ name }) => [name, null]));
    const record = {
      ...empty,
      EventType: "ToolExecuted",
      OperationClass: "Read",
      SrcAgentId: agent,
      SrcAgentName: "finance-agent",
      SrcAgentBlueprintId: blueprint,
      WorkflowResourceId: runtime,
      CredentialId: credential.id,
      ClaimedImageDigest: artifact,
      ClaimedCommitSha: commit,
      ...work,
    };
    const minutes = Array.from({ length: 12 }, (_, i) => `2026-03-02T09:${String(i * 5).padStart(2, "0")}:00Z`);
    await emulator.ingest(given(lineageStream, lineage as Record<string, unknown>[]));
    await emulator.ingest(
      given(
        stream.name,
        minutes.map((TimeGenerated) => ({ ...record, TimeGenerated })),
      ),
    );
    expect(emulator.rejected).toEqual([]);
    const { alerts } = await emulator.simulate(new Date("2026-03-02T08:00:00Z"), new Date("2026-03-02T12:00:00Z"));
    return [...new Set(alerts.flatMap(({ customDetails }) => customDetails.DetectionId ?? []))].sort();
  } finally {
    emulator.close();
  }
}

test("a proven build, at work where it belongs, is quiet", async () => {
  const verdict = judged(await sigstore.signed(v1));
  expect(verdict.state).toBe("Verified");
  expect(await saidOf([row(verdict)])).toEqual([]);
});

test("an image without provenance", async () => {
  const good = row(judged(await sigstore.signed(v1)));
  const verdict = judged(undefined);
  expect(verdict.state).toBe("Missing");
  const image = `sha256:${"b".repeat(64)}`;
  expect(await saidOf([good, { ...row(verdict), ImageDigest: image }], { ClaimedImageDigest: image })).toEqual([
    "AIC-020",
  ]);
});

test("an image that the right build signed, without provenance, is no forged one", async () => {
  const good = row(judged(await sigstore.signed(v1)));
  const signature = { ...v1, predicateType: "https://sigstore.dev/cosign/sign/v1", predicate: {} };
  const verdict = judged(await sigstore.signed(signature));
  expect([verdict.state, verdict.proof, verdict.repository]).toEqual(["Untrusted", "Signature", repository]);
  const image = `sha256:${"b".repeat(64)}`;
  expect(await saidOf([good, { ...row(verdict), ImageDigest: image }], { ClaimedImageDigest: image })).toEqual([
    "AIC-020",
  ]);
});

test("provenance from a fork of the repository", async () => {
  const { statement, who } = buildOf(fork);
  const verdict = judged(await sigstore.signed(statement, { identity: who }));
  expect(verdict.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(["policy/fork"]));
  expect(await saidOf([row(verdict)])).toEqual(expect.arrayContaining(["AIC-022"]));
});

test("a credential of one repository, used by the code of its fork", async () => {
  const { statement, who } = buildOf(fork);
  const bundle = JSON.stringify(await sigstore.signed(statement, { identity: who }));
  // Nobody says who may build: the credential alone gives it away.
  const verdict = verifyProvenance({ bundle, artifact: readDigest(artifact), roots: sigstore.roots, now: new Date() });
  expect(verdict.state).toBe("Verified");
  const federated = readFederatedCredential(credential.issuer, "repo:contoso/finance-agent:ref:refs/heads/main");
  const against = withReasons(verdict, credentialMismatch(federated, verdict));
  expect(against.reasons.map(({ code }) => code)).toEqual(["credential/fork"]);
  expect(await saidOf([row(against)])).toEqual(expect.arrayContaining(["AIC-022"]));
});

test("a workflow that is not trusted", async () => {
  const other = (text: string) => text.replaceAll("release.yml", "nightly.yml");
  const statement = JSON.parse(other(JSON.stringify(v1))) as unknown;
  const verdict = judged(await sigstore.signed(statement, { identity: JSON.parse(other(JSON.stringify(identity))) }));
  expect(verdict.state).toBe("Untrusted");
  expect(await saidOf([row(verdict)])).toEqual(expect.arrayContaining(["AIC-022"]));
});

test("a bundle that was tampered with", async () => {
  const bundle = await sigstore.signed(v1);
  bundle.dsseEnvelope.payload = Buffer.from(JSON.stringify({ ...v1, subject: [] })).toString("base64");
  const verdict = judged(bundle);
  expect(verdict.state).toBe("Failed");
  expect(await saidOf([row(verdict)])).toEqual(expect.arrayContaining(["AIC-022"]));
});

test("a proven image that claims another commit", async () => {
  const good = row(judged(await sigstore.signed(v1)));
  expect(await saidOf([good], { ClaimedCommitSha: "d".repeat(40) })).toEqual(["AIC-021"]);
});

test("a credential used from another runtime", async () => {
  const good = row(judged(await sigstore.signed(v1)));
  expect(await saidOf([good], { WorkflowResourceId: `${runtime}-copy` })).toEqual(["AIC-024"]);
});

test("a credential of another blueprint", async () => {
  const good = row(judged(await sigstore.signed(v1)));
  expect(await saidOf([{ ...good, RuntimeResourceId: null }], { SrcAgentBlueprintId: "b2", SrcAgentId: "a2" })).toEqual(
    expect.arrayContaining(["AIC-024"]),
  );
});

test("a sign-in with a credential that no lineage names", async () => {
  const emulator = await SentinelEmulator.open(workspace, { rules });
  try {
    await emulator.ingest(given(lineageStream, [row(judged(await sigstore.signed(v1)))] as Record<string, unknown>[]));
    const assets = workspace.streams.find(({ name }) => name === "Custom-AgentAsset")!;
    await emulator.ingest(
      given(assets.name, [
        {
          ...Object.fromEntries(assets.columns.map(({ name }) => [name, null])),
          TimeGenerated: "2026-03-02T08:00:00Z",
          AssetType: "Blueprint",
          AgentId: "8d47aa1e-0000-4000-8000-0000000000b0",
          AppId: blueprint,
          BlueprintId: blueprint,
          FederatedCredentials: [{ id: "fic-1" }, { id: "fic-2" }],
          PasswordCredentialCount: 0,
        },
      ]),
    );
    const signIn = (id: string, minute: number) => ({
      TimeGenerated: `2026-03-02T09:0${minute}:00Z`,
      Agent: JSON.stringify({ agentType: "agenticApp" }),
      AppId: blueprint,
      ServicePrincipalId: "8d47aa1e-0000-4000-8000-0000000000b2",
      ResultType: "0",
      FederatedCredentialId: id,
      IPAddress: "198.51.100.7",
    });
    await emulator.ingest(given("AADServicePrincipalSignInLogs", [signIn("fic-1", 1), signIn("fic-2", 2)]));
    const { alerts } = await emulator.simulate(new Date("2026-03-02T08:00:00Z"), new Date("2026-03-02T10:00:00Z"));
    expect(
      alerts.map(({ customDetails }) => [customDetails.DetectionId?.[0], customDetails.CredentialId?.[0]]),
    ).toEqual([["AIC-011", "fic-2"]]);
  } finally {
    emulator.close();
  }
});
