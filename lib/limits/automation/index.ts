import type { Breach } from "../breach";
import { limits } from "../table";
import type { AutomationAction, AutomationCondition, AutomationRule } from "./automation-rule";

/** Why an automation rule would be refused. */
export function automationRuleBreaches(rule: AutomationRule): Breach[] {
  const { displayName = "", order, actions = [], triggeringLogic: { conditions = [] } = {} } = rule;
  return [
    ...nameLength(displayName),
    ...orderRange(order),
    ...tooMany("automation/actions", ["actions"], "actions", actions.length),
    ...tooMany("automation/conditions", ["triggeringLogic", "conditions"], "conditions", countOf(conditions)),
    ...groups(conditions, ["triggeringLogic", "conditions"]),
    ...actions.flatMap(taskLength),
  ];
}

function nameLength(name: string): Breach[] {
  const limit = "automation/name-length";
  const most = limits[limit].value;
  if (name.length <= most) return [];
  const message = `the automation rule's name has ${name.length} characters; Sentinel takes ${most}`;
  return [{ limit, path: ["displayName"], message, suggestion: "shorten it" }];
}

function orderRange(order: number | undefined): Breach[] {
  if (order === undefined || (Number.isInteger(order) && order >= 1 && order <= 1000)) return [];
  const message = `order ${order} is not between 1 and 1000`;
  return [{ limit: "automation/order", path: ["order"], message, suggestion: "use a whole number of 1 to 1000" }];
}

function tooMany(
  limit: "automation/actions" | "automation/conditions",
  path: Breach["path"],
  what: string,
  count: number,
): Breach[] {
  const most = limits[limit].value;
  if (count <= most) return [];
  const message = `there are ${count} ${what}; an automation rule takes ${most}`;
  return [{ limit, path, message, suggestion: "split it into several automation rules" }];
}

const innerOf = ({ conditionProperties }: AutomationCondition) => conditionProperties?.innerConditions ?? [];

const countOf = (conditions: readonly AutomationCondition[]): number =>
  conditions.reduce((sum, condition) => sum + (isGroup(condition) ? countOf(innerOf(condition)) : 1), 0);

const isGroup = ({ conditionType }: AutomationCondition): boolean => conditionType === "Boolean";

function groups(conditions: readonly AutomationCondition[], path: Breach["path"]): Breach[] {
  return conditions.flatMap((condition, i): Breach[] => {
    if (!isGroup(condition)) return [];
    const inner = innerOf(condition);
    const at = [...path, i, "conditionProperties", "innerConditions"];
    const deeper = groups(inner, at);
    if (inner.length >= 2 && inner.length <= 10) return deeper;
    const message = `a group of conditions has ${inner.length} members; Sentinel takes 2 to 10`;
    const suggestion = inner.length < 2 ? "write the condition without a group" : "split the group";
    return [{ limit: "automation/condition-group", path: at, message, suggestion }, ...deeper];
  });
}

function taskLength({ actionConfiguration }: AutomationAction, i: number): Breach[] {
  const limit = "automation/task-length";
  const most = limits[limit].value;
  const text = actionConfiguration?.description;
  if (typeof text !== "string" || text.length <= most) return [];
  return [
    {
      limit,
      path: ["actions", i, "actionConfiguration", "description"],
      message: `the task's description has ${text.length} characters; Sentinel takes ${most}`,
      suggestion: "shorten it, or make two tasks",
    },
  ];
}
