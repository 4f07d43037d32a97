import { type PlaybookItem, workflowsOf } from "../kinds/playbook";
import type { Problem } from "../problem";
import { automationStarts } from "../schemas/playbook";
import { suggestFrom } from "../suggest";
import type { Check, CheckContext } from "./context";
import { playbookGraphProblems } from "./graph-calls";
import { permissionProblems } from "./playbook-permissions";
import { queryProblems } from "./playbook-queries";

/** Playbooks: parameters are filled in, automation rules name rules that exist, permissions and queries fit the calls. */
export const checkPlaybooks: Check = (context) => [
  ...context.content.playbooks.flatMap((item) => [
    ...parameterProblems(item),
    ...automationProblems(context, item),
    ...startProblems(item),
    ...permissionProblems(item),
    ...playbookGraphProblems(item),
    ...workflowsOf(item).flatMap((one) => queryProblems(context, one)),
  ]),
  ...orderProblems(context.content.playbooks),
];

/** `$connections` is built by the construct, never listed in playbook.yaml. */
const connections = "$connections";

function parameterProblems(item: PlaybookItem): Problem[] {
  const { data, source } = item;
  const declaredIn = ({ parameters = {} }: PlaybookItem["definition"]) =>
    Object.keys(parameters).filter((name) => name !== connections);
  const declared = [...new Set(workflowsOf(item).flatMap(({ definition }) => declaredIn(definition)))];
  const unknown = Object.keys(data.parameters).filter((name) => !declared.includes(name));
  return [
    ...workflowsOf(item).flatMap(({ workflow, definition }) =>
      declaredIn(definition)
        .filter((name) => !(name in data.parameters) && definition.parameters?.[name]?.defaultValue === undefined)
        .map((name) =>
          workflow.problem(
            ["definition", "parameters", name],
            "playbook/parameter",
            `parameter ${name} has no default and playbook.yaml gives no value`,
            {
              atKey: true,
              suggestion: `add ${name} under parameters in ${source.file}`,
            },
          ),
        ),
    ),
    ...unknown.map((name) =>
      source.problem(["parameters", name], "playbook/parameter", `the workflow declares no parameter "${name}"`, {
        atKey: true,
        suggestion: suggestFrom(name, declared),
      }),
    ),
  ];
}

function automationProblems({ content }: CheckContext, { data, source }: PlaybookItem): Problem[] {
  const rules = content.detections.map((d) => d.name);
  const named = data.automationRule?.detections ?? [];
  return (named === "all" ? [] : named).flatMap((name, i) =>
    rules.includes(name)
      ? []
      : [
          source.problem(
            ["automationRule", "detections", i],
            "playbook/unknown-detection",
            `no rule file is called "${name}"`,
            { suggestion: suggestFrom(name, rules) },
          ),
        ],
  );
}

/** What an alert starts is a workflow of its own, and one that nothing starts is forgotten. */
function startProblems({ data, source, alert }: PlaybookItem): Problem[] {
  const i = data.automationRule?.starts.indexOf("alertCreated") ?? -1;
  if (i >= 0 && !alert)
    return [
      source.problem(
        ["automationRule", "starts", i],
        "playbook/start",
        "an alert cannot start a workflow that waits for an incident",
        { suggestion: "add alert.json, whose trigger is an alert, beside this file, or leave alertCreated out" },
      ),
    ];
  if (i >= 0 || !alert) return [];
  return [
    source.problem([], "playbook/start", `nothing starts ${alert.workflow.file}`, {
      suggestion: "add alertCreated to automationRule.starts, or remove the file",
    }),
  ];
}

/** Each start is an automation rule of its own, and takes an order of its own: the first that is written, and those after it. */
function orderProblems(playbooks: readonly PlaybookItem[]): Problem[] {
  const taken = new Map<number, string>();
  return playbooks.flatMap(({ data, source }) => {
    if (!data.automationRule) return [];
    const { order } = data.automationRule;
    const at = ["automationRule", "order"];
    const orders = automationStarts.map((_, i) => order + i);
    if (orders.at(-1)! > mostOrder)
      return [
        source.problem(at, "playbook/order", `its automation rules would have the orders ${orders.join(", ")}`, {
          suggestion: `write ${mostOrder - orders.length + 1} at most: Sentinel takes 1 to ${mostOrder}`,
        }),
      ];
    const clash = orders.find((one) => taken.has(one));
    if (clash !== undefined)
      return [
        source.problem(at, "playbook/order", `order ${clash} is taken by ${taken.get(clash)}`, {
          suggestion: `leave ${orders.length} orders between two playbooks`,
        }),
      ];
    for (const one of orders) taken.set(one, source.file);
    return [];
  });
}

/** https://learn.microsoft.com/azure/sentinel/sentinel-service-limits (automation rules) */
const mostOrder = 1000;
