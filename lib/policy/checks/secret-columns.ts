import type { PolicyCheck } from "../check";
import { blocksOf } from "../document/document";
import { ofType } from "../views/arm";

const secret =
  /(password|passwd|secret|api_?key|access_?key|private_?key|connection_?string|bearer|(access|refresh|id|sas)_?token|prompt_?(text|body|content)|completion_?(text|body))$/i;
const texts = new Set(["string", "dynamic"]);

/** Columns that would hold what must not be kept. */
export const secretColumns: PolicyCheck = {
  id: "secret-columns",
  title: "No table keeps secrets or what people wrote",
  why: "whoever reads logs reads the secrets in them, for as long as they are kept; prompts hold personal data",
  fix: "keep a hash in a column that says so (such as PromptSha256), or drop the column in the transform",
  severity: "error",
  mapping: { mcsb: ["DP-3", "IM-8"] },
  run: (document) =>
    ofType(document, "azurerm_log_analytics_workspace_table_custom_log").flatMap(({ address, attributes }) =>
      blocksOf(attributes.column)
        .filter(({ name, type }) => secret.test(String(name)) && texts.has(String(type).toLowerCase()))
        .map(({ name }) => ({
          address,
          message: `has the column ${name}, which would hold a secret or a text of people`,
        })),
    ),
};
