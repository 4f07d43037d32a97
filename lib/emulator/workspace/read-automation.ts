import { EmulatorError } from "../errors";
import { blocks } from "../terraform/blocks";
import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import type {
  AutomationRule,
  AutomationTrigger,
  Condition,
  IncidentTask,
  PlaybookResource,
  PlaybookStarter,
} from "./model";

/** An automation rule, whichever provider deploys it. */
interface WrittenRule extends Omit<AutomationRule, "trigger"> {
  readonly enabled: boolean;
  readonly triggersOn: string;
  readonly triggersWhen: string;
  /** What it does beyond starting playbooks and adding tasks. */
  readonly others: readonly string[];
}

const triggers: Readonly<Record<string, AutomationTrigger>> = {
  "Incidents Created": "IncidentCreated",
  "Incidents Updated": "IncidentUpdated",
  "Alerts Created": "AlertCreated",
};

/** Enabled automation rules, in the order they run. */
export function readAutomationRules(stack: Stack, resolver: Resolver): AutomationRule[] {
  return [...azurermRules(stack, resolver), ...azapiRules(stack, resolver)]
    .filter(({ enabled }) => enabled)
    .map(({ enabled: _, triggersOn, triggersWhen, others, ...rule }) => {
      const trigger = triggers[`${triggersOn} ${triggersWhen}`];
      if (!trigger)
        throw new EmulatorError(
          rule.where,
          `triggers when ${triggersOn} are ${triggersWhen}`,
          `Sentinel knows ${Object.keys(triggers).join(", ")}`,
        );
      if (others.length > 0)
        throw new EmulatorError(
          rule.where,
          `has ${others[0]}`,
          "the emulator knows actions that run playbooks and that add tasks only",
        );
      return { ...rule, trigger };
    })
    .sort((x, y) => x.order - y.order || x.name.localeCompare(y.name, "en"));
}

const azurermRules = (stack: Stack, resolver: Resolver): WrittenRule[] =>
  stack
    .ofType("azurerm_sentinel_automation_rule")
    .map((resource) => ({ where: resource.address, a: resolver.attributes(resource) }))
    .map(({ where, a }) => ({
      where,
      enabled: a.enabled !== false,
      name: String(a.display_name),
      order: Number(a.order),
      triggersOn: String(a.triggers_on ?? "Incidents"),
      triggersWhen: String(a.triggers_when ?? "Created"),
      conditions: conditionsOf(a.condition_json, where),
      playbooks: inOrder(a.action_playbook).map((action) => String(action.logic_app_id)),
      tasks: inOrder(a.action_incident_task).map(taskOf),
      others: blocks(a.action_incident).map(() => "action_incident"),
    }));

/** The body of an automation rule, as Azure's API has it. */
interface AutomationRuleBody {
  readonly properties: {
    readonly displayName: string;
    readonly order: number;
    readonly triggeringLogic: {
      readonly isEnabled: boolean;
      readonly triggersOn: string;
      readonly triggersWhen: string;
      readonly conditions?: readonly Condition[];
    };
    readonly actions: readonly {
      readonly order: number;
      readonly actionType: string;
      readonly actionConfiguration: Readonly<Record<string, unknown>>;
    }[];
  };
}

const azapiRules = (stack: Stack, resolver: Resolver): WrittenRule[] =>
  stack
    .ofType("azapi_resource")
    .filter(({ attributes }) => String(attributes.type).startsWith("Microsoft.SecurityInsights/automationRules@"))
    .map((resource) => {
      const { properties } = resolver.attributes(resource).body as AutomationRuleBody;
      const { triggeringLogic } = properties;
      const actions = inOrder(properties.actions) as unknown as AutomationRuleBody["properties"]["actions"];
      const configurations = (type: string) =>
        actions.filter(({ actionType }) => actionType === type).map((action) => action.actionConfiguration);
      return {
        where: resource.address,
        enabled: triggeringLogic.isEnabled,
        name: properties.displayName,
        order: properties.order,
        triggersOn: triggeringLogic.triggersOn,
        triggersWhen: triggeringLogic.triggersWhen,
        conditions: triggeringLogic.conditions ?? [],
        playbooks: configurations("RunPlaybook").map((action) => String(action.logicAppResourceId)),
        tasks: configurations("AddIncidentTask").map(taskOf),
        others: configurations("ModifyProperties").map(() => "the action ModifyProperties"),
      };
    });

const taskOf = ({ title, description }: Readonly<Record<string, unknown>>): IncidentTask => ({
  title: String(title),
  description: String(description ?? ""),
});

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
      const properties = (a.body as { properties?: LogicApp } | undefined)?.properties;
      const startedBy = starterOf(properties?.definition);
      return {
        armId: resolver.id(resource),
        name: String(a.name),
        state: properties?.state ?? "Enabled",
        ...(startedBy ? { startedBy } : {}),
      };
    });
}

interface LogicApp {
  readonly state?: string;
  readonly definition?: {
    readonly triggers?: Readonly<
      Record<string, { readonly type?: unknown; readonly inputs?: { readonly path?: unknown } }>
    >;
  };
}

/** Sentinel's connector subscribes a workflow to incidents or to alerts by the path of its trigger. */
function starterOf(definition: LogicApp["definition"]): PlaybookStarter | undefined {
  const [trigger] = Object.values(definition?.triggers ?? {});
  if (!trigger) return undefined;
  const path = String(trigger.inputs?.path ?? "").toLowerCase();
  if (path.startsWith("/incident")) return "incident";
  return path === "/subscribe" ? "alert" : { trigger: String(trigger.type) };
}
