import { lintWorkflow, loadWorkflows } from "../../lib/workflow";

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
