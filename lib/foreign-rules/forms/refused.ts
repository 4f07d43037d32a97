import type { Problem, SourceFile } from "../../content";
import { isData } from "./data";

/** Forms that are known and not read, with what to do about them. */
const forms: readonly {
  readonly is: (data: Readonly<Record<string, unknown>>) => boolean;
  readonly what: string;
  readonly fix: string;
}[] = [
  {
    is: (data) => "detection" in data && "logsource" in data,
    what: "a Sigma rule: its condition has to become KQL first",
    fix: "convert it with sigma-cli and pysigma-backend-kusto (sigma convert -t kusto -p sentinel_asim RULE.yml, or -p azure_monitor), put what that prints under query: of a rule file with the same id, title and level, and import that file",
  },
  {
    is: (data) => "FunctionName" in data || "FunctionQuery" in data || "ParserQuery" in data,
    what: "a parser, which is a function",
    fix: "begin a function with agentid new function NAME, and put the query into it",
  },
  {
    is: (data) => typeof data.query === "string",
    what: "a query without severity and schedule: a hunting query, and no analytics rule",
    fix: "put it below detections/hunting/, or add kind, severity and a schedule",
  },
  {
    is: (data) => Array.isArray(data.Scheduled),
    what: "rules in the form of the AzSentinel PowerShell module",
    fix: "export them from the portal, or with az rest --method get on the workspace's alertRules",
  },
];

/** Why a file that is no analytics rule of a known form is none. */
export function refusal(source: SourceFile, warning: boolean): Problem {
  const { data } = source;
  const form = isData(data) ? forms.find(({ is }) => is(data)) : undefined;
  const options = form ? { suggestion: form.fix } : {};
  return source.problem([], "import/not-a-rule", form?.what ?? "no analytics rule in a form that is known", {
    ...options,
    warning: warning && !form,
  });
}
