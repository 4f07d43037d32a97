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

describe("expressions of templates", () => {
  const inputsOf = (inputs: string, more: object = {}) =>
    load({
      parameters: { Names: { type: "array", defaultValue: ["a", "b"] } },
      resources: [
        {
          type: "Microsoft.Logic/workflows",
          name: "flow",
          properties: { definition: { ...definition, actions: { A: { type: "Compose", inputs } } } },
        },
      ],
      ...more,
    })[0]!.definition.actions.A!.inputs;

  test.each<[string, unknown]>([
    ["format('{0}-{1:D2}{{}}|{2,3}|{3:P0}', 'a', 5, 'x', div(float('1'), 2))", "a-05{}|  x|50%"],
    ["concat(true(), padLeft(5, 3, '0'), coalesce(null(), '!'))", "True005!"],
    ["if(contains('sentinel', 'tin'), 'yes', nope())", "yes"],
    ["and(startsWith('Ab', 'aB'), not(endsWith('a', 'b')), greaterOrEquals(2, 1), bool('true'))", true],
    ["union(createObject('a', createObject('x', 1)), createObject('a', createObject('y', 2)))", { a: { x: 1, y: 2 } }],
    ["shallowMerge(createArray(createObject('a', 1, 'b', 2), createObject('a', 3)))", { a: 3, b: 2 }],
    ["tryGet(createObject('a', createArray(7)), 'a', 0)", 7],
    ["tryGet(createObject('a', 1), 'b', 'c')", null],
    ["join(skip(split('a,b;c', createArray(',', ';')), 1), '+')", "b+c"],
    ["sub(mul(2, 5), mod(7, 4))", 7],
    ["flatten(createArray(range(1, 2), createArray(9)))", [1, 2, 9]],
    [
      "items(createObject('b', 1, 'a', 2))",
      [
        { key: "a", value: 2 },
        { key: "b", value: 1 },
      ],
    ],
    ["base64ToJson(base64('{\"a\":1}')).a", 1],
    ["dateTimeAdd('2026-01-31T00:00:00Z', '-PT36H', 'yyyy-MM-dd')", "2026-01-29"],
    ["dateTimeToEpoch(dateTimeFromEpoch(86400))", 86400],
    [
      "map(parameters('Names'), lambda('n', 'i', format('{0}{1}', toUpper(lambdaVariables('n')), lambdaVariables('i'))))",
      ["A0", "B1"],
    ],
    ["filter(range(0, 4), lambda('n', greater(lambdaVariables('n'), 1)))", [2, 3]],
    ["reduce(range(1, 3), 0, lambda('sum', 'n', add(lambdaVariables('sum'), lambdaVariables('n'))))", 6],
    ["sort(createArray(2, 3, 1), lambda('a', 'b', less(lambdaVariables('b'), lambdaVariables('a'))))", [3, 2, 1]],
    ["toObject(parameters('Names'), lambda('n', lambdaVariables('n')), lambda('n', 1))", { a: 1, b: 1 }],
    ["groupBy(createArray('aa', 'b', 'ab'), lambda('n', first(lambdaVariables('n'))))", { a: ["aa", "ab"], b: ["b"] }],
    ["mapValues(createObject('a', 1), lambda('v', add(lambdaVariables('v'), 1)))", { a: 2 }],
    [
      "map(createArray(1), lambda('a', map(createArray(2), lambda('b', add(lambdaVariables('a'), lambdaVariables('b'))))))",
      [[3]],
    ],
  ])("%s", (expression, value) => expect(inputsOf(`[${expression}]`)).toEqual(value));

  test.each([
    ["json('{')", "json() takes a text that is JSON"],
    ["int('x')", "int() takes an integer"],
    ["uri('here', 'x')", "uri() takes an absolute URI as its base, received here"],
    ["format('{1}', 'a')", "format() has no argument for {1}"],
    ["format('{0:D2}', 'a')", 'format() of a as "D2" is not resolved here'],
    ["dateTimeAdd('2026-01-31', 'P1M')", "dateTimeAdd() takes a time and an ISO 8601 duration"],
    ["fail('Two names at least')", "fail(): Two names at least"],
    ["copyIndex('other')", 'copyIndex() stands in no copy "other"'],
    ["lambdaVariables('x')", 'no lambda around has a variable "x"'],
    ["contain('a', 'b')", 'contain() is not resolved here; did you mean "contains"?'],
    ["contoso.twice('b')", "contoso.twice() is not resolved here"],
  ])("%s is refused", (expression, message) => expect(() => inputsOf(`[${expression}]`)).toThrow(message));

  test("functions of the template's own see their own parameters", () => {
    const functions = [
      {
        namespace: "contoso",
        members: {
          twice: {
            parameters: [{ name: "text", type: "string" }],
            output: { type: "string", value: "[concat(parameters('text'), parameters('text'))]" },
          },
          leak: { parameters: [], output: { type: "array", value: "[parameters('Names')]" } },
        },
      },
    ];
    expect(inputsOf("[contoso.twice(contoso.Twice('x'))]", { functions })).toBe("xxxx");
    expect(() => inputsOf("[contoso.leak()]", { functions })).toThrow('declares no parameter "Names"');
  });

  test("variables and properties are copied", () => {
    const copy = [{ name: "ids", count: "[length(parameters('Names'))]", input: "[copyIndex('ids', 1)]" }];
    expect(inputsOf("[variables('Ids')]", { variables: { copy } })).toEqual([1, 2]);
    const made = { copy: [{ name: "rows", count: 2, input: { n: "[copyIndex('rows')]" } }], more: "[toLower('X')]" };
    expect(inputsOf("[variables('made')]", { variables: { made } })).toEqual({ rows: [{ n: 0 }, { n: 1 }], more: "x" });
  });

  test("a resource is as many workflows as it has copies, also in a deployment that is copied", () => {
    const flow = (name: string, more: object) => ({
      type: "Microsoft.Logic/workflows",
      name,
      properties: { definition: { ...definition, actions: { A: { type: "Compose", inputs: name } } } },
      ...more,
    });
    const template = { resources: [flow("[concat('in', copyIndex())]", {})] };
    const resources = [
      flow("[parameters('Names')[copyIndex()]]", { copy: { name: "loop", count: "[length(parameters('Names'))]" } }),
      {
        type: "Microsoft.Resources/deployments",
        name: "d",
        copy: { name: "outer", count: 2 },
        properties: { template },
      },
    ];
    const parameters = { Names: { type: "array", defaultValue: ["a", "b"] } };
    expect(
      load({ parameters, resources }).map(({ name, definition: { actions } }) => [name, actions.A!.inputs]),
    ).toEqual([
      ["a", "a"],
      ["b", "b"],
      ["in0", "in0"],
      ["in1", "in1"],
    ]);
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
