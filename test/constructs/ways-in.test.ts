import { AgentIdentities, type AgentIdentitiesSettings } from "../../lib/constructs";
import { shipped, tenant } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";
import type { Template } from "./support/template";

const ruleType = "azurerm_monitor_data_collection_rule";
const gateway = "55555555-5555-4555-8555-555555555555";
const team = "66666666-6666-4666-8666-666666666666";
const agent = "77777777-7777-4777-8777-777777777777";
const blueprint = "88888888-8888-4888-8888-888888888888";

function synthesized(settings: Partial<AgentIdentitiesSettings> = {}): Template {
  return synthesizeBare((stack) => {
    new AgentIdentities(stack, "agents", { ...tenant, content: shipped, ...settings });
  });
}

interface Flow {
  readonly streams: readonly string[];
  readonly output_stream: string;
}

/** A rule's streams with the tables that their rows land in. */
function waysOf(template: Template, name: string): Record<string, string[]> {
  const ways = new Map<string, string[]>();
  for (const { streams, output_stream } of template.resource(ruleType, { name }).data_flow as unknown as Flow[])
    ways.set(streams[0]!, [...(ways.get(streams[0]!) ?? []), output_stream.replace("Custom-", "")]);
  return Object.fromEntries(ways);
}

/** Who may send to a rule: principals of role assignments whose scope it is. */
function sendersOf(template: Template, name: string): string[] {
  const scope = `\${${template.address(ruleType, { name })}.id}`;
  return [...template.find("azurerm_role_assignment", { scope }).values()].map((grant) => String(grant.principal_id));
}

const named = synthesized({
  senders: [
    { name: "gateway", principalId: gateway.toUpperCase(), everyAgent: true },
    { name: "team", principalId: team, agents: [agent.toUpperCase()], blueprints: [blueprint] },
  ],
  senderPrincipalIds: ["99999999-9999-4999-8999-999999999999"],
});

test("agents, the collector and the playbooks each have a rule that takes nothing of the others", () => {
  expect(waysOf(named, "agent-identities")).toEqual({
    "Custom-AgentExecutionOtel": ["AgentExecution_CL"],
    "Custom-AgentExecutionNative": ["AgentExecution_CL"],
  });
  expect(waysOf(named, "agent-identities-collector")).toEqual({
    "Custom-AgentAsset": ["AgentAsset_CL"],
    "Custom-AgentLineage": ["AgentLineage_CL"],
    "Custom-AgentSignature": ["AgentSignature_CL"],
  });
  expect(waysOf(named, "agent-identities-ledger")).toEqual({ "Custom-AgentResponse": ["AgentResponse_CL"] });
});

test("a sender may write to its own rule and to no other", () => {
  expect(sendersOf(named, "agent-identities-sender-gateway")).toEqual([gateway.toUpperCase()]);
  expect(sendersOf(named, "agent-identities-sender-team")).toEqual([team]);
  expect(sendersOf(named, "agent-identities")).toEqual(["99999999-9999-4999-8999-999999999999"]);
  expect(sendersOf(named, "agent-identities-collector")).toEqual([]);
  const ledger = sendersOf(named, "agent-identities-ledger");
  expect(ledger.length).toBeGreaterThan(0);
  for (const principal of ledger) expect(principal).toMatch(/^\$\{azurerm_user_assigned_identity\.agents_playbook-/);
});

test("rows about agents that a sender may not speak for go to a table of their own", () => {
  expect(waysOf(named, "agent-identities-sender-team")).toEqual({
    "Custom-AgentExecutionOtel": ["AgentExecution_CL", "AgentDisputed_CL"],
    "Custom-AgentExecutionNative": ["AgentExecution_CL", "AgentDisputed_CL"],
  });
  expect(waysOf(named, "agent-identities-sender-gateway")).toEqual({
    "Custom-AgentExecutionOtel": ["AgentExecution_CL"],
    "Custom-AgentExecutionNative": ["AgentExecution_CL"],
  });
});

test("no sender can write who sent a row; the intake, which knows, can", () => {
  const declared = (template: Template, name: string) =>
    (template.resource(ruleType, { name }).stream_declaration as unknown as { column: { name: string }[] }[]).map(
      ({ column }) => column.map((one) => one.name).filter((one) => one.startsWith("Sender")),
    );
  for (const name of ["agent-identities", "agent-identities-sender-gateway", "agent-identities-sender-team"])
    expect(declared(named, name)).toEqual([[], []]);
  const collecting = synthesized({ features: { collector: true } });
  const both = ["SenderId", "SenderStanding"];
  expect(declared(collecting, "agent-identities-intake")).toEqual([both, both]);
  expect(named.find(ruleType, { name: "agent-identities-intake" }).size).toBe(0);
});

test("all rules share one endpoint", () => {
  expect(named.find("azurerm_monitor_data_collection_endpoint").size).toBe(1);
});

test("senders are in the watchlist that rules read", () => {
  const items = [...named.find("azurerm_sentinel_watchlist_item").values()].map((item) => item.properties);
  expect(items).toContainEqual({ SenderId: gateway, SenderName: "gateway", SpeaksFor: "*" });
  expect(items).toContainEqual({ SenderId: team, SenderName: "team", SpeaksFor: `${agent}; ${blueprint}` });
});

test("more agents than a transform can name are refused, with what to do", () => {
  const agents = Array.from({ length: 400 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`);
  expect(() => synthesized({ senders: [{ name: "many", principalId: gateway, agents }] })).toThrow(
    /agent-identities-sender-many transforms Custom-AgentExecutionOtel with \d+ characters; Azure Monitor takes 15360\. Name blueprints/,
  );
});
