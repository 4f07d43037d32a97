import { derivePermissions, type Problem, readContent } from "../../lib/content";
import { playbookGraphProblems } from "../../lib/content/checks/graph-calls";
import { permissionProblems } from "../../lib/content/checks/playbook-permissions";
import { knownCalls } from "../../lib/content/permissions/calls";
import { graphRoles } from "../../lib/content/permissions/roles";
import { shipped } from "../shared/content";
import { work } from "../shared/work";
import { alter, type Change, expected, withContent } from "./support";

const metadata = (folder: string) => `playbooks/${folder}/playbook.yaml`;
const workflow = (folder: string) => `playbooks/${folder}/workflow.json`;
const freeze = "PB-01-freeze-agent";
const quarantine = "PB-02-quarantine-agent";
const credential = "PB-04-remove-credential";
const pause = "PB-05-pause-workflow";
const notify = "PB-08-notify-owners";

/** What is wrong with the permissions once a file of a playbook was changed. */
function problemsOf(change: Change): Problem[] {
  return withContent({ [change.file]: alter(change).text }, (root) =>
    readContent(root, work).playbooks.flatMap((item) => [...permissionProblems(item), ...playbookGraphProblems(item)]),
  );
}

describe.each(shipped.playbooks.map((item) => [item.data.id, item] as const))("%s", (_id, item) => {
  const needs = derivePermissions(item.definition as never);

  test("holds what its calls need, and nothing else", () => {
    expect([...permissionProblems(item), ...playbookGraphProblems(item)]).toEqual([]);
    const granted = item.data.graphAppRoles.map((entry) => (typeof entry === "string" ? entry : entry.role));
    expect(needs.graphAppRoles.map(({ grant }) => grant).sort()).toEqual([...granted].sort());
    expect(needs.azureActions.map(({ grant }) => grant).sort()).toEqual([...(item.data.azureActions ?? [])].sort());
  });

  test("fails for want of any of them", () => {
    for (const [i, entry] of item.data.graphAppRoles.entries()) {
      const graphAppRoles = item.data.graphAppRoles.filter((_, j) => j !== i);
      const found = permissionProblems({ ...item, data: { ...item.data, graphAppRoles } });
      expect(found).toContainEqual(expect.objectContaining({ code: "playbook/permission-missing" }));
      expect(found.map(({ message }) => message).join()).toContain(typeof entry === "string" ? entry : entry.role);
    }
  });
});

