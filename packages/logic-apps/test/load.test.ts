import { lintWorkflow, loadWorkflows } from "../src";

const definition = {
  triggers: { manual: { type: "Request" } },
  actions: { A: { type: "Compose", inputs: "@nope()" } },
};
const load = (value: unknown) => loadWorkflows(JSON.stringify(value, null, 2), "wf.json");
const placeOf = (value: unknown) => {
  const { place } = lintWorkflow(load(value)[0]!).find(({ code }) => code === "unknown-function")!;
  return `${place.file}:${place.line}:${place.column}`;
};

test.each([
  ["a bare definition", definition, "wf"],
  ["{definition}", { definition }, "wf"],
  ["a resource", { name: "own", properties: { definition, parameters: { P: { value: 1 } } } }, "own"],
])("%s", (_, value, name) => {
  const [workflow] = load(value);
  expect([workflow!.name, Object.keys(workflow!.definition.actions)]).toEqual([name, ["A"]]);
  expect(placeOf(value)).toMatch(/^wf\.json:\d+:\d+$/);
});

test("places point at the call, through JSON escapes", () => {
  const text = '{"triggers": {}, "actions": {"A": {"type": "Compose", "inputs": "\\"\\u0041@{nope()}"}}}';
  const [finding] = lintWorkflow(loadWorkflows(text, "x.json")[0]!);
  expect(finding!.place).toEqual({ file: "x.json", line: 1, column: text.indexOf("nope") + 1 });
});

describe("deployment templates", () => {
  const template = (more: object = {}) => ({
    parameters: { PlaybookName: { type: "string", defaultValue: "Block-User" }, Group: { type: "string" } },
    variables: { Connection: "[concat('azuresentinel-', parameters('PlaybookName'))]" },
    resources: [
      { type: "Microsoft.Web/connections", name: "[variables('Connection')]" },
      {
        type: "Microsoft.Logic/workflows",
        name: "[parameters('PlaybookName')]",
        properties: {
          definition: {
            ...definition,
            actions: {
              A: { type: "Compose", inputs: "[format('{0}-{1}', parameters('Group'), toLower('X'))]" },
              B: { type: "Compose", inputs: "[[literal]" },
              ...more,
            },
          },
          parameters: {
            $connections: {
              value: { mail: { connectionId: "[resourceId('Microsoft.Web/connections', variables('Connection'))]" } },
            },
          },
        },
      },
    ],
  });

  test("their expressions are resolved; parameters without a value get stand-ins", () => {
    const [workflow] = load(template());
    expect(workflow!.name).toBe("Block-User");
    expect(workflow!.definition.actions.A!.inputs).toBe("param-Group-x");
    expect(workflow!.definition.actions.B!.inputs).toBe("[literal]");
    expect(workflow!.parameterValues.$connections).toEqual({
      mail: {
        connectionId:
          "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/resource-group/providers/Microsoft.Web/connections/azuresentinel-Block-User",
      },
    });
  });

  test.each([
    ["[nope('a')]", "nope() is not resolved here"],
    ["[parameters('Grop')]", 'the template declares no parameter "Grop"'],
    ["[concat('a'", undefined],
    ["[concat('a']", 'expected ")"'],
  ])("%s", (inputs, message) => {
    const value = template({ C: { type: "Compose", inputs } });
    if (message === undefined) expect(load(value)[0]!.definition.actions.C!.inputs).toBe(inputs);
    else
      expect(() => load(value)).toThrow(
        new RegExp(`^wf\\.json:\\d+:\\d+ error arm-expression .*${message.replace(/[()]/g, "\\$&")}`),
      );
  });
});

