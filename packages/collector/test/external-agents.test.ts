import type { ExternalAgent } from "@sentinel-agent-identities/collector/external-agents";
import { readLineagePolicy } from "@sentinel-agent-identities/lineage";
import { agent, directoryData, guid } from "../../../test/emulator/graph-support";
import { given } from "../../../test/pipeline/support";
import { artifact, repository, sigstoreInstance, v1 } from "../../lineage/test/support/sigstore";
import { LineageVerifier } from "../src/lineage";
import { syncing } from "./asset-support";
import { clients, later, workspaceWith } from "./signature-support";

const claims: ExternalAgent = {
  id: guid(31).toUpperCase(),
  name: "claims",
  platform: "AWS",
  owner: "ana@contoso.com",
  nativeId: "arn:aws:bedrock:eu-west-1:123456789012:agent/ABCDEF",
  environment: "production",
  repository,
  imageDigest: artifact,
  privilegeTier: 1,
  created: "2026-01-01",
  expires: "2027-01-01",
};
const data = directoryData([agent(1), agent(2)]);
const rowsOf = ({ sender }: Awaited<ReturnType<typeof syncing>>, id: string) =>
  sender.rows.filter(({ AgentId }) => AgentId === id);

test("an agent outside Entra is a row of its own kind, with everything its file says", async () => {
  const sync = await syncing(data);
  await sync.run("Full", { external: [claims] });
  expect(rowsOf(sync, guid(31))).toEqual([
    expect.objectContaining({
      SnapshotType: "Full",
      AssetType: "ExternalAgent",
      AgentName: "claims",
      AppId: null,
      BlueprintId: null,
      AccountEnabled: true,
      CreatedDateTime: "2026-01-01T00:00:00.000Z",
      Owners: [{ userPrincipalName: "ana@contoso.com" }],
      OwnerCount: 1,
      PrivilegeTier: 1,
      LifecycleState: "Active",
      LifecycleExpiry: "2027-01-01T00:00:00.000Z",
      AgentPlatform: "AWS",
      IsDeleted: false,
      AdditionalFields: {
        nativeId: claims.nativeId,
        environment: "production",
        repository,
        imageDigest: artifact,
      },
    }),
  ]);
});

test("a delta run writes what changed, and what left the file is gone", async () => {
  const sync = await syncing(data);
  const other: ExternalAgent = { id: guid(32), name: "forecast", platform: "OnPremises", owner: "bo@contoso.com" };
  await sync.run("Full", { external: [claims, other] });
  expect((await sync.run("Delta", { external: [claims, other] })).rows).toBe(0);
  expect((await sync.run("Delta", { external: [{ ...claims, enabled: false }, other] })).rows).toBe(1);
  expect(rowsOf(sync, guid(31)).at(-1)).toMatchObject({ LifecycleState: "Disabled", AccountEnabled: false });
  expect(await sync.run("Delta", { external: [claims] })).toMatchObject({ rows: 2, deleted: 1 });
  expect(rowsOf(sync, guid(32)).at(-1)).toMatchObject({ AssetType: "ExternalAgent", IsDeleted: true });
  expect(await sync.run("Full")).toMatchObject({ deleted: 1 });
  expect(rowsOf(sync, guid(31)).at(-1)).toMatchObject({ IsDeleted: true });
});

test.each(["Full", "Delta"] as const)("an id of Entra is refused in a %s run, and the others go on", async (type) => {
  const sync = await syncing(data);
  if (type === "Delta") await sync.run("Full");
  const before = sync.sender.rows.length;
  const thief = { ...claims, id: guid(1), name: "thief" };
  const { notes } = await sync.run(type, { external: [thief, claims] });
  expect(notes).toEqual(
    expect.arrayContaining([`ExternalAgent "thief" was set aside: Entra has an object with the id ${guid(1)}`]),
  );
  const external = sync.sender.rows.slice(before).filter(({ AssetType }) => AssetType === "ExternalAgent");
  expect(external.map(({ AgentId }) => AgentId)).toEqual([guid(31)]);
});

test("the inventory knows it, and its image is verified though it sends nothing", async () => {
  const sync = await syncing(data);
  await sync.run("Full", { external: [claims] });
  const workspace = await workspaceWith([], { now: () => later });
  const TimeGenerated = new Date(later.getTime() - 3_600_000).toISOString();
  const rows = rowsOf(sync, guid(31)).map((row) => ({ ...row, TimeGenerated }));
  await workspace.emulator.ingest(given("Custom-AgentAsset", rows));
  const { signed, roots } = await sigstoreInstance();
  const bundle = JSON.stringify(await signed(v1));
  const policy = readLineagePolicy(JSON.stringify({ trusted: [{ repository }] }));
  const source = { bundles: async (asked: string | undefined) => (asked === repository ? bundle : undefined) };
  const verifier = new LineageVerifier({ ...clients(workspace), source, roots, policy, verifierVersion: "1" });
  expect(await verifier.run()).toEqual({ images: 1, states: { Verified: 1 }, problems: [] });
  const ask = async (query: string) => (await workspace.emulator.query(query, { now: later })).rows;
  expect(await ask("AgentInventory() | project AssetType, AgentId, AgentName, PrivilegeTier, OwnerCount")).toEqual([
    ["ExternalAgent", guid(31), "claims", 1, 1],
  ]);
  expect(await ask("AgentLineage_CL | project AgentId, VerificationState, ImageDigest, DeployedTime")).toEqual([
    [guid(31), "Verified", artifact, null],
  ]);
  expect(await ask(`AgentLimits() | where SrcAgentId == "${guid(31)}" | count`)).toEqual([[1]]);
  expect((await verifier.run()).images).toBe(0);
});
