import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { readPeople } from "../../lib/cli/actions/people-file";
import { readPortalSettings } from "../../lib/cli/actions/response-files";
import { responseText } from "../../lib/cli/report/response-text";
import { simulationJson } from "../../lib/cli/report/simulation-json";
import { simulationSchema } from "../../lib/cli/report/simulation-schema";
import { type SimulateOptions, simulate } from "../../lib/emulator";
import { deployedPlaybooks } from "../../lib/emulator/responses";
import { agent, directoryData, guid } from "./graph-support";
import { smallWorkspace, temporaryFolder, writeStack } from "./support";

const root = temporaryFolder();
const group = { resource_group_name: "rg", location: "westeurope" };
const subscription = "/subscriptions/11111111-1111-4111-8111-111111111111";
const identityId = "${azurerm_user_assigned_identity.pb.id}";
const column = (name: string, type: string) => ({ name, type });
const ledger = [
  column("TimeGenerated", "datetime"),
  column("ActionId", "string"),
  ...["AgentId", "ActionType", "ActionMode", "ApprovedBy", "Reason"].map((name) => column(name, "string")),
];

const recorded = { ActionType: "Freeze", ActionMode: "Enforced", ApprovedBy: "Ana", Reason: "frozen" };

/** Asks on the incident, waits for an answer that quotes the request, freezes the agent that the incident names, records it. */
function definition() {
  const msi = (audience: string) => ({ type: "ManagedServiceIdentity", identity: "@parameters('Me')", audience });
  const connection = { connection: { name: "@parameters('$connections')['azuresentinel']['connectionId']" } };
  const incident = "@triggerBody()?['object']?['id']";
  const agentId = "@{first(triggerBody()?['object']?['properties']?['relatedEntities'])?['properties']?['hostName']}";
  return {
    parameters: {
      $connections: { type: "Object", defaultValue: {} },
      Me: { type: "String" },
      Ingestion: { type: "String" },
      Rule: { type: "String" },
    },
    triggers: {
      incident: {
        type: "ApiConnectionWebhook",
        inputs: { host: connection, path: "/incident-creation", body: { callback_url: "@{listCallbackUrl()}" } },
      },
    },
    actions: {
      Ask: {
        type: "ApiConnection",
        inputs: {
          host: connection,
          method: "post",
          path: "/Incidents/Comment",
          body: { incidentArmId: incident, message: "<p>Freeze <b>it</b>?</p><p>Write approve k7 &amp; wait.</p>" },
        },
        runAfter: {},
      },
      Wait_for_answer: {
        type: "Until",
        expression: "@greater(length(body('Comments')?['value']), 1)",
        limit: { count: 30, timeout: "PT1H" },
        actions: {
          Wait: { type: "Wait", inputs: { interval: { count: 5, unit: "Minute" } }, runAfter: {} },
          Comments: {
            type: "Http",
            inputs: {
              method: "GET",
              uri: "https://management.azure.com@{triggerBody()?['object']?['id']}/comments?api-version=2025-09-01",
              authentication: msi("https://management.azure.com"),
            },
            runAfter: { Wait: ["Succeeded"] },
          },
        },
        runAfter: { Ask: ["Succeeded"] },
      },
      Freeze: {
        type: "Http",
        inputs: {
          method: "PATCH",
          uri: `https://graph.microsoft.com/v1.0/servicePrincipals/${agentId}/microsoft.graph.agentIdentity`,
          body: { accountEnabled: false },
          authentication: msi("https://graph.microsoft.com"),
        },
        runAfter: { Wait_for_answer: ["Succeeded"] },
      },
      Record: {
        type: "Http",
        inputs: {
          method: "POST",
          uri: "@{parameters('Ingestion')}/dataCollectionRules/@{parameters('Rule')}/streams/Custom-AgentResponse?api-version=2023-01-01",
          body: [{ TimeGenerated: "@{utcNow()}", ActionId: "@{guid()}", AgentId: agentId, ...recorded }],
          authentication: msi("https://monitor.azure.com"),
        },
        runAfter: { Freeze: ["Succeeded"] },
      },
    },
  };
}

