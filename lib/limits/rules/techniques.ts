import type { Breach } from "../breach";
import type { AlertRule } from "./alert-rule";

/** Techniques that are not written as the API takes them. */
export function techniqueBreaches({ techniques = [] }: AlertRule): Breach[] {
  return techniques.flatMap((technique, i): Breach[] =>
    /^T\d{4}$/.test(technique)
      ? []
      : [
          {
            limit: "rule/technique",
            path: ["techniques", i],
            message: `technique "${technique}" does not read T#### (four digits)`,
            suggestion: `write ${technique.split(".")[0]}; the sub-technique has a property of its own`,
          },
        ],
  );
}
