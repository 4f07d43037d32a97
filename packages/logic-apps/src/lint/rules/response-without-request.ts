import { isType } from "../model";
import type { LintRule } from "../rule";

export const responseWithoutRequest: LintRule = {
  code: "response-without-request",
  severity: "error",
  blocks: true,
  message: "only a workflow that a Request trigger starts has a caller to respond to",
  fix: "start the workflow with a Request trigger, or remove the Response",
  *check(model) {
    const types = Object.values(model.definition.triggers).map(({ type }) => String(type));
    if (types.some((type) => type.toLowerCase() === "request")) return;
    for (const site of model.actions.filter((one) => isType(one, "Response")))
      yield {
        place: model.placeOf(site),
        message: `"${site.name}" responds, but the workflow is started by ${types.join(", ") || "no trigger"}`,
      };
  },
};
