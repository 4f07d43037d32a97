import { join } from "node:path";
import type { WorkCache } from "../../cache";
import type { AnalyticsRule } from "../../emulator";
import { EmulatorError } from "../../emulator";
import { analyzerOf, Stack, workspaceOf } from "../../emulator/stack";
import type { Found } from "../check";
import type { PolicyDocument } from "../document/document";
import { rulesOf } from "./rules";

/**
 * Queries of rules that do not bind against the tables, functions and watchlists of their document, and columns that rules map
 * and do not get. Where these cannot be known, that is what is found, as a note.
 */
export function queriesOf(document: PolicyDocument, cache: WorkCache): readonly Found[] {
  if (rulesOf(document).length === 0) return [];
  const parts = [JSON.stringify([document.providers, document.resources.filter(({ type }) => !unread.test(type))])];
  return cache.remember(kind, parts, () => judged(document));
}

/** What a query cannot read is left out of what is known about it. */
const unread = /^azurerm_(monitor_diagnostic_setting|sentinel_metadata|role_definition|application_insights_workbook)$/;
const kind = {
  name: "policy-queries",
  code: ["lib/policy", "lib/emulator", "packages/kql/src", "lib/log-analytics"].map((room) =>
    join(__dirname, "../../..", room),
  ),
};

function judged(document: PolicyDocument): Found[] {
  const named = (all: PolicyDocument["resources"]) =>
    all.map((one) => ({ ...one, name: one.address.split(".").at(-1)! }));
  const [resources, dataSources] = [named(document.resources), named(document.dataSources)];
  try {
    const workspace = workspaceOf(new Stack(document.file, resources, document.providers, dataSources));
    const analyzer = analyzerOf(workspace);
    return workspace.rules.flatMap((rule) => {
      const { diagnostics, columns } = analyzer.analyze(rule.query);
      const wrong = diagnostics.filter(({ severity }) => severity === "error");
      const names = new Set(columns.map(({ name }) => name));
      return [
        ...wrong.map(({ line, column, message }) => `its query, ${line}:${column}: ${message}`),
        ...(wrong.length > 0 ? [] : unmapped(rule, names)),
      ].map((message) => ({ address: rule.where.split(" ")[0]!, message }));
    });
  } catch (error) {
    if (!(error instanceof EmulatorError)) throw error;
    return [
      { address: rulesOf(document)[0]!.address, message: `queries are not judged: ${error.message}`, severity: "note" },
    ];
  }
}

function unmapped({ entityMappings, customDetails }: AnalyticsRule, names: ReadonlySet<string>): string[] {
  return [
    ...entityMappings.flatMap(({ entityType, fields }) =>
      fields
        .filter(({ column }) => !names.has(column))
        .map(({ column }) => `maps ${column} to ${entityType}, and its query does not return it`),
    ),
    ...Object.entries(customDetails).flatMap(([detail, column]) =>
      names.has(column) ? [] : [`takes the detail ${detail} from ${column}, which its query does not return`],
    ),
  ];
}
