import {
  azure,
  collectionRule,
  collectionRuleBody,
  columns,
  emptyAzure,
  group,
  playbook,
  playbookBody,
  rule,
  ruleBody,
  sentinel,
  stranger,
  subscription,
  table,
  tableBody,
  workspace,
} from "./support";

const roles = "providers/Microsoft.Authorization";
const day = 86_400_000;

describe("what has no place", () => {
  test("a resource in a group that is not there", () => {
    const { send } = emptyAzure();
    const body = { location: "westeurope", properties: {} };
    expect(send("PUT", workspace, body)).toMatchObject({
      status: 404,
      body: { error: { code: "ResourceGroupNotFound", message: "Resource group 'rg' could not be found." } },
    });
    send("PUT", group, { location: "westeurope" });
    expect(send("PUT", workspace, body).status).toBe(201);
  });

  test("a child of a parent that is not there", () => {
    const { send } = azure();
    expect(send("PUT", `${workspace}2/tables/Events_CL`, tableBody())).toMatchObject({
      status: 404,
      body: { error: { code: "ParentResourceNotFound", message: expect.stringContaining("law-12") } },
    });
  });

  test("an extension of a resource that is not there", () => {
    const { send } = azure();
    expect(send("PUT", rule.replace("law-1", "law-2"), ruleBody())).toMatchObject({
      status: 404,
      body: {
        error: { code: "ResourceNotFound", message: expect.stringContaining("law-2' under resource group 'rg'") },
      },
    });
  });

  test("a resource where such a resource cannot be", () => {
    const { send } = azure();
    expect(send("PUT", `${group}/providers/Microsoft.SecurityInsights/alertRules/r`, ruleBody()).status).toBe(400);
    expect(
      send("PUT", `${subscription}/providers/Microsoft.Insights/workbooks/w`, { location: "westeurope" }).status,
    ).toBe(400);
  });
});

