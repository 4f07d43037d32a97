import type { Definition } from "../../workflow";
import { parseTemplate } from "../../workflow";
import { actionSites } from "../../workflow/definition/walk";
import type { WorkflowItem } from "../kinds/playbook";
import type { Problem } from "../problem";
import { type CheckContext, toProblems } from "./context";

/** Queries that a workflow sends to the query API can be answered by the workspace that is deployed with it. */
export function queryProblems(context: CheckContext, { workflow, definition }: WorkflowItem): Problem[] {
  return actionSites(definition as unknown as Definition).flatMap(({ path, action }) => {
    const { uri, body } = (action.inputs ?? {}) as { uri?: string; body?: { query?: unknown } };
    if (typeof uri !== "string" || !uri.includes("LogsQueryEndpoint") || typeof body?.query !== "string") return [];
    const { diagnostics } = context.analyze(
      workflow,
      ["definition", ...path, "inputs", "body", "query"],
      filled(body.query),
    );
    return toProblems(workflow, diagnostics);
  });
}

/**
 * A query with a filler of the same length for each expression, so that places stay where they are. Expressions stand
 * inside quoted texts only.
 */
function filled(query: string): string {
  const template = parseTemplate(query);
  if (template.kind !== "interpolation") return query;
  let text = "";
  let at = 0;
  for (const part of template.parts) {
    if (typeof part === "string") {
      const start = query.indexOf(part, at);
      text += "x".repeat(start - at) + part;
      at = start + part.length;
    }
  }
  return text + "x".repeat(query.length - at);
}
