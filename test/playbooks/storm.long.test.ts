import type { Incident } from "../../lib/emulator";
import type { CloudRun } from "../../lib/emulator/responses";
import { agent, guid } from "../emulator/graph-support";
import {
  agentId,
  analyst,
  answering,
  directoryOf,
  failures,
  incident,
  ingest,
  isEnabled,
  minute,
  otherAgent,
  said,
  start,
} from "./cloud";

const begin = Date.parse("2026-03-02T10:00:00.000Z");

/** An incident of its own, some seconds after ten. */
function incidentAt(number: number, second: number, accounts: readonly string[]): Incident {
  const time = new Date(begin + second * 1000).toISOString();
  return {
    ...incident(accounts),
    number,
    id: `${String(number).padStart(8, "0")}-0000-4000-8000-000000000000`,
    createdTime: time,
    lastModifiedTime: time,
  };
}

/** A tenant with many more agents, each of a blueprint of its own unless one is given. */
function fleet(count: number, blueprint?: string) {
  const ids = Array.from({ length: count }, (_, i) => guid(400 + i));
  return {
    ids,
    setting: {
      directory: (stack: string) => {
        const data = directoryOf(stack);
        return { ...data, servicePrincipals: [...data.servicePrincipals, ...ids.map((_, i) => agent(400 + i))] };
      },
      fill: async (emulator: Parameters<typeof ingest>[0]) => {
        await ingest(
          emulator,
          "AgentAsset_CL",
          ids.map((id, i) => ({
            TimeGenerated: "2026-03-02T08:00:00Z",
            AssetType: "AgentIdentity",
            AgentId: id,
            AppId: id,
            AgentName: `agent ${i}`,
            BlueprintId: blueprint ?? guid(600 + i),
            AccountEnabled: true,
            WorkflowResourceIds: [],
          })),
        );
      },
    },
  };
}

const acted = (runs: readonly CloudRun[]): number =>
  runs.filter(({ ledger }) => ledger.some((row) => row.ActionType === "Freeze" && row.ResultState === "Succeeded"))
    .length;

describe("the breaker counts intents", () => {
  test("40 incidents in one minute: nobody is frozen, everybody is asked", async () => {
    const { ids, setting } = fleet(40);
    const people = [{ after: 3 * minute, authorObjectId: analyst, message: answering("deny") }];
    const { cloud } = await start({ ...setting, people });
    const runs = await Promise.all(
      ids.map((id, i) => cloud.run("agentid-freeze-agent", incidentAt(100 + i, i * 1.4, [id]))),
    );
    expect(ids.filter((id) => !isEnabled(cloud, id))).toEqual([]);
    for (const run of runs) {
      expect([run.status, failures(run)]).toEqual(["Succeeded", []]);
      expect(said(run)[0]).toMatch(/^Approval requested.*circuit breaker is open/);
    }
  });

  test("as many as are allowed are frozen, whatever else is asked meanwhile", async () => {
    const { ids, setting } = fleet(6);
    const { cloud } = await start({ ...setting, people: [] });
    const runs = await Promise.all(
      ids.slice(0, 5).map((id, i) => cloud.run("agentid-freeze-agent", incidentAt(100 + i, i, [id]))),
    );
    expect(acted(runs)).toBe(5);
    const sixth = await cloud.run("agentid-freeze-agent", incidentAt(110, 1200, [ids[5]!]));
    expect([acted([sixth]), said(sixth)[0]]).toEqual([0, expect.stringMatching(/circuit breaker is open/)]);
    const later = await cloud.run("agentid-freeze-agent", incidentAt(111, 3 * 3600, [ids[5]!]));
    expect(acted([later])).toBe(1);
  });

  test("agents of one blueprint: no more than their share, though nobody is in the ledger yet", async () => {
    const { ids, setting } = fleet(4, guid(700));
    const { cloud } = await start({ ...setting, people: [] });
    const runs = await Promise.all(ids.map((id, i) => cloud.run("agentid-freeze-agent", incidentAt(100 + i, i, [id]))));
    expect([acted(runs), said(runs[0]!)[0]]).toEqual([0, expect.stringMatching(/circuit breaker is open/)]);
  });
});