/** A rule on events that starts the playbook, and one that reads the ledger the playbook writes. */
function stack(state = "Enabled"): string {
  const mapped = {
    entity_mapping: [{ entity_type: "Host", field_mapping: [{ identifier: "HostName", column_name: "Host" }] }],
  };
  const small = smallWorkspace({ nrt: mapped });
  const assign = (role: string, scope: string) => ({
    scope,
    role_definition_name: role,
    principal_id: "${azurerm_user_assigned_identity.pb.principal_id}",
  });
  const connection = `${subscription}/resourceGroups/rg/providers/Microsoft.Web/connections/azuresentinel-pb`;
  const value = {
    connectionId: connection,
    id: `${subscription}/providers/Microsoft.Web/locations/westeurope/managedApis/azuresentinel`,
    connectionProperties: { authentication: { type: "ManagedServiceIdentity", identity: identityId } },
  };
  return writeStack(mkdtempSync(join(root, "s-")), {
    ...small,
    azurerm_log_analytics_workspace_table_custom_log: {
      ...small.azurerm_log_analytics_workspace_table_custom_log,
      ledger: {
        name: "AgentResponse_CL",
        workspace_id: "${azurerm_log_analytics_workspace.law.id}",
        column: ledger.map(({ name, type }) => column(name, type === "datetime" ? "dateTime" : type)),
      },
    },
    azurerm_monitor_data_collection_endpoint: { dce: { name: "dce", ...group } },
    azurerm_monitor_data_collection_rule: {
      ...small.azurerm_monitor_data_collection_rule,
      responses: {
        name: "responses",
        ...group,
        stream_declaration: [{ stream_name: "Custom-AgentResponse", column: ledger }],
        data_flow: [
          {
            streams: ["Custom-AgentResponse"],
            destinations: ["w"],
            output_stream: "Custom-AgentResponse_CL",
            transform_kql: "source",
          },
        ],
      },
    },
    azurerm_sentinel_alert_rule_scheduled: {
      ledger: {
        name: "00000000-0000-4000-8000-000000000003",
        log_analytics_workspace_id: "${azurerm_sentinel_log_analytics_workspace_onboarding.sentinel.workspace_id}",
        display_name: "an agent was frozen",
        severity: "Low",
        query: "AgentResponse_CL",
        query_frequency: "PT1H",
        query_period: "PT1H",
        trigger_operator: "GreaterThan",
        trigger_threshold: 0,
        incident: { create_incident_enabled: false },
      },
    },
    azurerm_user_assigned_identity: { pb: { name: "id-pb", ...group } },
    azurerm_role_assignment: {
      sentinel: assign("Microsoft Sentinel Responder", "${azurerm_log_analytics_workspace.law.id}"),
      send: assign("Monitoring Metrics Publisher", "${azurerm_monitor_data_collection_rule.responses.id}"),
    },
    azapi_resource: {
      pb: {
        type: "Microsoft.Logic/workflows@2019-05-01",
        name: "pb",
        parent_id: `${subscription}/resourceGroups/rg`,
        location: "westeurope",
        identity: [{ type: "UserAssigned", identity_ids: [identityId] }],
        body: {
          properties: {
            state,
            definition: definition(),
            parameters: {
              $connections: { value: { azuresentinel: value } },
              Me: { value: identityId },
              Ingestion: { value: "${azurerm_monitor_data_collection_endpoint.dce.logs_ingestion_endpoint}" },
              Rule: { value: "${azurerm_monitor_data_collection_rule.responses.immutable_id}" },
            },
          },
        },
      },
    },
    azurerm_sentinel_automation_rule: {
      run: {
        name: "00000000-0000-4000-8000-000000000004",
        display_name: "Freeze it",
        log_analytics_workspace_id: "${azurerm_sentinel_log_analytics_workspace_onboarding.sentinel.workspace_id}",
        order: 1,
        action_playbook: [{ order: 1, logic_app_id: "${azapi_resource.pb.id}" }],
      },
    },
  });
}

