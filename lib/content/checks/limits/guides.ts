import { automationRuleBreaches } from "../../../limits";
import type { Check } from "../context";
import { limitProblems } from "./limit-problems";

/** Guides: as many sections as an automation rule adds tasks. What a section holds is checked where sections are. */
export const checkGuideLimits: Check = ({ content }) =>
  content.detections.flatMap(({ guide, source }) =>
    limitProblems(source, automationRuleBreaches({ actions: guide?.sections.map(() => ({})) ?? [] }), () => []).map(
      (problem) => ({ ...problem, file: guide!.file, line: 1, column: 1, suggestion: "merge sections of the guide" }),
    ),
  );
