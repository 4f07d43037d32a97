import { alertRuleBreaches } from "../../../limits";
import type { Check } from "../context";
import { limitProblems } from "./limit-problems";

/** Analytics rules: texts, placeholders, custom details and entities that Sentinel takes. Techniques are cut to size when they are deployed. */
export const checkRuleLimits: Check = ({ content }) =>
  content.detections.flatMap(({ data, source }) =>
    limitProblems(source, alertRuleBreaches({ ...data, displayName: data.name }), ([first, ...rest]) => [
      first === "displayName" ? "name" : first!,
      ...rest,
    ]),
  );
