import { automationRuleBreaches, workflowBreaches } from "../../../limits";
import type { Check } from "../context";
import { limitProblems } from "./limit-problems";

/** Playbooks: workflows that Logic Apps takes, started by automation rules that Sentinel takes. */
export const checkPlaybookLimits: Check = ({ content }) =>
  content.playbooks.flatMap(({ data, source, definition, workflow }) => [
    ...limitProblems(workflow, workflowBreaches(definition), (path) => ["definition", ...path]),
    ...limitProblems(source, automationRuleBreaches(data.automationRule ?? {}), (path) => ["automationRule", ...path]),
  ]);