describe("Sentinel", () => {
  test("a workspace that is not onboarded takes none of its resources", () => {
    const { send } = azure();
    send("DELETE", `${sentinel}/onboardingStates/default`);
    for (const [path, body] of [
      [rule, ruleBody()],
      [`${sentinel}/watchlists/People`, { properties: { displayName: "People", itemsSearchKey: "Id" } }],
      [`${sentinel}/metadata/m`, { properties: { parentId: rule } }],
      [`${sentinel}/contentPackages/p`, { properties: {} }],
    ] as const)
      expect(send("PUT", path, body)).toMatchObject({
        status: 400,
        body: { error: { code: "BadRequest", message: expect.stringMatching(/^Workspace 'law-1' is not onboarded/) } },
      });
    send("PUT", `${sentinel}/onboardingStates/default`, { properties: {} });
    expect(send("PUT", rule, ruleBody()).status).toBe(201);
  });

  test.each([
    ["a table", "Elsewhere_CL | take 1", /One of the tables does not exist\. .*Elsewhere_CL/],
    ["a column", "Events_CL | where Weight > 1", /Weight/],
    ["a function", "Unheard() | take 1", /Unheard/],
    ["a syntax error", "Events_CL | where (", /./],
  ])("a rule whose query does not resolve: %s", (_what, query, message) => {
    const { send } = azure();
    const { status, body } = send("PUT", rule, ruleBody({ query }));
    expect([status, body.error.code]).toEqual([400, "BadRequest"]);
    expect(body.error.message).toMatch(/^Failed to run the analytics rule query\. /);
    expect(body.error.message).toMatch(message);
    expect(send("GET", rule).status).toBe(404);
  });

  test("the same query resolves once its function is there", () => {
    const { send } = azure();
    const query = "Large() | take 1";
    expect(send("PUT", rule, ruleBody({ query })).status).toBe(400);
    const properties = {
      category: "c",
      displayName: "Large",
      query: "Events_CL | where Size > 1",
      functionAlias: "Large",
    };
    send("PUT", `${workspace}/savedSearches/Large`, { properties });
    expect(send("PUT", rule, ruleBody({ query })).status).toBe(201);
  });

  test("the text of a function is not checked when it is saved", () => {
    const { send } = azure();
    const properties = { category: "c", displayName: "d", query: "Nothing_CL | where", functionAlias: "F" };
    expect(send("PUT", `${workspace}/savedSearches/F`, { properties }).status).toBe(200);
  });

  test("an id rests for a day after its rule was deleted", () => {
    const { send, clock } = azure();
    send("PUT", rule, ruleBody());
    send("DELETE", rule);
    clock.advance(day - 1);
    expect(send("PUT", rule, ruleBody())).toMatchObject({
      status: 409,
      body: { error: { code: "Conflict", message: expect.stringContaining("was recently deleted") } },
    });
    clock.advance(1);
    expect(send("PUT", rule, ruleBody()).status).toBe(201);
  });

  test("a rule keeps its kind", () => {
    const { send } = azure();
    send("PUT", rule, ruleBody());
    expect(send("PUT", rule, ruleBody({}, "NRT"))).toMatchObject({
      status: 409,
      body: { error: { code: "Conflict" } },
    });
    expect(send("PUT", rule.replace("cccccccc", "eeeeeeee"), ruleBody({ displayName: "Other" }, "NRT")).status).toBe(
      201,
    );
  });

  test.each([
    ["a kind that there is not", ruleBody({}, "Often"), /kind 'Often'/],
    ["a severity that there is not", ruleBody({ severity: "Huge" }), /severity "Huge"/],
    ["a period shorter than its frequency", ruleBody({ queryPeriod: "PT5M", queryFrequency: "PT1H" }), /PT1H/],
    [
      "four placeholders in its description",
      ruleBody({
        query: "Events_CL | extend a=1, b=2",
        alertDetailsOverride: { alertDescriptionFormat: "{{Host}} {{Size}} {{a}} {{b}}" },
      }),
      /names 4 columns/,
    ],
    ["a search of everything", ruleBody({ query: "search *" }), /search|union/],
  ])("a rule with %s is refused", (_what, body, message) => {
    const { send } = azure();
    expect(send("PUT", rule, body)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringMatching(message) } },
    });
  });

  test("three placeholders are taken", () => {
    const { send } = azure();
    const alertDetailsOverride = { alertDescriptionFormat: "{{Host}} {{Size}} {{TimeGenerated}}" };
    expect(send("PUT", rule, ruleBody({ alertDetailsOverride })).status).toBe(201);
  });

  test("one item has one metadata", () => {
    const { send } = azure();
    const body = { properties: { parentId: rule, kind: "AnalyticsRule" } };
    expect(send("PUT", `${sentinel}/metadata/first`, body).status).toBe(201);
    expect(send("PUT", `${sentinel}/metadata/first`, body).status).toBe(200);
    expect(
      send("PUT", `${sentinel}/metadata/second`, { properties: { ...body.properties, parentId: rule.toUpperCase() } }),
    ).toMatchObject({
      status: 400,
      body: {
        error: {
          code: "BadRequestException",
          message: expect.stringMatching(/^Metadata already exists with the same parentId: .*first/),
        },
      },
    });
    send("DELETE", `${sentinel}/metadata/first`);
    expect(send("PUT", `${sentinel}/metadata/second`, body).status).toBe(201);
  });

  test("an item of a watchlist has its search key", () => {
    const { send } = azure();
    const watchlist = `${sentinel}/watchlists/People`;
    const item = `${watchlist}/watchlistItems/11111111-0000-4000-8000-000000000001`;
    expect(send("PUT", item, { properties: { itemsKeyValue: { Id: "1" } } }).body.error.code).toBe(
      "ParentResourceNotFound",
    );
    send("PUT", watchlist, { properties: { displayName: "People", itemsSearchKey: "Id" } });
    expect(send("PUT", item, { properties: { itemsKeyValue: { Name: "x" } } }).status).toBe(400);
    expect(send("PUT", item, { properties: { itemsKeyValue: { Id: "1" } } }).status).toBe(201);
  });
});

