import { lintCatalogue, lintWorkflow, loadWorkflows } from "../src";
import { compose, definitionOf, following } from "./harness";

const http = (inputs: object, more: object = {}) => ({
  type: "Http",
  inputs: { method: "GET", uri: "https://api.test/", ...inputs },
  ...more,
});
const scope = (actions: object, more: object = {}) => ({ type: "Scope", actions, ...more });
const foreach = (actions: object, more: object = {}) => ({
  type: "Foreach",
  foreach: "@createArray(1)",
  actions,
  ...more,
});
const variable = { type: "InitializeVariable", inputs: { variables: [{ name: "V", type: "string" }] } };
const set = (more: object = {}) => ({ type: "SetVariable", inputs: { name: "V", value: "x" }, ...more });
const webhook = (more: object = {}) => ({
  type: "HttpWebhook",
  inputs: { subscribe: { uri: "https://api.test" } },
  ...more,
});
const terminate = (runStatus: string, more: object = {}) => ({ type: "Terminate", inputs: { runStatus }, ...more });
const onSwitch = (actions: object) => ({
  type: "If",
  expression: { equals: ["@parameters('Mode')", "Auto"] },
  actions,
});
const onState = (actions: object) => ({ type: "If", expression: { equals: ["a", "b"] }, actions });
const secure = { runtimeConfiguration: { secureData: { properties: ["inputs", "outputs"] } } };
const graph = {
  parameters: {
    Graph: { type: "String", defaultValue: "https://graph.microsoft.com" },
    Mode: { type: "String", defaultValue: "Auto" },
  },
};
const disable = (more: object = {}) =>
  http({ method: "PATCH", uri: "@{parameters('Graph')}/v1.0/users/1", body: {} }, more);
const respond = { type: "Response", inputs: { statusCode: 200 } };
const initialize = (...names: string[]) => ({
  type: "InitializeVariable",
  inputs: { variables: names.map((name) => ({ name, type: "string" })) },
});
const own = "@{variables('V')}!";
const reading = (type: string, name: string) => ({ type, inputs: { name, value: own } });
const connected = (name: string) => compose(`@parameters('$connections')['${name}']['connectionId']`);
const connections = {
  parameters: { $connections: { type: "Object", defaultValue: { mail: { connectionId: "/c/mail" } } } },
};
const nested = (depth: number): object =>
  depth === 0 ? { A: compose(1) } : { [`S${depth}`]: scope(nested(depth - 1)) };
const triggered = (trigger: object) => ({ triggers: { t: trigger } });

type Case = readonly [code: string, broken: object, fine: object, more?: object, moreWhenFine?: object];

