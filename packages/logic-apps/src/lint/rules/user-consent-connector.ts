import { literalName, nodesOf } from "../../expression/walk";
import type { LintRule } from "../rule";

const consenting =
  /^(office365|office365users|outlook|teams|sharepointonline|onedrive|onedriveforbusiness|planner|slack|gmail|servicenow)([-_]?\d*)$/i;

export const userConsentConnector: LintRule = {
  code: "user-consent-connector",
  severity: "warning",
  message: "the connection works only after a person authorized it in the portal, and acts as that person",
  fix: "use a connector that takes a managed identity, or plan the authorization",
  *check(model) {
    const seen = new Set<string>();
    for (const template of model.templates)
      for (const node of template.expressions.flatMap((expression) => [...nodesOf(expression)])) {
        if (node.kind !== "access" || node.target.kind !== "call" || literalName(node.target) !== "$connections")
          continue;
        const name = node.key.kind === "literal" ? String(node.key.value) : "";
        if (!consenting.test(name) || seen.has(name)) continue;
        seen.add(name);
        yield { place: model.placeIn(template, node.at), message: `the connection "${name}" needs a person's consent` };
      }
  },
};
