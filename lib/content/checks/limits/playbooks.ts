import { automationRuleBreaches, workflowBreaches } from "../../../limits";
import { workflowsOf } from "../../kinds/playbook";
import type { Check } from "../context";
import { limitProblems } from "./limit-problems";

/** Playbooks: workflows that Logic Apps takes, started by automation rules that Sentinel takes. */
export const checkPlaybookLimits: Check = ({ content }) =>
  content.playbooks.flatMap((item) => [
    ...workflowsOf(item).flatMap(({ workflow, definition }) =>
      limitProblems(workflow, workflowBreaches(definition), (path) => ["definition", ...path]),
    ),
    ...limitProblems(item.source, automationRuleBreaches(item.data.automationRule ?? {}), (path) => [
      "automationRule",
      ...path,
    ]),
  ]);
