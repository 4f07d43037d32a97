import type { PlaybookItem } from "../kinds/playbook";
import type { Problem } from "../problem";
import { type CheckContext, toProblems } from "./context";
import { queriesOfPlaybook } from "./every-query";

/** Queries that a workflow sends to the query API can be answered by the workspace that is deployed with it. */
export const queryProblems = (context: CheckContext, item: PlaybookItem): Problem[] =>
  queriesOfPlaybook(item).flatMap(({ analyze }) => toProblems(item.workflow, analyze(context).diagnostics));