describe("an automation rule that runs a playbook", () => {
  const automation = `${sentinel}/automationRules/aaaaaaaa-0000-4000-8000-0000000000aa`;
  const body = {
    properties: {
      displayName: "Run it",
      order: 1,
      triggeringLogic: { isEnabled: true, triggersOn: "Incidents", triggersWhen: "Created", conditions: [] },
      actions: [{ order: 1, actionType: "RunPlaybook", actionConfiguration: { logicAppResourceId: playbook } }],
    },
  };
  const grant = {
    properties: {
      principalId: stranger,
      roleDefinitionId: `${subscription}/${roles}/roleDefinitions/f4c81013-99ee-4d62-a7ee-b3f1f648599a`,
    },
  };
  const assignment = `${group}/${roles}/roleAssignments/dddddddd-0000-4000-8000-00000000000d`;

  test("needs the playbook, and Sentinel's right to run it", () => {
    const { send } = azure();
    expect(send("PUT", automation, body).body.error.message).toMatch(/playbook resource .* was not found/);
    send("PUT", playbook, playbookBody);
    expect(send("PUT", automation, body)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("missing required permissions") } },
    });
    send("PUT", assignment, grant);
    expect(send("PUT", automation, body).status).toBe(201);
  });

  test("with strict timing, the right has to be in force", () => {
    const { send, clock } = azure({ settling: 60_000 });
    send("PUT", playbook, playbookBody);
    send("PUT", assignment, grant);
    clock.advance(59_999);
    expect(send("PUT", automation, body).status).toBe(400);
    clock.advance(1);
    expect(send("PUT", automation, body).status).toBe(201);
  });
});

describe("tables", () => {
  test.each([
    ["that only a summary rule makes", "_BinSize"],
    ["with a blank", "Bytes out"],
    ["that begins with a digit", "1st"],
  ])("a column %s is refused", (_what, name) => {
    const { send } = azure();
    expect(send("PUT", table, tableBody({}, [...columns, { name, type: "string" }]))).toMatchObject({
      status: 400,
      body: {
        error: {
          code: "InvalidParameter",
          message: expect.stringContaining(`MSG 1008: Column name ${name} contains invalid characters`),
        },
      },
    });
  });

  test("a retention is changed by PATCH, without the columns", () => {
    const { send } = azure();
    expect(send("PATCH", table, { properties: { retentionInDays: 90 } }).body.properties).toMatchObject({
      retentionInDays: 90,
      retentionInDaysAsDefault: false,
      schema: { columns },
    });
  });

  test.each([
    [
      "another type of a column",
      tableBody({}, [columns[0]!, { name: "Host", type: "long" }]),
      /Host.*cannot become long/,
    ],
    ["another plan", tableBody({ plan: "Auxiliary" }), /Auxiliary/],
    ["a reserved column", tableBody({}, [...columns, { name: "TenantId", type: "guid" }]), /TenantId/],
    [
      "a type that there is not",
      tableBody({}, [...columns, { name: "At", type: "datetime" }]),
      /did you mean "dateTime"/,
    ],
    ["no TimeGenerated", tableBody({}, [{ name: "Host", type: "string" }]), /TimeGenerated/],
    ["a retention that there is not", tableBody({ retentionInDays: 3 }), /3/],
  ])("%s is refused", (_what, body, message) => {
    const { send } = azure();
    expect(send("PUT", table, body)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringMatching(message) } },
    });
  });

  test("a column left out is gone", () => {
    const { send } = azure();
    expect(send("PUT", rule, ruleBody()).status).toBe(201);
    expect(send("PUT", table, tableBody({}, columns.slice(0, 2))).status).toBe(200);
    expect(send("PUT", rule, ruleBody()).body.error.message).toMatch(/Size/);
  });

  test("built-in tables are there; a table of no name is not", () => {
    const { send } = azure();
    expect(send("GET", `${workspace}/tables/AuditLogs`).status).toBe(200);
    expect(send("PUT", `${workspace}/tables/AuditLogs`, { properties: { retentionInDays: 90 } }).status).toBe(200);
    expect(send("GET", `${workspace}/tables/Nothing`).status).toBe(404);
    expect(send("PUT", `${workspace}/tables/Nothing`, tableBody()).status).toBe(400);
  });
});