describe("runs that start together agree", () => {
  const once = async (starts: readonly (readonly [playbook: string, incident: Incident])[]) => {
    const { cloud } = await start({ people: [] });
    const runs = await Promise.all(starts.map(([name, one]) => cloud.run(name, one)));
    return { cloud, runs };
  };

  test.each([
    ["the same incident twice", [incidentAt(7, 0, [agentId]), incidentAt(7, 0, [agentId])]],
    ["two incidents about one agent", [incidentAt(7, 0, [agentId]), incidentAt(8, 20, [agentId])]],
    ["the second one later", [incidentAt(7, 0, [agentId]), incidentAt(8, 60, [agentId])]],
    ["in another case", [incidentAt(7, 0, [agentId]), incidentAt(8, 5, [agentId.toUpperCase()])]],
  ])("%s: it is frozen once", async (_what, incidents) => {
    const { cloud, runs } = await once(incidents.map((one) => ["agentid-freeze-agent", one] as const));
    expect(isEnabled(cloud)).toBe(false);
    expect(runs.map(({ status }) => status)).toEqual(["Succeeded", "Succeeded"]);
    expect(cloud.directory.writes.filter(({ after }) => after.accountEnabled === false)).toHaveLength(1);
    expect(acted(runs)).toBe(1);
    const left = runs.flatMap(said).filter((comment) => comment.startsWith("Left alone"));
    expect(left).toEqual([expect.stringMatching(/Another run does this already|disabled by now/)]);
  });

  test("two playbooks that do different things both do theirs", async () => {
    const { cloud, runs } = await once([
      ["agentid-freeze-agent", incidentAt(7, 0, [agentId])],
      ["agentid-quarantine-agent", incidentAt(7, 0, [agentId])],
    ]);
    expect([isEnabled(cloud), runs.map(({ ledger }) => ledger[0]!.ResultState)]).toEqual([
      false,
      ["Succeeded", "Succeeded"],
    ]);
  });

  test("a workload of two agents is paused once", async () => {
    const { runs } = await once([
      ["agentid-pause-workflow", incidentAt(7, 0, [otherAgent])],
      ["agentid-pause-workflow", incidentAt(8, 10, [otherAgent])],
    ]);
    expect(runs.map(({ ledger }) => ledger[0]!.ResultState).sort()).toEqual(["Skipped", "Succeeded"]);
  });

  test("two releases of one agent: one acts", async () => {
    const approving = (number: number) => ({
      after: 5 * minute,
      incident: number,
      authorObjectId: analyst,
      message: answering("approve"),
    });
    const directory = (stack: string) => directoryOf(stack, { enabled: false });
    const { cloud } = await start({ directory, people: [approving(7), approving(8)] });
    const runs = await Promise.all([
      cloud.run("agentid-unfreeze", incidentAt(7, 0, [agentId])),
      cloud.run("agentid-unfreeze", incidentAt(8, 0, [agentId])),
    ]);
    expect([isEnabled(cloud), runs.map(({ status }) => status)]).toEqual([true, ["Succeeded", "Succeeded"]]);
    expect(runs.map(({ ledger }) => ledger[0]!.ResultState).sort()).toEqual(["Skipped", "Succeeded"]);
    expect(cloud.directory.writes.filter(({ after }) => after.accountEnabled === true)).toHaveLength(1);
  });
});

describe("the table of claims", () => {
  test.each([
    ["refuses", { faults: [{ url: "https://*.table.core.windows.net/*", status: 403 as const }] }],
    ["does not answer", { faults: [{ url: "https://*.table.core.windows.net/*", status: "timeout" as const }] }],
    [
      "takes claims and does not list them",
      { faults: [{ method: "GET", url: "*AgentResponseClaims()*", status: 500 as const }] },
    ],
    ["is not deployed", { response: { mode: "DryRun" as const } }],
  ])("%s: a person is asked, and decides", async (_what, setting) => {
    const parameters = { ResponseMode: "Auto" };
    const silent = await start({ ...setting, people: [] });
    const asked = await silent.cloud.run("agentid-freeze-agent", incident([agentId]), { parameters });
    expect([asked.status, isEnabled(silent.cloud)]).toEqual(["Succeeded", true]);
    expect(said(asked)[0]).toMatch(
      /^Approval requested.*(table of claims|could not be read in full).*person has to approve/,
    );
    const people = [{ after: 30 * minute, authorObjectId: analyst, message: answering("approve") }];
    const { cloud } = await start({ ...setting, people });
    const approved = await cloud.run("agentid-freeze-agent", incident([agentId]), { parameters });
    expect([approved.status, isEnabled(cloud)]).toEqual(["Succeeded", false]);
  });

  test("holds nothing of a run that has ended", async () => {
    const { cloud } = await start({ people: [] });
    await cloud.run("agentid-freeze-agent", incident([agentId]));
    expect(cloud.tableRows("AgentResponseClaims")).toEqual([
      expect.objectContaining({ RowKey: `Freeze|${agentId}`, Target: agentId, Playbook: "agentid-freeze-agent" }),
    ]);
    const [row] = cloud.tableRows("AgentResponseClaims");
    expect(Date.parse(String(row!.Expires))).toBeLessThan(begin + 2 * minute);
  });
});
