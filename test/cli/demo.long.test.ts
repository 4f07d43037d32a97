import Ajv from "ajv";
import { CHANGED_BUILD } from "../../examples/finance-agent/ids";
import { simulationSchema } from "../../lib/cli/report/simulation-schema";
import type { Simulation } from "../../lib/emulator";
import { exampleStack } from "../shared/stacks";
import { agentid } from "./support";
import { week } from "./week";

async function replay(name: string, from: string, to: string): Promise<Simulation> {
  const span = ["--from", from, "--to", to];
  const { code, out, err } = await agentid(
    "simulate",
    "--stack",
    exampleStack(),
    "--input",
    week(name),
    "--format",
    "json",
    ...span,
  );
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out) as Simulation;
}

test("a working day at the end of an ordinary week raises nothing", async () => {
  const day = await replay("ordinary-week", "2026-03-06T06:00:00Z", "2026-03-06T18:00:00Z");
  const { alerts, incidents, automation, runs, ingest } = day;
  expect({ alerts, incidents, automation }).toEqual({ alerts: [], incidents: [], automation: [] });
  expect(runs.length).toBeGreaterThan(300);
  expect(ingest.find(({ stream }) => stream === "Custom-AgentExecutionOtel")).toMatchObject({ rowsIn: 5820 });
}, 240_000);

test("the exfiltration is an incident with agent, destination, times, bytes and the changed commit", async () => {
  const simulation = await replay("exfiltration", "2026-03-07T22:00:00Z", "2026-03-08T19:00:00Z");
  const validate = new Ajv().compile(simulationSchema);
  expect(validate(simulation) || validate.errors).toBe(true);

  // The verifier found the new image's provenance genuine, and its commit neither signed nor approved.
  expect(simulation.incidents[0]).toMatchObject({
    severity: "High",
    createdTime: "2026-03-07T22:45:00.000Z",
    title: "The image of registry.contoso.com/finance/agent has a signer that is not trusted",
  });

  const incident = simulation.incidents[1];
  expect(incident).toMatchObject({
    severity: "High",
    title: "Agent contoso-finance-agent sent data to unauthorised files.transfer-cache.net",
    createdTime: "2026-03-08T01:13:00.000Z",
  });
  expect(incident?.entities).toContainEqual({
    type: "Account",
    AadUserId: "3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615",
    Name: "contoso-finance-agent",
  });
  expect(incident?.entities).toContainEqual({ type: "DNS", DomainName: "files.transfer-cache.net" });
  // Four copies, each its own alert, in one incident; the recording holds 2,538,515 bytes sent.
  expect(incident?.alerts.map((alert) => alert.customDetails.FirstActivity?.[0]?.slice(0, 16))).toEqual([
    "2026-03-08T01:10",
    "2026-03-08T05:10",
    "2026-03-08T13:10",
    "2026-03-08T17:10",
  ]);
  expect(incident?.alerts.reduce((sum, alert) => sum + Number(alert.customDetails.BytesSent?.[0]), 0)).toBe(2_538_515);
  expect(new Set(incident?.alerts.flatMap((alert) => alert.customDetails.ClaimedCommitSha))).toEqual(
    new Set([CHANGED_BUILD.commit]),
  );

  // The portal calls an incident after the tactic of its alerts where they are called differently.
  // The first-seen half speaks once, for the same destination, and what is new is put down to the commit; the copies are
  // also far more than the agent usually reads, in an hour and in a day, late in the evening, and all of it is labelled.
  expect(simulation.incidents.slice(2).map(({ severity, alerts }) => [severity, alerts[0]?.title])).toEqual([
    ["Medium", "Agent contoso-finance-agent contacted files.transfer-cache.net for the first time"],
    [
      "Medium",
      "Agent contoso-finance-agent does new things after a commit that is unsigned and was approved by nobody else",
    ],
    ["High", "Agent contoso-finance-agent read 2017 records in an hour"],
    ["Medium", "Agent contoso-finance-agent touched 2017 labelled items in an hour"],
    ["Low", "Agent contoso-finance-agent made 56 operations at an hour at which it never works"],
    ["Medium", "Agent contoso-finance-agent read 4041 records within a day"],
  ]);

  const { automation } = simulation;
  const created = automation.filter(
    ({ playbook, triggerBody }) =>
      playbook === "agentid-freeze-agent.incident" && triggerBody.objectEventType === "Create",
  );
  expect(created).toMatchObject([
    { incidentNumber: 1 },
    {
      incidentNumber: 2,
      triggerBody: {
        object: {
          properties: {
            severity: "High",
            relatedEntities: expect.arrayContaining([expect.objectContaining({ kind: "Account" })]),
          },
        },
      },
    },
  ]);
  // Without a directory to act on, playbooks are started and not run.
  expect(new Set(automation.map(({ run }) => run.status))).toEqual(new Set(["NotRun"]));
}, 240_000);

test("the text report shows rows, bytes, rules and the incident", async () => {
  const { out } = await agentid(
    "simulate",
    "--stack",
    exampleStack(),
    "--input",
    week("exfiltration"),
    "--from",
    "2026-03-08T00:00:00Z",
    "--to",
    "2026-03-08T02:00:00Z",
  );
  expect(out).toMatch(/Custom-AgentExecutionOtel +AgentExecution_CL +6,040 +3,\d\d\d +13\.\d\d MB +\d\.\d\d MB/);
  expect(out).toMatch(/#1 High {2}Agent contoso-finance-agent sent data to unauthorised files\.transfer-cache\.net/);
  expect(out).toMatch(/FirstActivity +2026-03-08 01:10:09 UTC/);
  expect(out).toMatch(/would start agentid-freeze-agent\.incident for incident #1 \(not run\)/);
}, 240_000);