describe("a table just made, with strict timing", () => {
  test("is not known to rules and data collection rules for a while", () => {
    const { send, clock } = azure({ settling: 120_000 });
    expect(send("PUT", rule, ruleBody()).body.error.message).toMatch(
      /One of the tables does not exist.*Events_CL was made just now/,
    );
    expect(send("PUT", collectionRule, collectionRuleBody()).body.error.message).toMatch(/InvalidOutputTable/);
    clock.advance(119_999);
    expect(send("PUT", rule, ruleBody()).status).toBe(400);
    clock.advance(1);
    expect(send("PUT", rule, ruleBody()).status).toBe(201);
    expect(send("PUT", collectionRule, collectionRuleBody()).status).toBe(201);
  });
});

describe("data collection rules", () => {
  const flow = collectionRuleBody().properties.dataFlows[0]!;

  test.each([
    [
      "a table that is not there",
      { dataFlows: [{ ...flow, outputStream: "Custom-Else_CL" }] },
      /InvalidOutputTable: Table for output stream 'Custom-Else_CL' is not available for destination 'workspace'/,
    ],
    [
      "a table that takes no rows",
      { dataFlows: [{ ...flow, outputStream: "Microsoft-ASimAgentEventLogs" }] },
      /ASimAgentEventLogs/,
    ],
    ["a stream that is not declared", { dataFlows: [{ ...flow, streams: ["Custom-Else"] }] }, /Custom-Else/],
    ["a destination that is not defined", { dataFlows: [{ ...flow, destinations: ["else"] }] }, /'else'/],
    ["eleven flows", { dataFlows: Array.from({ length: 11 }, () => flow) }, /11 .*10/],
    [
      "an endpoint that is not there",
      { dataCollectionEndpointId: `${group}/providers/Microsoft.Insights/dataCollectionEndpoints/x` },
      /dataCollectionEndpoints\/x/,
    ],
  ])("%s is refused", (_what, more, message) => {
    const { send } = azure();
    expect(send("PUT", collectionRule, collectionRuleBody(more))).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringMatching(message) } },
    });
  });

  test("ten flows are taken", () => {
    const { send } = azure();
    expect(
      send("PUT", collectionRule, collectionRuleBody({ dataFlows: Array.from({ length: 10 }, () => flow) })).status,
    ).toBe(201);
  });

  test("tables of Sentinel are there once it is", () => {
    const { send } = azure();
    const body = collectionRuleBody({ dataFlows: [{ ...flow, outputStream: "Microsoft-SecurityEvent" }] });
    send("DELETE", `${sentinel}/onboardingStates/default`);
    expect(send("PUT", collectionRule, body).body.error.message).toMatch(/InvalidOutputTable/);
    send("PUT", `${sentinel}/onboardingStates/default`, { properties: {} });
    expect(send("PUT", collectionRule, body).status).toBe(201);
  });
});

