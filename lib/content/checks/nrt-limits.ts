import type { Check } from "./context";

/** The Terraform provider's limit; a Scheduled rule takes 10. */
const maximumMappings = 5;

/** NRT rules: what they take less of than Scheduled rules. */
export const checkNrtLimits: Check = ({ content }) =>
  content.detections
    .filter(({ data }) => data.kind === "NRT" && data.entityMappings.length > maximumMappings)
    .map(({ data, source }) =>
      source.problem(
        ["entityMappings", maximumMappings],
        "rule/nrt-entities",
        `an NRT rule takes ${maximumMappings} entity mappings, not ${data.entityMappings.length}: the Terraform provider refuses more`,
        { suggestion: "keep the entities that responders act on, or make the rule kind: Scheduled" },
      ),
    );