/** For each rule actions that break it and actions that do not; definitions' other parts where they matter. */
const cases: readonly Case[] = [
  ["wdl-syntax-error", { A: compose("@concat('a'") }, { A: compose("@concat('a')") }],
  ["odata-key-unescaped", { A: compose({ "@odata.type": 1 }) }, { A: compose({ "@@odata.type": 1 }) }],
  ["unknown-function", { A: compose("@lenght('a')") }, { A: compose("@LENGTH('a')") }],
  ["argument-count", { A: compose("@length('a', 1)") }, { A: compose("@length('a')") }],
  ["unknown-action-type", { A: { type: "Composer" } }, { A: { type: "compose" } }],
  [
    "unknown-action-type",
    { A: { type: "Expression", kind: "Now" } },
    { A: { type: "Expression", kind: "CurrentTime" } },
  ],
  ["unknown-trigger-type", {}, {}, triggered({ type: "Requst" }), triggered({ type: "recurrence" })],
  ["unknown-trigger-type", {}, {}, triggered({}), triggered({ type: "Batch" })],
  [
    "unknown-trigger-type",
    {},
    {},
    triggered({ type: "Request", splitOn: "@triggerBody()" }),
    triggered({ type: "Request" }),
  ],
  [
    "duplicate-action-name",
    { A: compose(1), S: scope({ A: compose(1) }) },
    { A: compose(1), S: scope({ B: compose(1) }) },
  ],
  [
    "unknown-runafter-reference",
    { A: compose(1), B: compose(1, following("C")) },
    { A: compose(1), B: compose(1, following("A")) },
  ],
  [
    "runafter-scope-invalid",
    { S: scope({ A: compose(1) }), B: compose(1, following("A")) },
    { S: scope({ A: compose(1) }), B: compose(1, following("S")) },
  ],
  [
    "runafter-invalid-status",
    { A: compose(1), B: compose(1, { A: ["Done"] }) },
    { A: compose(1), B: compose(1, { A: ["SUCCEEDED"] }) },
  ],
  [
    "runafter-cycle",
    { A: compose(1, following("B")), B: compose(1, following("A")) },
    { A: compose(1), B: compose(1, following("A")) },
  ],
  [
    "unknown-action-reference",
    { A: compose(1), B: compose("@outputs('C')", following("A")) },
    { A: compose(1), B: compose("@outputs('a')", following("A")) },
  ],
  [
    "action-reference-not-runafter",
    { A: compose(1), B: compose("@outputs('A')") },
    { A: compose(1), B: compose("@outputs('A')", following("A")) },
  ],
  [
    "action-reference-not-runafter",
    { S: onState({ A: compose(1) }), B: compose("@outputs('A')") },
    {
      S: onState({ A: compose(1) }),
      U: {
        type: "Until",
        expression: "@equals(outputs('I'), 1)",
        actions: { I: compose("@outputs('A')") },
        runAfter: following("S"),
      },
    },
  ],
  [
    "unknown-variable",
    { A: compose("@variables('V')") },
    { V: variable, A: compose("@variables('v')", following("V")) },
  ],
  ["unknown-variable", { A: set() }, { V: variable, A: set({ runAfter: following("V") }) }],
  ["unknown-parameter", { A: compose("@parameters('Mod')") }, { A: compose("@parameters('mode')") }, graph, graph],
  [
    "unknown-foreach",
    { L: foreach({ A: compose("@items('M')") }) },
    { L: foreach({ S: scope({ A: compose("@items('L')") }) }) },
  ],
  [
    "power-automate-path",
    { A: compose("a"), B: compose("@length(outputs('A')?['body/value'])", following("A")) },
    { A: compose("a"), B: compose("@outputs('A')?['body']?['a/b']", following("A")) },
  ],
  ["variable-initialized-in-scope", { S: scope({ V: variable }) }, { V: variable }],
  [
    "terminate-in-loop",
    { L: foreach({ S: scope({ T: terminate("Failed") }) }) },
    { S: scope({ T: terminate("Failed") }) },
  ],
  ["over-limit", nested(9), nested(8)],
  ["over-limit", { ["A".repeat(81)]: compose(1) }, { ["A".repeat(80)]: compose(1) }],
  [
    "race-variable-in-parallel-foreach",
    { V: variable, L: foreach({ S: scope({ A: set() }) }) },
    {
      V: variable,
      L: foreach({ A: set() }, { runtimeConfiguration: { concurrency: { repetitions: 1 } } }),
      M: foreach({ B: set() }, { operationOptions: "Sequential" }),
    },
  ],
  [
    "msi-without-audience",
    { A: http({ authentication: { type: "ManagedServiceIdentity" } }) },
    { A: http({ authentication: { type: "ManagedServiceIdentity", audience: "https://graph.microsoft.com" } }) },
  ],
  [
    "credential-auth",
    { A: http({ authentication: { type: "Basic" } }) },
    { A: http({ authentication: { type: "ManagedServiceIdentity" } }) },
  ],
  [
    "secret-in-http-token-request",
    {
      A: http({
        method: "POST",
        uri: "https://login.microsoftonline.com/t/oauth2/v2.0/token",
        body: "client_secret=@{1}",
      }),
    },
    {
      A: http({
        method: "POST",
        uri: "https://login.microsoftonline.com/t/oauth2/v2.0/token",
        body: "client_assertion=@{1}",
      }),
    },
  ],
  [
    "bearer-in-run-history",
    { A: http({ headers: { Authorization: "x" } }) },
    { A: http({ headers: { Authorization: "x" } }, secure) },
  ],
  [
    "keyvault-secret-in-run-history",
    { A: http({ uri: "https://v.vault.azure.net/secrets/s" }) },
    {
      A: http({ uri: "https://v.vault.azure.net/secrets/s" }, secure),
      B: http({ uri: "https://v.vault.azure.net/keys/s" }),
    },
  ],
  [
    "user-consent-connector",
    { A: compose("@parameters('$connections')['teams']['connectionId']") },
    { A: compose("@parameters('$connections')['azuresentinel']['connectionId']") },
    { parameters: { $connections: { type: "Object" } } },
    { parameters: { $connections: { type: "Object" } } },
  ],
  ["approval-without-timeout", { A: webhook() }, { A: webhook({ limit: { timeout: "PT4H" } }) }],
  [
    "failure-path-ends-green",
    {
      A: compose(1),
      H: compose(1, { A: ["Failed", "TimedOut"] }),
      T: terminate("Succeeded", { runAfter: following("H") }),
    },
    {
      A: compose(1),
      H: scope({ I: compose(1) }, { runAfter: { A: ["Failed"] } }),
      T: terminate("Failed", { runAfter: following("H") }),
    },
  ],
  [
    "failure-path-ends-green",
    { A: compose(1), H: compose(1, { A: ["Failed"] }) },
    { A: compose(1), H: compose(1, { A: ["Failed", "Succeeded"] }) },
  ],
  ["change-without-approval", { A: disable() }, { I: onState({ A: disable() }) }, graph, graph],
  [
    "change-without-approval",
    { W: webhook(), A: disable() },
    { W: webhook(), A: disable({ runAfter: following("W") }) },
    graph,
    graph,
  ],
  [
    "change-without-approval",
    { A: http({ method: "POST", uri: "https://graph.microsoft.com/v1.0/users/1/revokeSignInSessions" }) },
    { A: http({ method: "POST", uri: "https://graph.microsoft.com/v1.0/directoryObjects/getByIds" }) },
  ],
  ["change-without-break-glass", { I: onState({ A: disable() }) }, { I: onSwitch({ A: disable() }) }, graph, graph],
  [
    "change-without-break-glass",
    { I: onSwitch({ B: compose(1) }), A: disable({ runAfter: following("I") }) },
    { I: onSwitch({ T: terminate("Cancelled") }), A: disable({ runAfter: following("I") }) },
    graph,
    graph,
  ],
  [
    "change-without-rollback",
    { A: disable(), B: compose(1, following("A")) },
    { S: scope({ A: disable() }), H: compose(1, { S: ["Failed"] }) },
    graph,
    graph,
  ],
  ["response-without-request", { A: respond }, { A: respond }, triggered({ type: "Recurrence" })],
  ["response-without-request", { S: scope({ A: respond }) }, {}, triggered({ type: "ApiConnectionWebhook" })],
  ["response-in-loop", { L: foreach({ A: respond }) }, { S: scope({ A: respond }) }],
  ["response-in-loop", { L: { type: "Until", actions: { S: scope({ A: respond }) } } }, { L: foreach({}), A: respond }],
  ["variable-initialized-twice", { V: variable, W: initialize("v") }, { V: variable, W: initialize("W") }],
  ["variable-initialized-twice", { V: initialize("A", "a") }, { V: initialize("A", "B") }],
  ["variable-refers-to-itself", { V: variable, A: reading("SetVariable", "v") }, { V: variable, A: compose(own) }],
  ["variable-refers-to-itself", { V: variable, A: reading("AppendToStringVariable", "V") }, { A: set() }],
  [
    "variable-refers-to-itself",
    { V: { ...variable, inputs: { variables: [{ name: "V", type: "string", value: own }] } } },
    { V: variable, A: reading("SetVariable", "W"), W: initialize("W") },
  ],
  ["unknown-connection", { A: connected("mial") }, { A: connected("Mail") }, connections, connections],
  ["unknown-connection", { A: compose("@parameters('$connections')?['x']") }, { A: connected("x") }, connections],
];

