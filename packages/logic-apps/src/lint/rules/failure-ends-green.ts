import type { ActionSite } from "../../definition/walk";
import { isType } from "../model";
import { inputsOf } from "../requests";
import type { LintRule } from "../rule";
import { upstreamOf } from "../upstream";

export const failureEndsGreen: LintRule = {
  code: "failure-path-ends-green",
  severity: "warning",
  message: "a failure that is handled lets the run end Succeeded",
  fix: "end the branch with Terminate and runStatus Failed",
  *check(model) {
    const ends = model.actions.filter((site) => isType(site, "Terminate") && inputsOf(site).runStatus !== "Succeeded");
    for (const site of model.actions.filter(handlesFailure)) {
      const holders = [site, ...site.ancestors].map(({ name }) => name.toLowerCase());
      const reached = ends.some((end) => {
        const before = upstreamOf(end);
        return (
          holders.some((name) => before.has(name)) ||
          end.ancestors.some(({ name }) => name === site.name) ||
          end.name === site.name
        );
      });
      if (!reached)
        yield {
          place: model.placeOf(site),
          message: `"${site.name}" handles a failure and nothing after it fails the run`,
        };
    }
  },
};

const handlesFailure = ({ action }: ActionSite): boolean =>
  Object.values(action.runAfter ?? {}).some((wanted) => {
    const lower = wanted.map((status) => status.toLowerCase());
    return lower.includes("failed") && !lower.includes("succeeded");
  });
