import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readLineagePolicy } from "@sentinel-agent-identities/lineage";
import { LocalServer } from "../../../lib/emulator/server/local-server";
import { agent, newKey } from "../../lineage/test/support/records";
import { artifact, repository, sigstoreInstance, v1 } from "../../lineage/test/support/sigstore";
import { fetchTrusting } from "../src/http/fetch";
import { type BundleSource, FolderSource, GitHubSource, LineageVerifier } from "../src/lineage";
import { type RowSender, SendError } from "../src/send/sender";
import { arrival, chainRows, clients, later, workspaceWith } from "./signature-support";
import { temporaryFolder, virtualPacing } from "./support";

const policy = readLineagePolicy(JSON.stringify({ trusted: [{ repository }] }));
const unknownImage = `sha256:${"0".repeat(64)}`;
const sigstore = sigstoreInstance();

/** GitHub's attestations API on this machine: one image has a bundle. */
async function gitHub() {
  const asked: { url: string; authorization?: string }[] = [];
  let refusals = 0;
  const { signed } = await sigstore;
  const attestations = [{ bundle: await signed(v1) }];
  const server = await LocalServer.start(async ({ url = "", headers }, response) => {
    asked.push({ url, authorization: headers.authorization });
    if (refusals-- > 0) return void response.writeHead(429, { "Retry-After": "5" }).end("{}");
    const found = url.startsWith(`/repos/contoso/finance-agent/attestations/${artifact}`);
    response.writeHead(found ? 200 : 404).end(JSON.stringify(found ? { attestations } : { message: "Not Found" }));
  });
  servers.push(server);
  const time = virtualPacing();
  const source = new GitHubSource({
    endpoint: server.endpoint,
    token: async () => "secret",
    fetch: fetchTrusting(readFileSync(server.caFile, "utf8")),
    pacing: time.pacing,
  });
  return { asked, source, ...time, refuse: (times: number) => (refusals = times) };
}

const servers: LocalServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A workspace in which three agents say what they run. */
async function running(source: BundleSource) {
  const [row] = await chainRows(1, newKey(), "5f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94");
  const agents = [agent, agent.replace("3f", "4f"), agent.replace("3f", "5f")];
  const says = (SrcAgentId: string, ClaimedImageDigest: string, ClaimedRepository: string) => ({
    ...row,
    SrcAgentId,
    ClaimedImageDigest,
    ClaimedRepository,
  });
  const workspace = await workspaceWith(
    [
      says(agents[0]!, artifact, `${repository}.git`),
      says(agents[1]!, artifact, "https://github.com/evil/finance-agent"),
      says(agents[2]!, unknownImage, repository),
    ],
    { now: () => later },
  );
  const { roots } = await sigstore;
  const reached = clients(workspace);
  const verifier = new LineageVerifier({ ...reached, source, roots, policy, verifierVersion: "1" });
  const states = async () => {
    const query = "AgentLineage_CL | project AgentId, VerificationState, SourceRepository | sort by AgentId asc";
    return (await workspace.emulator.query(query, { now: later })).rows;
  };
  return { verifier, states, agents, workspace };
}

test("images that agents say they run are verified once; GitHub is asked for trusted repositories alone", async () => {
  const { asked, source } = await gitHub();
  const { verifier, states, agents, workspace } = await running(source);
  expect(await verifier.run()).toEqual({ images: 3, states: { Verified: 1, Missing: 2 }, problems: [] });
  expect(await states()).toEqual([
    [agents[0], "Verified", repository],
    [agents[1], "Missing", ""],
    [agents[2], "Missing", ""],
  ]);
  expect(asked.map(({ url }) => url.split("?")[0])).toEqual([
    `/repos/contoso/finance-agent/attestations/${artifact}`,
    `/repos/contoso/finance-agent/attestations/${unknownImage}`,
  ]);
  expect(asked[0]!.authorization).toBe("Bearer secret");
  expect(workspace.emulator.rejected).toEqual([]);
  expect(await verifier.run()).toMatchObject({ images: 0 });
});

test("GitHub's limit is waited for, and told when it does not end", async () => {
  const { source, waits, refuse } = await gitHub();
  refuse(2);
  expect(await source.bundles(repository, artifact)).toContain("dsseEnvelope");
  expect(waits).toEqual([5000, 5000]);
  refuse(10);
  await expect(source.bundles(repository, artifact)).rejects.toThrow(/GitHub answered 429; give a token/);
  // Four times in all.
  expect(waits.slice(2)).toEqual([5000, 5000, 5000]);
});