describe("diagnostic settings", () => {
  const setting = (id: string) => `${id}/providers/Microsoft.Insights/diagnosticSettings/agents`;
  const logs = (...names: object[]) => ({
    properties: { workspaceId: workspace, logs: names.map((one) => ({ ...one, enabled: true })) },
  });

  test.each([
    ["a category that the type has", logs({ category: "SummaryLogs" }), 200, undefined],
    ["a group that the type has", logs({ categoryGroup: "allLogs" }), 200, undefined],
    [
      "a category of another type",
      logs({ category: "WorkflowRuntime" }),
      400,
      /^Category 'WorkflowRuntime' is not supported/,
    ],
    [
      "a group that the type has not",
      logs({ categoryGroup: "everything" }),
      400,
      /^CategoryGroup: 'everything' is not supported, supported ones are: 'audit,allLogs'/,
    ],
    ["a category and a group", logs({ category: "Audit" }, { categoryGroup: "allLogs" }), 400, /mix of log category/],
    [
      "a workspace that is not there",
      { properties: { ...logs().properties, workspaceId: `${workspace}2` } },
      400,
      /law-12/,
    ],
  ])("%s", (_what, body, status, message) => {
    const { send } = azure();
    const answer = send("PUT", setting(workspace), body);
    expect(answer.status).toBe(status);
    if (message) expect(answer.body.error.message).toMatch(message);
  });

  test("a web site has categories, and no group", () => {
    const { send } = azure();
    const site = `${group}/providers/Microsoft.Web/sites/app`;
    send("PUT", site, { location: "westeurope", properties: {} });
    expect(send("PUT", setting(site), logs({ categoryGroup: "allLogs" })).status).toBe(400);
    expect(send("PUT", setting(site), logs({ category: "FunctionAppLogs" })).status).toBe(200);
  });

  test("Sentinel's health is a setting that is there", () => {
    const { send } = azure();
    expect(send("PUT", setting(`${sentinel}/settings/SentinelHealth`), logs({ categoryGroup: "allLogs" })).status).toBe(
      200,
    );
    expect(send("PUT", setting(`${sentinel}/settings/Sentinel`), logs({ categoryGroup: "allLogs" })).status).toBe(404);
  });

  test("custom security attributes have a type of setting of their own", () => {
    const { send } = azure();
    const id = "/providers/microsoft.aadcustomsecurityattributesdiagnosticsettings/diagnosticSettings/agents";
    const path = `${id}?api-version=2017-04-01-preview`;
    expect(send("PUT", path, logs({ category: "AuditLogs" })).status).toBe(400);
    expect(send("PUT", path, logs({ category: "CustomSecurityAttributeAuditLogs" })).status).toBe(200);
  });

  test("Entra's settings have its categories, and there are five", () => {
    const { send } = azure();
    const entra = (name: string) => `/providers/microsoft.aadiam/diagnosticSettings/${name}`;
    expect(send("PUT", entra("a"), logs({ category: "CustomSecurityAttributeAuditLogs" })).body.error.message).toMatch(
      /CustomSecurityAttributeAuditLogs/,
    );
    for (const name of ["a", "b", "c", "d", "e"])
      expect(send("PUT", entra(name), logs({ category: "AuditLogs" })).status).toBe(200);
    expect(send("PUT", entra("f"), logs({ category: "AuditLogs" })).status).toBe(400);
    expect(send("PUT", entra("e"), logs({ category: "SignInLogs" })).status).toBe(200);
  });
});

describe("a workspace that was deleted", () => {
  const body = { location: "westeurope", properties: {} };

  test("comes back with its tables within two weeks, and without them later", () => {
    for (const [wait, status] of [
      [14 * day - 1, 200],
      [14 * day, 404],
    ] as const) {
      const { send, clock } = azure();
      send("PUT", rule, ruleBody());
      send("DELETE", workspace);
      expect(send("GET", table).status).toBe(404);
      clock.advance(wait);
      expect(send("PUT", workspace, body).status).toBe(201);
      expect(send("GET", table).status).toBe(status);
      expect(send("GET", rule).status).toBe(404);
    }
  });

  test("is listed until it cannot come back; one deleted for good is not", () => {
    const { send } = azure();
    const list = `${subscription}/providers/Microsoft.OperationalInsights/deletedWorkspaces`;
    send("DELETE", workspace);
    expect(send("GET", list).body.value.map(({ name }) => name)).toEqual(["law-1"]);
    send("PUT", workspace, body);
    send("DELETE", `${workspace}?force=true`);
    send("PUT", workspace, body);
    expect(send("GET", table).status).toBe(404);
  });

  test("goes the same way with its group", () => {
    const { send } = azure();
    send("DELETE", group);
    send("PUT", group, { location: "westeurope" });
    send("PUT", workspace, body);
    expect(send("GET", table).status).toBe(200);
  });
});

