import type { FunctionItem } from "../kinds/function";
import type { Problem } from "../problem";
import { type Check, toProblems } from "./context";
import { checkTemplateMarkers } from "./template-markers";

/** Saved functions: bind with their parameters, and are declared in a form the Terraform provider takes. */
export const checkFunctions: Check = (context) =>
  context.content.functions.flatMap((item) => {
    const markers = checkTemplateMarkers(item.source, ["query"], item.data.query);
    return markers.length > 0
      ? markers
      : [...defaultProblems(item), ...toProblems(item.source, context.analyzeFunction(item).diagnostics)];
  });

function defaultProblems({ data, source }: FunctionItem): Problem[] {
  return (data.parameters ?? []).flatMap((parameter, i) =>
    parameter.default?.includes(",")
      ? [
          source.problem(
            ["parameters", i, "default"],
            "function/default",
            `the Terraform provider refuses a comma inside a default (${parameter.default})`,
            {
              suggestion: "default to dynamic([]) and treat the empty list as every value",
            },
          ),
        ]
      : [],
  );
}