describe("templates that Bicep makes of modules", () => {
  const workflow = (inputs: unknown) => ({
    type: "Microsoft.Logic/workflows",
    name: "[parameters('name')]",
    properties: {
      definition: { ...definition, actions: { A: { type: "Compose", inputs } } },
      parameters: { P: { value: "[parameters('name')]" } },
    },
  });
  const inner = (resources: unknown, more: object = {}) => ({
    parameters: { name: { type: "string" } },
    resources,
    ...more,
  });
  const deployment = (template: object, more: object = {}) => ({
    type: "Microsoft.Resources/deployments",
    name: "[format('{0}-deploy', parameters('site'))]",
    properties: {
      expressionEvaluationOptions: { scope: "inner" },
      parameters: { name: { value: "[toUpper(parameters('site'))]" } },
      template,
      ...more,
    },
  });
  const outer = (resources: unknown) => ({
    parameters: { site: { type: "string", defaultValue: "west" }, name: { type: "string", defaultValue: "outer" } },
    resources,
  });
  const inputsOf = (value: unknown) =>
    load(value).map(({ name, definition: { actions } }) => [name, actions.A!.inputs]);

  test("a workflow in a module has the module's parameters", () => {
    const [found] = load(outer([deployment(inner([workflow("[parameters('name')]")]))]));
    expect([found!.name, found!.definition.actions.A!.inputs, found!.parameterValues]).toEqual([
      "WEST",
      "WEST",
      { P: "WEST" },
    ]);
  });

  test("without a scope of its own, those of the template around it", () => {
    const template = inner([workflow("[parameters('site')]")]);
    expect(inputsOf(outer([deployment(template, { expressionEvaluationOptions: undefined })]))).toEqual([
      ["outer", "west"],
    ]);
  });

  test("modules in modules, and resources by symbolic names", () => {
    const innermost = deployment(inner({ flow: workflow("deep") }), {
      parameters: { name: { value: "[concat(parameters('name'), '!')]" } },
    });
    expect(inputsOf(outer({ module: deployment(inner({ next: { ...innermost, name: "next" } })) }))).toEqual([
      ["WEST!", "deep"],
    ]);
  });

  test("places are those of the file", () => {
    expect(() => load(outer([deployment(inner([workflow("[nope()]")]))]))).toThrow(
      /^wf\.json:45:35 error arm-expression template expression: nope\(\) is not resolved here/,
    );
  });

  test("reference() reads what a module gives out and what the template writes", () => {
    const outputs = { id: { type: "string", value: "[concat('/id/', parameters('name'))]" } };
    const module = deployment(inner([], { outputs }));
    const site = { type: "Microsoft.Web/sites", name: "site", properties: { kind: "[toUpper('web')]" } };
    const read = (inputs: string) => inputsOf(outer([module, site, workflow(inputs)]))[0]![1];
    const id = "resourceId('Microsoft.Resources/deployments', format('{0}-deploy', parameters('site')))";
    expect(read(`[reference(${id}, '2022-09-01').outputs.id.value]`)).toBe("/id/WEST");
    expect(read("[reference('site').kind]")).toBe("WEB");
    expect(read("[reference('site', '2023-01-01', 'Full').properties.kind]")).toBe("WEB");
  });

  test.each([
    ["[reference('site').identity.principalId]", "reference.identity.principalId"],
    ["[concat('x-', listKeys('account', '2023-01-01').keys[0].value)]", "x-listKeys.keys.0.value"],
    ["[listCallbackUrl('trigger', '2019-05-01').value]", "listCallbackUrl.value"],
  ])("what only Azure knows gets a stand-in: %s", (inputs, value) => {
    expect(inputsOf(outer([workflow(inputs)]))[0]![1]).toBe(value);
  });

  test.each([
    [
      "a template elsewhere",
      deployment({}, { template: undefined, templateLink: { uri: "https://x" } }),
      /links to a template that is not in this file/,
    ],
    [
      "a resource that refers to itself",
      { ...workflow("[reference('outer').x]") },
      /reference\(\) to "outer" refers to itself/,
    ],
  ])("%s is refused", (_, resource, message) => expect(() => load(outer([resource]))).toThrow(message));

  test("a variable that refers to itself is refused", () => {
    const variables = { a: "[variables('b')]", b: "[concat(variables('A'), '!')]" };
    expect(() => load({ ...outer([workflow("[variables('a')]")]), variables })).toThrow(
      /variable "\w" refers to itself/i,
    );
  });
});

test.each([
  ["{", "wf.json:1:2 error not-json"],
  ["a: 1", "wf.json:1:1 error not-json"],
  ["[]", "wf.json:1:1 error not-a-workflow"],
  ['{"triggers":{},"actions":{"A":{}}}', 'wf.json:1:31 error malformed-definition action "A" has no type'],
  ['{"triggers":{},"actions":{"A":null}}', 'action "A" is null'],
  ['{"triggers":{},"actions":{"A":{"type":"If","actions":[]}}}', "actions.A.actions is an Array, not an object"],
  ['{"triggers":{},"actions":{"A":{"type":"If","runAfter":{"B":1}}}}', 'runAfter of "A" lists no statuses'],
  ['{"actions":{}}', "the definition has no triggers"],
])("%s is refused", (text, message) => expect(() => loadWorkflows(text, "wf.json")).toThrow(message));
