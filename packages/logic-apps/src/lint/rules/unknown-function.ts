import { didYouMean } from "@sentinel-agent-identities/spelling";
import { findFunction, functionNames } from "../../functions";
import type { LintRule } from "../rule";

/** Functions of the reference that do not run here, and what to write instead. */
const notRun: Readonly<Record<string, string>> = {
  xpath: "read the XML with json(xml(…))",
  agentparameters: "agent workflows do not run here",
  appsetting: "use parameters(): app settings belong to Logic Apps Standard",
};

export const unknownFunction: LintRule = {
  code: "unknown-function",
  severity: "error",
  blocks: true,
  message: "the function is not one that runs here",
  fix: "see docs/workflow-engine.md for the functions that run",
  *check(model) {
    for (const { call, place } of model.calls) {
      if (findFunction(call.name)) continue;
      const instead = notRun[call.name.toLowerCase()];
      const message = instead ? `${call.name}() does not run here` : `${call.name}() is no function`;
      yield { place: place(), message, fix: instead ?? didYouMean(call.name, functionNames) };
    }
  },
};