const events = [
  { TimeGenerated: "2026-03-02T10:00:00Z", Host: guid(1), Size: 1, Detail: null },
  { TimeGenerated: "2026-03-02T10:10:00Z", Host: guid(2), Size: 1, Detail: null },
];

async function lived(more: Partial<SimulateOptions> = {}, folder = stack()) {
  const input = mkdtempSync(join(root, "in-"));
  mkdirSync(input, { recursive: true });
  writeFileSync(join(input, "Custom-Events.ndjson"), events.map((row) => JSON.stringify(row)).join("\n"));
  const [playbook] = deployedPlaybooks(folder);
  const graphGrants = new Map([[playbook!.identities[0]!.principalId, ["AgentIdentity.EnableDisable.All"]]]);
  const times = { from: new Date("2026-03-02T10:00:00Z"), to: new Date("2026-03-02T13:10:00Z") };
  return simulate({ stack: folder, input, ...times, graphGrants, portal: { portal: "azure" }, ...more });
}

const directory = directoryData([agent(1), agent(2)], {
  users: [{ "@odata.type": "#microsoft.graph.user", id: guid(9), displayName: "Ana Lyst" }],
});
const people = [
  {
    after: 20 * 60_000,
    authorObjectId: guid(9),
    message: (all: readonly { message: string }[]) => /approve k7/.exec(all[0]?.message ?? "")?.[0],
  },
];

test("each playbook runs at its incident's time, on a clock of its own; rules see what it wrote", async () => {
  const simulation = await lived({ directory, people });
  expect(
    simulation.automation.map(({ at, incidentNumber, run }) => [
      at,
      incidentNumber,
      run.status,
      run.startTime,
      run.endTime,
    ]),
  ).toEqual([
    ["2026-03-02T10:03:00.000Z", 1, "Succeeded", "2026-03-02T10:03:00.000Z", "2026-03-02T10:23:00.000Z"],
    ["2026-03-02T10:13:00.000Z", 2, "Succeeded", "2026-03-02T10:13:00.000Z", "2026-03-02T10:33:00.000Z"],
  ]);
  const [first] = simulation.automation;
  expect(first!.run.changes).toMatchObject([{ name: "agent-1", after: { accountEnabled: false } }]);
  expect(first!.run.ledger).toMatchObject([{ AgentId: guid(1), Reason: "frozen" }]);
  expect(first!.run.comments.map(({ time, author }) => [time.slice(11, 16), author])).toEqual([
    ["10:03", "id-pb"],
    ["10:23", "Ana Lyst"],
  ]);
  // The scheduled rule looks at ten to eleven, and finds both rows.
  expect(simulation.runs.filter(({ rule }) => rule === "an agent was frozen")).toMatchObject([{ rows: 2 }]);
  expect(simulation.alerts.filter(({ rule }) => rule === "an agent was frozen")).toHaveLength(1);
});

test("the report is as its schema says, and to the letter the same each time", async () => {
  const report = async () => {
    const { runs, ...json } = simulationJson(await lived({ directory, people })) as { runs: { ms: number }[] };
    return { ...json, runs: runs.map((run) => ({ ...run, ms: 0 })) };
  };
  const first = await report();
  const { $id: _, ...schema } = simulationSchema;
  const validate = new Ajv().compile(schema);
  expect([validate(first), validate.errors]).toEqual([true, null]);
  expect(JSON.stringify(await report())).toBe(JSON.stringify(first));
});

