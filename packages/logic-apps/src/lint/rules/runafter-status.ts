import { didYouMean } from "@sentinel-agent-identities/spelling";
import { statuses } from "../../definition/model";
import type { LintRule } from "../rule";

export const runAfterStatus: LintRule = {
  code: "runafter-invalid-status",
  severity: "error",
  blocks: true,
  message: "runAfter waits for a status that no action has",
  fix: `use ${statuses.join(", ")}`,
  *check(model) {
    for (const { name, action, path } of model.actions)
      for (const [other, wanted] of Object.entries(action.runAfter ?? {}))
        for (const [i, status] of wanted.entries())
          if (!statuses.some((known) => known.toLowerCase() === String(status).toLowerCase()))
            yield {
              place: model.workflow.place([...path, "runAfter", other, i]),
              message: `"${name}" waits for "${other}" to be "${status}"`,
              fix: didYouMean(String(status), statuses),
            };
  },
};
