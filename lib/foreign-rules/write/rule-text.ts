import { Document, isScalar, Scalar, visit } from "yaml";
import type { DetectionSpec } from "../../content";

/** A rule as its file has it: texts of several lines stand as they are. */
export function ruleText(rule: DetectionSpec): string {
  const document = new Document(rule);
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === "string" && node.value.includes("\n"))
        node.type = Scalar.BLOCK_LITERAL;
    },
  });
  document.commentBefore = " yaml-language-server: $schema=../../schemas/detection.schema.json";
  return document.toString({ lineWidth: 0 }).replace(/^(# .*)\n\n/, "$1\n");
}
