import type { OtelSpanRow } from "@sentinel-agent-identities/otlp";
import { AGENT_ID, AGENT_NAME, BLUEPRINT_ID, WORKFLOW_RESOURCE_ID } from "../../examples/finance-agent/ids";
import { rows } from "./support";

const week = rows("ordinary-week");
const behaviour = week.filter((row) => row.Name !== "GET /healthz");
const byMethod = (method: string) => week.filter((row) => row.Attributes["mcp.method.name"] === method);

test("every span but health probes says which agent acts", () => {
  for (const { Attributes } of behaviour) {
    expect(Attributes).toMatchObject({
      "gen_ai.agent.id": AGENT_ID,
      "gen_ai.agent.name": AGENT_NAME,
      "microsoft.a365.agent.blueprint.id": BLUEPRINT_ID,
    });
  }
});

test("every span says which workflow and build it comes from", () => {
  for (const { Resource } of week) {
    expect(Resource["cloud.resource_id"]).toBe(WORKFLOW_RESOURCE_ID);
    expect(Resource["vcs.ref.head.revision"]).toMatch(/^[0-9a-f]{40}$/);
    expect(Resource["container.image.repo_digests"]).toEqual([expect.stringMatching(/@sha256:[0-9a-f]{64}$/)]);
  }
});

test("traces are whole: every parent is there, and its trace is the child's", () => {
  const traceOf = new Map(week.map((row) => [row.SpanId, row.TraceId]));
  const broken = week.filter((row) => row.ParentSpanId !== "" && traceOf.get(row.ParentSpanId) !== row.TraceId);
  expect(broken).toEqual([]);
  expect(traceOf.size).toBe(week.length);
});

test("a tool call runs from the agent over MCP to the database", () => {
  const parents = new Map(week.map((row) => [row.SpanId, row]));
  const chain: string[] = [];
  for (
    let row: OtelSpanRow | undefined = week.find(({ Name }) => Name === "SELECT bank_statements");
    row;
    row = parents.get(row.ParentSpanId)
  ) {
    chain.push(`${row.Kind} ${row.Name}`);
  }
  expect(chain).toEqual([
    "CLIENT SELECT bank_statements",
    "SERVER tools/call query_ledger",
    "CLIENT tools/call query_ledger",
    "INTERNAL execute_tool query_ledger",
    `INTERNAL invoke_agent ${AGENT_NAME}`,
  ]);
});

test("sessions follow the protocol: a handshake each, pings, errors among them", () => {
  const sessions = new Set(byMethod("tools/list").map((row) => row.Attributes["mcp.session.id"]));
  expect(byMethod("initialize")).toHaveLength(sessions.size);
  expect(byMethod("notifications/initialized")).toHaveLength(sessions.size);
  expect(new Set(byMethod("ping").map((row) => row.StatusCode))).toEqual(new Set(["UNSET", "ERROR"]));
  const undocumented = byMethod("tools/call").filter((row) => !sessions.has(row.Attributes["mcp.session.id"]!));
  expect(undocumented).toEqual([]);
});

test("weekdays are busier than the weekend, days than nights", () => {
  const starts = week.filter((row) => row.Name.startsWith("invoke_agent")).map((row) => new Date(row.StartTime));
  const weekend = starts.filter((start) => [0, 6].includes(start.getUTCDay())).length;
  const office = starts.filter((start) => start.getUTCHours() >= 7 && start.getUTCHours() < 18).length;
  expect(weekend / 2).toBeLessThan((starts.length - weekend) / 5 / 2);
  expect(office / 11).toBeGreaterThan(((starts.length - office) / 13) * 2);
});

test("people's questions carry their name, scheduled work nobody's", () => {
  const roots = week.filter((row) => row.Name.startsWith("invoke_agent"));
  const users = new Set(roots.map((row) => row.Attributes["user.name"]).filter((name) => name !== undefined));
  expect(users.size).toBe(5);
  for (const name of users) expect(name).toMatch(/@contoso\.com$/);
  const scheduled = roots.filter((row) =>
    /Reconcile the operating/.test(String(row.Attributes["gen_ai.input.messages"])),
  );
  expect(scheduled.map((row) => row.Attributes["user.id"]).filter(Boolean)).toEqual([]);
});
