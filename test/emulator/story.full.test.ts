import type { Simulation } from "../../lib/emulator";
import { agentid } from "../cli/support";
import { week } from "../cli/week";
import { stackOf, storyteller } from "../shared/stacks";

// The night on which changed code copies the ledger out.
let simulation: Simulation;
beforeAll(async () => {
  const span = ["--from", "2026-03-07T22:30:00Z", "--to", "2026-03-08T02:30:00Z", "--format", "json"];
  const input = ["--stack", stackOf(storyteller), "--input", week("exfiltration")];
  const { code, out, err } = await agentid("simulate", ...input, ...span);
  expect([code, err]).toEqual([0, ""]);
  simulation = JSON.parse(out) as Simulation;
}, 240_000);

test("what several rules found is one incident, of the story's alerts alone", () => {
  expect(simulation.incidents).toHaveLength(1);
  const [incident] = simulation.incidents;
  expect(incident!.severity).toBe("High");
  expect([...new Set(incident!.alerts.map(({ rule }) => rule))]).toEqual(["What was found about an agent adds up"]);
  expect([...new Set(simulation.alerts.map(({ rule }) => rule))].length).toBeGreaterThan(4);
});

test("it begins with the blueprint's image, and goes on with what its agent does", () => {
  const titles = simulation.incidents[0]!.alerts.map(({ title }) => title);
  expect(titles[0]).toBe("contoso-finance-agent: ran on code whose provenance failed");
  expect(titles.at(-1)).toMatch(
    /^contoso-finance-agent: .*files\.transfer-cache\.net.*, on code whose provenance failed/,
  );
  const { description } = simulation.incidents[0]!.alerts.at(-1)!;
  expect(description).toMatch(
    /In the order of time, UTC: 2026-03-07 22:4\d on code whose provenance failed \(AIC-022\)\. 2026-03-08 01:1/,
  );
});

test("each alert hands on what is new", () => {
  const handed = simulation.incidents[0]!.alerts.map(({ customDetails }) =>
    [...(customDetails.Evidence?.[0] ?? "").matchAll(/AIC-\d{3}/g)].map(([id]) => id),
  );
  expect(handed[0]).toEqual(["AIC-022"]);
  expect(handed[1]).toEqual(expect.arrayContaining(["AIC-046", "AIC-060"]));
  expect(handed.slice(1).flat()).not.toContain("AIC-022");
});

test("it starts the playbooks that the findings did, once each when it is made", () => {
  const created = simulation.automation.filter(
    ({ incidentNumber, triggerBody }) => incidentNumber === 1 && triggerBody.objectEventType === "Create",
  );
  expect(created.map(({ playbook }) => playbook)).toEqual([
    "agentid-enrich-incident",
    "agentid-notify-owners",
    "agentid-freeze-agent.incident",
  ]);
  const later = simulation.automation.filter(({ playbook }) => playbook === "agentid-quarantine-agent.incident");
  expect(later.length).toBeGreaterThan(0);
});
