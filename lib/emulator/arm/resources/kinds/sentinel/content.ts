import { metadataBreaches } from "../../../../../limits";
import type { ResourceKind } from "../../kind";
import { contained } from "../../place";
import { refusals } from "../../refusals";
import { needSentinel, ofSentinel, workspaceOf } from "./onboarding";

/** One for each item of a solution: https://learn.microsoft.com/rest/api/securityinsights/metadata */
const metadata: ResourceKind = {
  ...ofSentinel,
  type: "Microsoft.SecurityInsights/metadata",
  since: "2021-03-01-preview",
  check: (item, context) => {
    needSentinel(item, context);
    const { parentId } = item.properties;
    if (typeof parentId !== "string") throw refusals.invalid("Metadata needs 'properties.parentId'.");
    const others = contained(context.store, metadata, workspaceOf(item.id))
      .map(({ resource }) => ({ name: resource.name, parentId: String(resource.properties.parentId) }))
      .filter(({ name }) => name.toLowerCase() !== item.name.toLowerCase());
    const first = others.find((other) => metadataBreaches([other, { name: item.name, parentId }]).length > 0);
    if (first) throw refusals.secondMetadata(parentId, first.name);
  },
};

const stored = (name: string, since: string): ResourceKind => ({
  ...ofSentinel,
  type: `Microsoft.SecurityInsights/${name}`,
  since,
  check: needSentinel,
});

/** Sentinel's own logs are switched on by a diagnostic setting on a setting that is always there. */
const settings: ResourceKind = {
  ...stored("settings", "2019-01-01-preview"),
  implicit: (name) => name === "SentinelHealth",
};

/** What Sentinel keeps of solutions: https://learn.microsoft.com/rest/api/securityinsights */
export const contentKinds: readonly ResourceKind[] = [
  metadata,
  stored("contentPackages", "2023-04-01-preview"),
  stored("contentTemplates", "2023-04-01-preview"),
  stored("dataConnectorDefinitions", "2023-07-01-preview"),
  stored("dataConnectors", "2019-01-01-preview"),
  settings,
];
