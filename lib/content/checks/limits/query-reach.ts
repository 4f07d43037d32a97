import type { Breach } from "../../../limits";
import type { FunctionItem } from "../../kinds/function";
import type { Problem } from "../../problem";
import type { Check, CheckContext } from "../context";
import { limitProblems } from "./limit-problems";

/** Rules, and the functions they call, read the tables they name and nothing else. */
export const checkQueryReach: Check = (context) => {
  const called = new Set<string>();
  const ofRules = context.content.detections.flatMap(({ source, data }) => {
    const { reach, functions } = context.analyze(source, ["query"], data.query);
    for (const name of functions) called.add(name);
    return limitProblems(source, reach, () => ["query"]);
  });
  const functions = context.content.functions.filter(({ data }) => called.has(data.name));
  return [...ofRules, ...functions.flatMap((item) => functionProblems(context, item))];
};

function functionProblems(context: CheckContext, item: FunctionItem): Problem[] {
  const { reach, prologue } = context.analyzeFunction(item);
  const inQuery = (breach: Breach): Breach => ({ ...breach, offset: breach.offset! - prologue.length });
  return limitProblems(item.source, reach.map(inQuery), () => ["query"]);
}
