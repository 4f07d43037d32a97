import { EmulatorError } from "../errors";
import { blocks } from "../terraform/blocks";
import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import type { AutomationRule, Condition, PlaybookResource } from "./model";

/** Enabled automation rules on created incidents, in the order they run. */
export function readAutomationRules(stack: Stack, resolver: Resolver): AutomationRule[] {
  return stack
    .ofType("azurerm_sentinel_automation_rule")
    .map((resource) => ({ where: resource.address, a: resolver.attributes(resource) }))
    .filter(({ a }) => a.enabled !== false)
    .map(({ where, a }) => {
      if ((a.triggers_on ?? "Incidents") !== "Incidents" || (a.triggers_when ?? "Created") !== "Created") {
        throw new EmulatorError(
          where,
          `triggers when ${a.triggers_on} are ${a.triggers_when}`,
          "the emulator runs automation rules on created incidents only",
        );
      }
      if (blocks(a.action_incident).length > 0)
        throw new EmulatorError(
          where,
          "has action_incident",
          "the emulator knows playbooks (action_playbook) and tasks (action_incident_task) only",
        );
      return {
        name: String(a.display_name),
        order: Number(a.order),
        conditions: conditionsOf(a.condition_json, where),
        playbooks: inOrder(a.action_playbook).map((action) => String(action.logic_app_id)),
        tasks: inOrder(a.action_incident_task).map((action) => ({
          title: String(action.title),
          description: String(action.description ?? ""),
        })),
        where,
      };
    })
    .sort((x, y) => x.order - y.order || x.name.localeCompare(y.name, "en"));
}

/** Blocks of actions, in the order they run. */
const inOrder = (value: unknown) => blocks(value).sort((x, y) => Number(x.order) - Number(y.order));

function conditionsOf(json: unknown, where: string): Condition[] {
  if (json === undefined) return [];
  const conditions: unknown = JSON.parse(String(json));
  if (!Array.isArray(conditions)) throw new EmulatorError(where, "condition_json is not an array of conditions");
  return conditions as Condition[];
}

/** Logic Apps of the stack. */
export function readPlaybooks(stack: Stack, resolver: Resolver): PlaybookResource[] {
  return stack
    .ofType("azapi_resource")
    .filter((resource) => String(resource.attributes.type).startsWith("Microsoft.Logic/workflows@"))
    .map((resource) => {
      const a = resolver.attributes(resource);
      const properties = (a.body as { properties?: { state?: string } } | undefined)?.properties;
      return { armId: resolver.id(resource), name: String(a.name), state: properties?.state ?? "Enabled" };
    });
}