/** What, the change with the place marked, code, message, suggestion. */
const cases: [string, Change, string, RegExp, RegExp?][] = [
  [
    "a permission that a call needs is not granted",
    { file: metadata(freeze), from: "graphAppRoles:\n  - AgentIdentity.Read.All\n", to: "‸graphAppRoles:\n" },
    "playbook/permission-missing",
    /AgentIdentity\.Read\.All is not granted, and action "Get_agent" needs it \(GET v1\.0\/servicePrincipals/,
    /add it to graphAppRoles/,
  ],
  [
    "a role on the workspace is not granted",
    {
      file: metadata(freeze),
      from: /azureRoles:\n(.*\n).*Log Analytics Reader.*\n/,
      to: "‸azureRoles:\n  - { role: Microsoft Sentinel Responder, scope: workspace }\n",
    },
    "playbook/permission-missing",
    /Log Analytics Reader on the workspace.*"Ask_guard"/,
  ],
  [
    "an action on workloads is not granted",
    {
      file: metadata(pause),
      from: /azureActions:\n(.*\n)*? {2}- Microsoft.App\/containerApps\/stop\/action\n/,
      to: "‸azureActions:\n",
    },
    "playbook/permission-missing",
    /Microsoft\.App\/containerApps\/stop\/action is not granted, and action "Stop_Container_App" needs it/,
  ],
  [
    "a permission that no call needs",
    { file: metadata(freeze), from: "graphAppRoles:\n", to: "graphAppRoles:\n  - ‸User.ReadBasic.All\n" },
    "playbook/permission-extra",
    /no call of the workflow needs User\.ReadBasic\.All/,
  ],
  [
    "a permission written wrongly",
    { file: metadata(freeze), from: "AgentIdentity.EnableDisable.All", to: "‸AgentIdentity.EnableDisable" },
    "playbook/permission-extra",
    /needs AgentIdentity\.EnableDisable/,
    /AgentIdentity\.EnableDisable\.All/,
  ],
  [
    "a permission that Microsoft Graph does not have",
    { file: metadata(freeze), from: "graphAppRoles:\n", to: "graphAppRoles:\n  - ‸AgentIdUser.Read.All\n" },
    "graph/unknown-permission",
    /has no application permission AgentIdUser\.Read\.All/,
    /"AgentIdUser\.ReadWrite\.All"/,
  ],
  [
    "a property that the type does not have",
    {
      file: "playbooks/PB-03-freeze-blueprint/workflow.json",
      from: "?$select=id,displayName,accountEnabled,servicePrincipalType",
      to: "?$select=id,displayName,enabled,servicePrincipalType",
    },
    "graph/unknown-property",
    /"Get_blueprint" selects "enabled": .*agentIdentityBlueprintPrincipal has no property enabled/,
  ],
  [
    "a permission twice",
    { file: metadata(freeze), from: "graphAppRoles:\n", to: "graphAppRoles:\n  - AgentIdentity.Read.All\n" },
    "playbook/permission-extra",
    /granted twice/,
  ],
  [
    "a broad permission where a narrow one will do",
    { file: metadata(freeze), from: "AgentIdentity.EnableDisable.All", to: "‸AgentIdentity.ReadWrite.All" },
    "playbook/permission-too-broad",
    /AgentIdentity\.ReadWrite\.All is more than any call needs/,
    /AgentIdentity\.EnableDisable\.All instead/,
  ],
  [
    "a class below its permissions",
    { file: metadata(freeze), from: "privilegeClass: freeze", to: "privilegeClass: ‸read" },
    "playbook/privilege-class",
    /in class freeze: it holds AgentIdentity\.EnableDisable\.All, and action "Disable_agent" needs it/,
    /write freeze/,
  ],
  [
    "a class above its permissions",
    { file: metadata("PB-06-enrich-incident"), from: "privilegeClass: read", to: "privilegeClass: ‸fleet" },
    "playbook/privilege-class",
    /in class read: it changes nothing/,
  ],
  [
    "mail for every tenant",
    { file: metadata(notify), from: "{ role: Mail.Send, when: mailSender }", to: "‸Mail.Send" },
    "playbook/permission-condition",
    /granted to every tenant/,
    /when: mailSender/,
  ],
  [
    "a permission that some tenants would not have",
    { file: metadata(notify), from: "User.ReadBasic.All", to: "‸{ role: User.ReadBasic.All, when: mailSender }" },
    "playbook/permission-condition",
    /does not depend on response\.mailSender/,
  ],
  [
    "a call that nobody knows",
    { file: workflow(freeze), from: "riskyAgents/confirmCompromised", to: "riskyAgents/confirmCompromissed" },
    "playbook/unknown-call",
    /action "Confirm_compromised": nobody has said what POST beta\/identityProtection\/riskyAgents\/confirmCompromissed needs/,
    /did you mean "POST beta\/identityProtection\/riskyAgents\/confirmCompromised"/,
  ],
  [
    "a call to another service",
    { file: workflow(freeze), from: '"https://graph.microsoft.com"', to: '"https://graph.example.com"' },
    "playbook/unknown-call",
    /graph\.example\.com/,
  ],
  [
    "a property that nobody knows",
    { file: workflow(quarantine), from: '"customSecurityAttributes": {', to: '"appRoleAssignmentRequired": {' },
    "playbook/unknown-call",
    /changing "appRoleAssignmentRequired" needs/,
    /accountEnabled or customSecurityAttributes/,
  ],
  [
    "an address that another may lead elsewhere",
    {
      file: workflow(freeze),
      from: "/v1.0/servicePrincipals/@{encodeUriComponent(items('For_each_subject'))}/",
      to: "/v1.0/servicePrincipals/@{items('For_each_subject')}/",
    },
    "playbook/unknown-call",
    /"items\('For_each_subject'\).*as it comes/,
    /encodeUriComponent/,
  ],
  [
    "a connector of a person",
    {
      file: workflow(freeze),
      from: /\['azuresentinel'\](?=\['connectionId'\]"\s+\}\s+\},\s+"method": "post")/,
      to: "['teams']",
    },
    "playbook/unknown-call",
    /nobody has said what POST \/Incidents\/Comment needs/,
  ],
];

test.each(cases.map((row) => [row[0], row] as const))("%s is refused", (_what, [, change, code, says, suggests]) => {
  const { place } = alter(change);
  expect(problemsOf(change)).toContainEqual(expected(change.file, place, code, says, suggests));
});

test("one identity that freezes agents and fleets is refused", () => {
  const change = {
    file: workflow(freeze),
    from: /microsoft\.graph\.agentIdentity(?=",\s+"headers")/,
    to: "microsoft.graph.agentIdentityBlueprintPrincipal",
  };
  const says =
    /both freeze \(AgentIdentity\.EnableDisable\.All\) and fleet \(AgentIdentityBlueprintPrincipal\.EnableDisable\.All\)/;
  expect(problemsOf(change)).toContainEqual(
    expected(metadata(freeze), { line: 6, column: 17 }, "playbook/mixed-classes", says, /split the playbook/),
  );
});

test("an unknown call is reported where it is written", () => {
  const file = workflow(credential);
  const change = { file, from: "microsoft.graph.agentIdentityBlueprint/removePassword", to: "removePassword" };
  const [problem] = problemsOf(change).filter(({ code }) => code === "playbook/unknown-call");
  const lines = alter(change).text.split("\n");
  expect(problem!.file).toBe(file);
  expect(lines[problem!.line - 1]!.slice(problem!.column - 1)).toMatch(
    /^"@\{parameters\('GraphEndpoint'\)\}.*\/removePassword"/,
  );
});

test("every permission that a call needs is one whose reach is known, and every call has its documentation", () => {
  const named = knownCalls.flatMap(({ graph = [], body = {}, select = {} }) => [
    ...graph,
    ...Object.values(body).flat(),
    ...Object.values(select).flat(),
  ]);
  expect(named.filter((role) => !graphRoles[role])).toEqual([]);
  expect(knownCalls.filter(({ doc }) => !doc.startsWith("https://learn.microsoft.com/"))).toEqual([]);
});

test("every known call is one that a playbook makes", () => {
  const made = new Set(
    shipped.playbooks.flatMap(({ definition, alert }) => {
      const { graphAppRoles, azureRoles, azureActions } = derivePermissions(
        definition as never,
        ...(alert ? [alert.definition as never] : []),
      );
      return [...graphAppRoles, ...azureRoles, ...azureActions].flatMap((need) =>
        need.for.map(({ method, path }) => `${method} ${path}`),
      );
    }),
  );
  const idle = knownCalls.map(({ method, path }) => `${method} ${path}`).filter((call) => !made.has(call));
  // Reading an incident and its comments needs no more than writing them, which every playbook does; the person who authorised
  // the connection to Microsoft Teams posts there, and no identity needs a role.
  expect(idle).toEqual([
    "GET {incident}/comments",
    "GET {incident}",
    "GET {workspace}/providers/Microsoft.SecurityInsights/incidents/{}",
    "TRIGGER /incident-creation",
    "TRIGGER /subscribe",
    "GET /Incidents/subscriptions/{}/resourceGroups/{}/workspaces/{}/alerts/{}",
    "WEBHOOK /v1.0/teams/conversation/gatherinput/poster/{}/location/{}/$subscriptions",
  ]);
});

describe("what a request to the address of an incident needs", () => {
  const reading = (incident: string) => {
    const uri = `@{parameters('ArmEndpoint')}@{${incident}}/comments?api-version=2025-09-01`;
    const parameters = { ArmEndpoint: { type: "String", defaultValue: "https://management.azure.com" } };
    const actions = { Read: { type: "Http", inputs: { method: "GET", uri }, runAfter: {} } };
    return derivePermissions({ parameters, triggers: {}, actions } as never);
  };

  test.each([
    ["the trigger's", "triggerBody()?['object']?['id']"],
    ["that of the variable in which a run keeps it", "variables('Incident')?['id']"],
  ])("is known where the id is %s", (_why, incident) => {
    const { azureRoles, unknown } = reading(incident);
    expect(azureRoles.map(({ grant }) => grant.role)).toEqual(["Microsoft Sentinel Reader"]);
    expect(unknown).toEqual([]);
  });

  test.each([
    ["another variable's", "variables('Other')?['id']"],
    ["another thing that the variable holds", "variables('Incident')?['url']"],
    ["another object's of the trigger", "triggerBody()?['workspace']?['id']"],
    ["a name of the trigger's object", "triggerBody()?['object']?['name']"],
    ["that of what a request answered", "body('Get')?['object']?['id']"],
    ["a parameter's", "parameters('Incident')?['id']"],
  ])("cannot be told where the id is %s", (_why, incident) => {
    const { azureRoles, unknown } = reading(incident);
    expect(azureRoles).toEqual([]);
    expect(unknown).toHaveLength(1);
  });
});