test("the text says who was frozen, what was said, and what the ledger holds", async () => {
  const { automation } = await lived({ directory, people });
  expect(responseText(automation[0]!).split("\n")).toEqual([
    expect.stringMatching(/"Freeze it" started pb for incident #1: Succeeded after 20 min, 7 requests$/),
    "     froze      agent-1",
    "     comment    id-pb: Freeze it? Write approve k7 & wait.",
    "     comment    Ana Lyst: approve k7",
    "     ledger     Freeze Enforced, approved by Ana: frozen",
  ]);
});

test("in the Defender portal, unless said otherwise, incidents and answers come later, and the report says why", async () => {
  const { automation, notes, portal } = await lived({ directory, people, portal: {} });
  expect(portal).toMatchObject({ portal: "defender", syncDelay: 300_000 });
  expect(automation.map(({ at, run }) => [at.slice(11, 16), run.endTime.slice(11, 16)])).toEqual([
    ["10:08", "10:33"],
    ["10:18", "10:43"],
  ]);
  expect(notes).toEqual([]);
});

test("what a playbook asks on an incident that is merged away meanwhile stays there", async () => {
  const merges = [{ after: 10 * 60_000, source: 2, target: 1 }];
  const { incidents, automation } = await lived({ directory, people, portal: { merges } });
  expect(incidents.map(({ status, redirectedTo }) => [status, redirectedTo])).toEqual([
    ["New", undefined],
    ["Closed", 1],
  ]);
  const [first, second] = automation.map(({ run }) => run.comments.map(({ author }) => author));
  expect(first).toContain("Ana Lyst");
  expect(second).toEqual(["id-pb"]);
});

test("without a directory a playbook is started and not run", async () => {
  const { automation } = await lived();
  expect(automation.map(({ run }) => [run.status, run.calls])).toEqual([
    ["NotRun", []],
    ["NotRun", []],
  ]);
  expect(responseText(automation[0]!)).toMatch(/would start pb for incident #1 \(not run\)$/);
});

test("a disabled playbook is not run, and the report says so", async () => {
  const { automation } = await lived({ directory }, stack("Disabled"));
  expect(automation[0]!.run).toMatchObject({ status: "Disabled", error: { message: "pb is disabled" } });
  expect(responseText(automation[0]!)).toMatch(/"Freeze it" does not start pb for incident #1: it is disabled$/);
});

test("without Graph permissions the run fails, and the report names the refusal", async () => {
  const { automation } = await lived({ directory, people, graphGrants: new Map() });
  expect(automation[0]!.run).toMatchObject({ status: "Failed", changes: [], ledger: [] });
  expect(automation[0]!.run.calls.map(({ method, status }) => `${method} ${status}`)).toContain("PATCH 403");
});

test("a row that is stored twice, because an answer was lost, is in the ledger twice", async () => {
  const faults = [{ url: "*/dataCollectionRules/*", status: 500, applied: true, times: 1 }];
  const { automation } = await lived({ directory, people, faults });
  const [first, second] = automation.map(({ run }) => run.ledger.map(({ ActionId }) => ActionId));
  expect([first!.length, new Set(first).size, second!.length]).toEqual([2, 1, 1]);
});

test("an analyst starts a playbook by hand, on the incident as it is then", async () => {
  const byHand = [{ after: 40 * 60_000, incident: 1, playbook: "PB" }];
  const { automation, notes } = await lived({ directory, people, byHand });
  const [byRule, started] = automation.filter(({ incidentNumber }) => incidentNumber === 1);
  expect(byRule).toMatchObject({ automationRule: "Freeze it", playbook: "pb" });
  expect(started).toMatchObject({ automationRule: "started by hand", playbook: "pb", run: { status: "Succeeded" } });
  expect(Date.parse(started!.at) - Date.parse(byRule!.at)).toBe(40 * 60_000);
  expect(JSON.stringify(started!.triggerBody)).toContain("Microsoft.SecurityInsights/Incidents");
  expect(notes).toEqual(expect.not.arrayContaining([expect.stringContaining("people were to act")]));
});

test("a playbook that there is not is refused before anything runs, an incident that never comes is told", async () => {
  await expect(lived({ directory, byHand: [{ after: 0, playbook: "pbb" }] })).rejects.toThrow(
    'playbook "pbb" is no Logic App of this stack, so that nobody can start it\n    did you mean "pb"?',
  );
  const late = [{ ...people[0]!, incident: 7 }];
  expect((await lived({ directory, people: late })).notes).toContain(
    "there was no incident 7, on which people were to act",
  );
});

test.each([
  ["an alert", { type: "ApiConnectionWebhook", inputs: { path: "/subscribe" } }, "is started by alerts"],
  ["a request", { type: "Request", inputs: {} }, "is started by a trigger of type Request"],
])("a playbook that %s starts is refused: an incident is no body of its own", async (_by, trigger, message) => {
  const folder = stack();
  const file = join(folder, "cdk.tf.json");
  const terraform = JSON.parse(readFileSync(file, "utf8"));
  const { pb } = terraform.resource.azapi_resource;
  const other = structuredClone(pb);
  other.name = "pb-other";
  other.body.properties.definition.triggers = { other: trigger };
  terraform.resource.azapi_resource.other = other;
  writeFileSync(file, JSON.stringify(terraform));
  await expect(lived({ directory, byHand: [{ after: 0, playbook: "pb-other" }] }, folder)).rejects.toThrow(
    `playbook "pb-other" ${message}, and people start playbooks on an incident`,
  );
});

describe("a file of people", () => {
  test("may start playbooks", () => {
    const entries = [{ after: "PT2H", incident: 1, playbook: "agentid-unfreeze" }];
    expect(readPeople(file(JSON.stringify(entries)))).toEqual({
      people: [],
      byHand: [{ after: 7_200_000, incident: 1, playbook: "agentid-unfreeze" }],
    });
  });

  const file = (text: string) => {
    const path = join(mkdtempSync(join(root, "p-")), "people.json");
    writeFileSync(path, text);
    return path;
  };

  test("may quote what was asked", () => {
    const entry = {
      after: "PT1H5M",
      incident: 2,
      authorObjectId: "a",
      message: "approve $1",
      quote: "approve ([0-9a-f]+)",
    };
    const [person] = readPeople(file(JSON.stringify([entry]))).people;
    expect(person).toMatchObject({ after: 3_900_000, incident: 2, authorObjectId: "a" });
    const comment = (message: string) => ({ message }) as never;
    const say = person!.message as (comments: readonly never[]) => string | undefined;
    expect(say([comment("write approve 0a"), comment("write approve 1b"), comment("thanks")])).toBe("approve 1b");
    expect(say([comment("nothing asked")])).toBeUndefined();
  });

  test.each([
    [
      '[{"after": "soon", "authorObjectId": "a", "message": "m"}]',
      /people\.json:1:\d+ .*"soon" is not allowed.*\n.*PT10M/,
    ],
    [
      '[{"after": "PT1M", "message": "m"}]',
      /people\.json:1:\d+ .*neither writes a comment nor starts a playbook[\s\S]*authorObjectId/,
    ],
    ['[{"after": "PT1M"}]', /neither writes a comment nor starts a playbook/],
    ['[{"after": "PT1M", "playbook": "pb", "message": "m"}]', /starts a playbook and writes a comment/],
    ['[{"after": "PT1M", "authorObjectId": "a", "message": "m", "quote": "("}]', /no regular expression/],
  ])("that makes no sense is refused: %s", (text, message) => {
    expect(() => readPeople(file(text))).toThrow(message);
  });
});

describe("a file of portal settings", () => {
  const file = (settings: unknown) => {
    const path = join(mkdtempSync(join(root, "s-")), "portal.json");
    writeFileSync(path, JSON.stringify(settings));
    return path;
  };

  test("has durations, which become milliseconds", () => {
    const merges = [{ after: "PT30M", source: 2, target: 1 }];
    const correlate = { identifiers: ["Account.AadUserId"], window: "PT1H" };
    expect(readPortalSettings(file({ syncDelay: "PT10M", merges, correlate, commentAuthor: "name" }))).toEqual({
      syncDelay: 600_000,
      merges: [{ after: 1_800_000, source: 2, target: 1 }],
      correlate: { identifiers: ["Account.AadUserId"], window: 3_600_000 },
      commentAuthor: "name",
    });
  });

  test.each([
    [{ syncDelay: "ten minutes" }, /portal\.json:1:\d+ .*"ten minutes" is not allowed.*\n.*PT10M/],
    [{ comentAuthor: "name" }, /commentAuthor/],
    [{ merges: [{ source: 1, target: 2 }] }, /after/],
  ])("that makes no sense is refused: %j", (settings, message) => {
    expect(() => readPortalSettings(file(settings))).toThrow(message);
  });
});
