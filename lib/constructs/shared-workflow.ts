import { definitionSha256, type WorkflowDefinition } from "../content";
import { workflowBreaches } from "../limits";
import { escapeData } from "./escape";
import { shareData } from "./shared-data";

/** What follows from a workflow's definition alone, which tenants share. */
interface SharedWorkflow {
  readonly breaches: ReturnType<typeof workflowBreaches>;
  readonly sha256: string;
  /** as Terraform takes it */
  readonly escaped: WorkflowDefinition;
}

const known = new WeakMap<WorkflowDefinition, SharedWorkflow>();

/** Worked out once for however many tenants. */
export function sharedWorkflow(definition: WorkflowDefinition): SharedWorkflow {
  let shared = known.get(definition);
  if (!shared) {
    shared = {
      breaches: workflowBreaches(definition),
      sha256: definitionSha256(definition),
      escaped: shareData(escapeData(definition)),
    };
    known.set(definition, shared);
  }
  return shared;
}