const codesOf = (actions: object, more: object = {}) =>
  lintWorkflow(loadWorkflows(JSON.stringify(definitionOf(actions, more), null, 1), "wf.json")[0]!).map(
    ({ code }) => code,
  );

describe.each(cases.map((one) => [one[0], one] as const))("%s", (code, [, broken, fine, more, moreWhenFine]) => {
  test("is reported", () => expect(codesOf(broken, more)).toContain(code));
  test("is not reported", () => expect(codesOf(fine, moreWhenFine)).not.toContain(code));
});

test("a key that an object holds twice is reported where it stands", () => {
  const text = '{"triggers":{},"actions":{"A":{"type":"Compose"},\n"A":{"type":"Compose"}}}';
  const findings = lintWorkflow(loadWorkflows(text, "wf.json")[0]!);
  expect(findings.map(({ code, place }) => [code, place.line])).toEqual([["duplicate-action-name", 2]]);
});

test("every rule has cases, a code of its own, a message and a fix", () => {
  const codes = lintCatalogue.map(({ code }) => code);
  expect([...new Set(cases.map(([code]) => code))].sort()).toEqual([...codes].sort());
  expect(new Set(codes).size).toBe(codes.length);
  for (const rule of lintCatalogue) expect([rule.message, rule.fix]).not.toContain("");
});

test("functions that do not run here say what to write instead", () => {
  const [finding] = lintWorkflow(
    loadWorkflows(JSON.stringify(definitionOf({ A: compose("@xpath(1, 2)") })), "wf.json")[0]!,
  );
  expect(finding).toMatchObject({ message: "xpath() does not run here", fix: "read the XML with json(xml(…))" });
});

test("names are suggested", () => {
  const actions = { Get_user: compose(1), B: compose("@outputs('Get_usr')", following("Get_user")) };
  const [finding] = lintWorkflow(loadWorkflows(JSON.stringify(definitionOf(actions)), "wf.json")[0]!);
  expect(finding).toMatchObject({ code: "unknown-action-reference", fix: 'did you mean "Get_user"?' });
});
