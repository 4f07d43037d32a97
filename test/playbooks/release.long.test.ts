import type { GraphObject } from "../../lib/emulator/graph";
import {
  agentId,
  analyst,
  answering,
  bystander,
  directoryOf,
  incident,
  ingest,
  isEnabled,
  minute,
  type Setting,
  said,
  sponsor,
  start,
} from "./cloud";

const yes = (authorObjectId: string, after = 5) => ({
  after: after * minute,
  authorObjectId,
  message: answering("approve"),
});
const disabled =
  (change: (relations: object) => object = (relations) => relations) =>
  (stack: string) => {
    const data = directoryOf(stack, { enabled: false });
    return { ...data, relations: change(data.relations ?? {}) as NonNullable<typeof data.relations> };
  };
const group: GraphObject = { "@odata.type": "#microsoft.graph.group", id: bystander, displayName: "Agent team" };

/** Asks to release the agent, with these people answering. */
async function release({ response, ...more }: Setting) {
  const { cloud } = await start({
    directory: disabled(),
    ...more,
    response: { approvers: [analyst, sponsor, bystander], ...response },
  });
  const run = await cloud.run("agentid-unfreeze", incident([agentId]));
  const second = said(run).filter((one) => /is not enough/.test(one));
  return { released: isEnabled(cloud), by: run.ledger[0]!.ApprovedBy, second, status: run.status };
}

describe("who answers for an agent does not release it alone", () => {
  test("its sponsor: told once that a second approver has to say so", async () => {
    const outcome = await release({ people: [yes(sponsor)] });
    expect(outcome).toMatchObject({ status: "Succeeded", released: false, by: "" });
    expect(outcome.second).toEqual([expect.stringMatching(/by sam@contoso\.com is not enough.*second approver/)]);
  });

  test("its sponsor and then somebody else", async () => {
    const outcome = await release({ people: [yes(sponsor), yes(analyst, 9)] });
    expect(outcome).toMatchObject({ released: true, by: "ana@contoso.com" });
  });

  test("its owner", async () => {
    const directory = disabled(() => ({
      [agentId]: { owners: [{ "@odata.type": "#microsoft.graph.user", id: analyst }], sponsors: [] },
    }));
    expect(await release({ directory, people: [yes(analyst)] })).toMatchObject({ released: false });
  });

  test("who made it, by the audit log", async () => {
    const fill: Setting["fill"] = async (emulator) => {
      await ingest(emulator, "AuditLogs", [
        {
          TimeGenerated: "2026-03-01T08:00:00Z",
          OperationName: "Add service principal",
          Result: "success",
          InitiatedBy: { user: { id: analyst.toUpperCase(), userPrincipalName: "ana@contoso.com" } },
          TargetResources: [{ id: agentId, agentType: "agenticAppInstance", displayName: "agent-1" }],
        },
      ]);
    };
    expect(await release({ fill, people: [yes(analyst)] })).toMatchObject({ released: false });
    expect(await release({ fill, people: [yes(bystander)] })).toMatchObject({ released: true });
  });

  test("a sponsor by the inventory, which Microsoft Graph does not name any more", async () => {
    const fill: Setting["fill"] = async (emulator) => {
      await ingest(emulator, "AgentAsset_CL", [
        {
          TimeGenerated: "2026-03-02T09:00:00Z",
          AssetType: "AgentIdentity",
          AgentId: agentId,
          Sponsors: [{ id: analyst, userPrincipalName: "ana@contoso.com" }],
        },
      ]);
    };
    expect(await release({ fill, people: [yes(analyst)] })).toMatchObject({ released: false });
  });

  test.each<[string, Setting]>([
    ["its sponsor is a group", { directory: disabled(() => ({ [agentId]: { sponsors: [group] } })) }],
    ["sponsors cannot be read", { faults: [{ method: "GET", url: "*/sponsors?*", status: 403 }] }],
  ])("%s: one approval is not enough, two are", async (_what, setting) => {
    const one = await release({ ...setting, people: [yes(analyst)] });
    expect([one.released, one.second]).toEqual([false, [expect.stringMatching(/could not be told for sure/)]]);
    const two = await release({ ...setting, people: [yes(analyst), yes(sponsor, 9)] });
    expect([two.released, String(two.by).split(", ").sort()]).toEqual([true, ["ana@contoso.com", "sam@contoso.com"]]);
  });

  test.each([
    ["a waiver in force", { approver: sponsor, expires: "2026-03-02" }, true],
    ["a waiver that has run out", { approver: sponsor, expires: "2026-03-01" }, false],
    ["another's waiver", { approver: analyst, expires: "2026-12-31" }, false],
  ])("but for %s", async (_what, waiver, released) => {
    const releaseWaivers = [{ reason: "the only one on call", ...waiver }];
    expect(await release({ response: { releaseWaivers }, people: [yes(sponsor)] })).toMatchObject({ released });
  });

  test("its sponsor may say no", async () => {
    const no = { after: 9 * minute, authorObjectId: sponsor, message: answering("deny") };
    const outcome = await release({ people: [{ ...yes(sponsor), message: answering("approve") }, no] });
    expect(outcome).toMatchObject({ released: false, by: "" });
  });
});

describe("what an approval says follows the same grammar", () => {
  const cannot = (words: string) => ({
    after: 5 * minute,
    authorObjectId: analyst,
    message: (comments: Parameters<ReturnType<typeof answering>>[0]) => {
      const approval = answering("approve")(comments);
      return approval && words.replace("approve", approval);
    },
  });

  test.each([
    "cannot approve: not repaired",
    "approve\nit was not false, it is repaired",
    "approve false repaired",
    "approve, was it benign?",
  ])("%j releases nothing", async (words) =>
    expect(await release({ people: [cannot(words)] })).toMatchObject({ released: false }),
  );

  test.each([
    ["approve false", "FalsePositive"],
    ["Approve <b>benign</b>.", "BenignPositive"],
    ["<p>repaired, approve</p>", "TruePositive"],
  ])("%j is %s", async (words, verdict) => {
    const { cloud } = await start({ directory: disabled(), people: [cannot(words.replace(/^Approve/, "approve"))] });
    const run = await cloud.run("agentid-unfreeze", incident([agentId]));
    expect([isEnabled(cloud), run.ledger[0]!.Verdict]).toEqual([true, verdict]);
  });
});
