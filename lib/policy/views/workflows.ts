import { blocksOf, type PolicyDocument, type PolicyResource } from "../document/document";
import { armResources, ofType } from "./arm";

/** A Logic App. */
export interface PolicyWorkflow {
  readonly resource: PolicyResource;
  /** undefined where it is not in the document */
  readonly definition?: WorkflowText;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface WorkflowText {
  readonly triggers?: Readonly<Record<string, Action>>;
  readonly actions?: Readonly<Record<string, Action>>;
  readonly parameters?: Readonly<Record<string, { readonly type?: string; readonly defaultValue?: unknown }>>;
}

/** An action or a trigger as the definition writes it. */
export interface Action {
  readonly type?: string;
  readonly kind?: string;
  readonly inputs?: unknown;
  readonly runAfter?: Readonly<Record<string, readonly string[]>>;
  readonly runtimeConfiguration?: { readonly secureData?: { readonly properties?: readonly string[] } };
  readonly actions?: Readonly<Record<string, Action>>;
  readonly else?: { readonly actions?: Readonly<Record<string, Action>> };
  readonly cases?: Readonly<Record<string, { readonly actions?: Readonly<Record<string, Action>> }>>;
  readonly default?: { readonly actions?: Readonly<Record<string, Action>> };
}

/** Logic Apps of a document, whichever provider writes them. */
export function workflowsOf(document: PolicyDocument): PolicyWorkflow[] {
  return [
    ...armResources(document, "Microsoft.Logic/workflows").map(({ resource, properties }) => ({
      resource,
      properties,
      definition: properties.definition as WorkflowText | undefined,
    })),
    ...ofType(document, "azurerm_logic_app_workflow").map((resource) => ({ resource, properties: accessOf(resource) })),
  ];
}

const accessOf = ({ attributes }: PolicyResource): Record<string, unknown> => ({
  accessControl: {
    triggers: blocksOf(blocksOf(attributes.access_control)[0]?.trigger).map(
      ({ allowed_caller_ip_address_range: ranges }) => ranges,
    )[0],
  },
});

/** Every action, those inside others too, by name. */
function actionsIn(actions: Readonly<Record<string, Action>> = {}): [string, Action][] {
  return Object.entries(actions).flatMap(([name, action]): [string, Action][] => [
    [name, action],
    ...actionsIn(action.actions),
    ...actionsIn(action.else?.actions),
    ...actionsIn(action.default?.actions),
    ...Object.values(action.cases ?? {}).flatMap((one) => actionsIn(one.actions)),
  ]);
}

/** Actions of a workflow, with those that stand in resources of their own left out. */
export const actionsOf = ({ definition }: PolicyWorkflow): [string, Action][] => actionsIn(definition?.actions);
