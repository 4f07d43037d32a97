import type { Check } from "./context";

const tag = /^\s*#\s*(dont|inc)_corr\s*#/i;

/** What begins a rule's description says whether the Defender portal correlates it: the deployment writes that, not the rule. */
export const checkCorrelationTags: Check = ({ content }) =>
  content.detections
    .filter(({ data }) => tag.test(data.description))
    .map(({ data, source }) =>
      source.problem(
        ["description"],
        "rule/correlation-tag",
        `the description begins with ${tag.exec(data.description)![0].trim()}, which each tenant decides`,
        { suggestion: "take it out, and set correlation in the tenant file" },
      ),
    );
