import { dump } from "js-yaml";
import type { DetectionSpec } from "../../content";

const schema = "# yaml-language-server: $schema=../../schemas/detection.schema.json";

/** A rule as its file has it: texts of several lines stand as they are. */
export const ruleText = (rule: DetectionSpec): string => `${schema}\n${dump(rule, { lineWidth: -1 })}`;
