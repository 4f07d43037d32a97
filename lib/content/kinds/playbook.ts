import type { FromSchema } from "json-schema-to-ts";
import type { playbookSchema, playbookTestSchema } from "../schemas";
import type { SourceFile } from "../source-file";
import type { Item } from "./item";

/** A playbook's surroundings: identity class, roles, parameter values, automation rule. */
export type PlaybookSpec = FromSchema<typeof playbookSchema>;
/** The tests beside a playbook. */
export type PlaybookTestSpec = FromSchema<typeof playbookTestSchema>;

/** A workflow definition in the Logic Apps definition language, as plain data. */
export interface WorkflowDefinition {
  readonly parameters?: Readonly<Record<string, { readonly type: string; readonly defaultValue?: unknown }>>;
  readonly triggers: Readonly<Record<string, unknown>>;
  readonly actions: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** A playbook with its workflow. */
export interface PlaybookItem extends Item<PlaybookSpec>, WorkflowItem {
  /** what an alert starts, in `alert.json`; undefined where the playbook waits for an incident */
  readonly alert: WorkflowItem | undefined;
  /** of the workflow that an incident starts, in `workflow.test.yaml` */
  readonly tests?: Item<PlaybookTestSpec>;
}

/** A workflow file and what it holds. */
export interface WorkflowItem {
  readonly workflow: SourceFile;
  readonly definition: WorkflowDefinition;
}

/** Every workflow of a playbook; they run as one identity. */
export const workflowsOf = ({ workflow, definition, alert }: PlaybookItem): readonly WorkflowItem[] => [
  { workflow, definition },
  ...(alert ? [alert] : []),
];