test("what cannot be asked for is no verdict", async () => {
  const source = { bundles: async () => Promise.reject(new Error("GitHub answered 500")) };
  const { verifier, states } = await running(source);
  expect(await verifier.run()).toEqual({ images: 3, states: {}, problems: ["GitHub answered 500"] });
  expect(await states()).toEqual([]);
});

/** A workspace whose agents say what they run; nobody has any provenance but of the artifact. */
async function claiming(claims: readonly (readonly [agent: string, image: string])[]) {
  const [row] = await chainRows(1, newKey(), "5f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94");
  const rows = claims.map(([SrcAgentId, ClaimedImageDigest]) => {
    return { ...row, SrcAgentId, ClaimedImageDigest, ClaimedRepository: repository };
  });
  const workspace = await workspaceWith(rows, { now: () => later });
  const { signed, roots } = await sigstore;
  const sbom = { ...v1, predicateType: "https://spdx.dev/Document", predicate: {} };
  const [genuine, about] = [JSON.stringify(await signed(v1)), JSON.stringify(await signed(sbom))];
  const bundles = async (_repository: string | undefined, digest: string) => {
    if (digest === artifact) return genuine;
    return digest === unknownImage ? about : undefined;
  };
  const reached = clients(workspace);
  const verifier = (most: number, sender: RowSender = reached.sender) =>
    new LineageVerifier({ ...reached, sender, source: { bundles }, roots, policy, verifierVersion: "1", most });
  const rowsOf = async (of: string) => {
    const query = `AgentLineage_CL | where AgentId == "${of}" | project ImageDigest, VerificationState`;
    return (await workspace.emulator.query(query, { now: later })).rows;
  };
  return { verifier, rowsOf, workspace };
}
const [honest, attacker] = [agent, agent.replace("3f", "4f")];

test("hundreds of digests that are none keep nobody from a turn, and each is told once", async () => {
  const junk = Array.from({ length: 60 }, (_, i) => [attacker, `no-digest-${i}\u0007`] as const);
  const { verifier, rowsOf, workspace } = await claiming([...junk, [attacker, "x".repeat(5000)], [honest, artifact]]);
  expect((await verifier(10).run()).states).toEqual({ Verified: 1, Missing: 9 });
  expect(await rowsOf(honest)).toEqual([[artifact, "Verified"]]);
  for (let run = 0; run < 8; run++) await verifier(10).run();
  const told = await rowsOf(attacker);
  expect(told).toHaveLength(61);
  expect(new Set(told.map(([digest]) => digest)).size).toBe(61);
  expect(new Set(told.map(([, state]) => state))).toEqual(new Set(["Missing"]));
  expect(await verifier(10).run()).toMatchObject({ images: 0, problems: [] });
  expect(workspace.emulator.rejected).toEqual([]);
});

const hours = 3_600_000;

test.each<[why: string, sentAt: number, askedAt: number, images: number]>([
  ["arrived within a day", 0, 24 * hours - 60_000, 1],
  ["arrived a day ago", 0, 24 * hours + 60_000, 0],
  ["arrived today, from two days ago", -48 * hours, hours, 1],
  ["arrived today, from four days ago", -96 * hours, hours, 0],
])("what %s", async (_why, sentAt, askedAt, images) => {
  const [row] = await chainRows(1, newKey(), "5f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94");
  const TimeGenerated = new Date(arrival.getTime() + sentAt).toISOString();
  const claim = { ...row, TimeGenerated, ClaimedImageDigest: artifact, ClaimedRepository: repository };
  const now = new Date(arrival.getTime() + askedAt);
  const reached = clients(await workspaceWith([claim], { now: () => now }));
  const { roots } = await sigstore;
  const source = { bundles: async () => undefined };
  const verifier = new LineageVerifier({ ...reached, source, roots, policy, verifierVersion: "1" });
  expect(await verifier.run()).toMatchObject({ images });
});

test("an image that is verified again the day after was not deployed anew", async () => {
  const [row] = await chainRows(1, newKey(), "5f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94");
  const at = (passed: number) => new Date(arrival.getTime() + passed);
  const claim = (passed: number) => {
    return {
      ...row,
      TimeGenerated: at(passed).toISOString(),
      ClaimedImageDigest: artifact,
      ClaimedRepository: repository,
    };
  };
  let now = at(hours);
  const workspace = await workspaceWith([claim(0)], { now: () => now });
  const { roots } = await sigstore;
  const source = { bundles: async () => undefined };
  const verifier = new LineageVerifier({ ...clients(workspace), source, roots, policy, verifierVersion: "1" });
  expect(await verifier.run()).toMatchObject({ images: 1 });
  await workspace.emulator.ingest({
    target: "Custom-AgentExecutionNative",
    file: "records",
    arrival: at(25 * hours),
    rows: async function* () {
      yield { data: claim(25 * hours), place: "row 1", bytes: 1 };
    },
  });
  now = at(26 * hours);
  expect(await verifier.run()).toMatchObject({ images: 1 });
  const { rows } = await workspace.emulator.query("AgentLineage_CL | project DeployedTime", { now });
  expect(rows.map(([deployed]) => new Date(String(deployed)))).toEqual([at(0), at(0)]);
});