describe("roles", () => {
  const definition = (name: string) => `${group}/${roles}/roleDefinitions/${name}`;
  const own = "eeeeeeee-0000-4000-8000-00000000000e";
  const role = (more: object = {}) => ({
    properties: {
      roleName: "Own",
      assignableScopes: [group],
      permissions: [{ actions: ["Microsoft.Logic/workflows/read"] }],
      ...more,
    },
  });
  const assignment = (scope: string, n: number) =>
    `${scope}/${roles}/roleAssignments/dddddddd-0000-4000-8000-00000000000${n}`;
  const grant = { properties: { principalId: stranger, roleDefinitionId: definition(own) } };

  test("a role that is not there cannot be assigned", () => {
    const { send } = azure();
    expect(send("PUT", assignment(group, 1), grant)).toMatchObject({
      status: 400,
      body: { error: { code: "RoleDefinitionDoesNotExist" } },
    });
    send("PUT", definition(own), role());
    expect(send("PUT", assignment(group, 1), grant).status).toBe(201);
  });

  test("a role is assigned within its scopes only", () => {
    const { send } = azure();
    send("PUT", definition(own), role());
    expect(send("PUT", assignment(subscription, 1), grant)).toMatchObject({
      status: 400,
      body: { error: { code: "RoleAssignmentScopeNotAssignableToRoleDefinition" } },
    });
    expect(send("PUT", assignment(workspace, 1), grant).status).toBe(201);
  });

  test("a role that is assigned stays", () => {
    const { send } = azure();
    send("PUT", definition(own), role());
    send("PUT", assignment(group, 1), grant);
    expect(send("DELETE", definition(own))).toMatchObject({
      status: 400,
      body: { error: { code: "RoleDefinitionHasAssignments" } },
    });
    send("DELETE", assignment(group, 1));
    expect(send("DELETE", definition(own)).status).toBe(200);
  });

  test("the same assignment is made once", () => {
    const { send } = azure();
    send("PUT", definition(own), role());
    send("PUT", assignment(group, 1), grant);
    expect(send("PUT", assignment(group, 2), grant)).toMatchObject({
      status: 409,
      body: { error: { code: "RoleAssignmentExists" } },
    });
  });

  test("two roles have two names", () => {
    const { send } = azure();
    send("PUT", definition(own), role());
    const other = definition(own.replace("eeeeeeee", "ffffffff"));
    expect(send("PUT", other, role())).toMatchObject({
      status: 409,
      body: { error: { code: "RoleDefinitionWithSameNameExists" } },
    });
    expect(send("PUT", other, role({ roleName: "Other" })).status).toBe(201);
  });
});

test("Contributor does not assign roles; User Access Administrator does", () => {
  const { send } = azure();
  const role = (id: string) => ({
    properties: { principalId: stranger, roleDefinitionId: `${subscription}/${roles}/roleDefinitions/${id}` },
  });
  const assignment = (n: number) => `${group}/${roles}/roleAssignments/dddddddd-0000-4000-8000-00000000000${n}`;
  const reader = role("acdd72a7-3385-48ef-bd42-f606fba81ae7");
  send("PUT", assignment(1), role("b24988ac-6180-42a0-ab88-20f7382dd24c"));
  expect(send("PUT", rule, ruleBody(), stranger).status).toBe(201);
  expect(send("PUT", assignment(2), reader, stranger).body.error.code).toBe("AuthorizationFailed");
  send("PUT", assignment(3), role("18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"));
  expect(send("PUT", assignment(2), reader, stranger).status).toBe(201);
});

test.each([
  ["around it", group, table],
  ["on it", table, table],
  ["within it", table, workspace],
])("a lock %s keeps a resource", (_what, scope, target) => {
  const { send } = azure();
  const lock = `${scope}/providers/Microsoft.Authorization/locks/keep`;
  expect(send("PUT", `${lock}?api-version=2020-05-01`, { properties: { level: "CanNotDelete" } }).status).toBe(201);
  expect(send("DELETE", target)).toMatchObject({ status: 409, body: { error: { code: "ScopeLocked" } } });
  expect(send("DELETE", `${lock}?api-version=2020-05-01`).status).toBe(200);
  expect(send("DELETE", target).status).toBe(200);
});

test("without checks, what has a place is stored; without a place it is not", () => {
  const { send } = azure({ checks: false });
  expect(send("PUT", rule, ruleBody({ query: "Nothing_CL" })).status).toBe(201);
  expect(send("PUT", rule.replace("law-1", "law-2"), ruleBody()).status).toBe(404);
});