test("of agents that run one image it is asked for once", async () => {
  const [row] = await chainRows(1, newKey(), "5f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94");
  const claims = [honest, attacker].map((SrcAgentId) => {
    return { ...row, SrcAgentId, ClaimedImageDigest: artifact, ClaimedRepository: repository };
  });
  const asked: string[] = [];
  const bundles = async (_repository: string | undefined, digest: string) => {
    asked.push(digest);
    return undefined;
  };
  const reached = clients(await workspaceWith(claims, { now: () => later }));
  const { roots } = await sigstore;
  const verifier = new LineageVerifier({ ...reached, source: { bundles }, roots, policy, verifierVersion: "1" });
  expect(await verifier.run()).toMatchObject({ images: 2, states: { Missing: 2 } });
  expect(asked).toEqual([artifact]);
});

test("an image with a bill of materials alone has no provenance", async () => {
  const { verifier, rowsOf } = await claiming([[honest, unknownImage]]);
  await verifier(10).run();
  expect(await rowsOf(honest)).toEqual([[unknownImage, "Missing"]]);
});

test("a row that the endpoint refuses is replaced by one that says so, and the others go on", async () => {
  const { verifier, rowsOf, workspace } = await claiming([
    [attacker, unknownImage],
    [honest, artifact],
  ]);
  const { sender } = clients(workspace);
  const picky = {
    sendOnce: sender.sendOnce.bind(sender),
    send: async (stream: string, rows: readonly Readonly<Record<string, unknown>>[]) => {
      if (
        rows.some(
          ({ AgentId, RuntimeInstance, DeployedTime }) => AgentId === attacker && (RuntimeInstance ?? DeployedTime),
        )
      )
        throw new SendError(stream, "400 the request is malformed", "", 400);
      await sender.send(stream, rows);
    },
  };
  const { problems } = await verifier(10, picky).run();
  expect(problems).toEqual([expect.stringContaining(`agent ${attacker} and image ${unknownImage}: 400`)]);
  expect(await rowsOf(honest)).toEqual([[artifact, "Verified"]]);
  expect(await rowsOf(attacker)).toEqual([[unknownImage, "Missing"]]);
});

test("rows say what kind of proof there is, and which counts for which agent is the policy's to say", async () => {
  const [row] = await chainRows(1, newKey(), "5f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94");
  const rows = [honest, attacker].map((SrcAgentId) => {
    return { ...row, SrcAgentId, ClaimedImageDigest: artifact, ClaimedRepository: repository };
  });
  const workspace = await workspaceWith(rows, { now: () => later });
  const { signed, roots } = await sigstore;
  const signature = { ...v1, predicateType: "https://sigstore.dev/cosign/sign/v1", predicate: {} };
  const bundle = JSON.stringify(await signed(signature));
  const some = readLineagePolicy(
    JSON.stringify({ trusted: [{ repository, proofs: ["Signature"], agents: [honest] }, { repository }] }),
  );
  const source = { bundles: async () => bundle };
  const reached = clients(workspace);
  const verifier = new LineageVerifier({ ...reached, source, roots, policy: some, verifierVersion: "1" });
  expect((await verifier.run()).states).toEqual({ Verified: 1, Untrusted: 1 });
  const columns = "AgentId, VerificationState, ProofKind, SourceRepository, WorkflowPath, BuilderId";
  const query = `AgentLineage_CL | project ${columns}, tostring(AdditionalFields.reasons) | sort by AgentId asc`;
  const where = [repository, ".github/workflows/release.yml", ""];
  expect((await workspace.emulator.query(query, { now: later })).rows).toEqual([
    [honest, "Verified", "Signature", ...where, ""],
    [attacker, "Untrusted", "Signature", ...where, '["policy/proof"]'],
  ]);
  expect(workspace.emulator.rejected).toEqual([]);
});

test("bundles can lie in a folder", async () => {
  const { signed } = await sigstore;
  const folder = join(temporaryFolder(), "bundles");
  mkdirSync(folder);
  writeFileSync(join(folder, `${artifact.replace(":", "-")}.json`), JSON.stringify(await signed(v1)));
  const { verifier } = await running(new FolderSource(folder));
  expect(await verifier.run()).toMatchObject({ states: { Verified: 2, Missing: 1 } });
});
