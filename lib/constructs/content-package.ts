import type { ConnectorSpec } from "../content";
import { metadataBreaches } from "../limits";
import { AzapiResource } from "./azapi";
import { Construct, resolved, SentinelMetadata } from "./cdktf";
import { escapeTemplate } from "./escape";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

/** Kinds of content as Sentinel's content hub names them. */
export type ContentKind = "AnalyticsRule" | "DataConnector" | "HuntingQuery" | "Parser" | "Playbook" | "Workbook";

/** One item of the solution. */
export interface PackagedContent {
  readonly kind: ContentKind;
  /** Never changes. */
  readonly contentId: string;
  readonly version: string;
  /** ARM id of the deployed item. */
  readonly resourceId: string;
}

/** A solution in Sentinel's content hub. */
export interface ContentPackageConfig {
  readonly workspace: SentinelWorkspace;
  readonly connector: ConnectorSpec;
  readonly contents: readonly PackagedContent[];
}

const contentSchemaVersion = "3.0.0";

/** Shows what was deployed as one versioned solution: the package, and for each item whose it is and in which version. */
export class ContentPackage extends Construct {
  readonly resource: AzapiResource;

  /** @throws ContentError for an item that is named twice: Sentinel takes metadata once for each */
  constructor(scope: Construct, id: string, config: ContentPackageConfig) {
    super(scope, id);
    const { workspace, connector, contents } = config;
    const named = contents.map(({ kind, contentId, resourceId }) => ({
      name: metadataName(kind, contentId),
      // Two references to one resource are two tokens: what they stand for is the same.
      parentId: resolved(this, resourceId),
    }));
    assertWithinLimits(`solution ${connector.id}`, metadataBreaches(named));
    const solutionId = `${connector.id}-solution`;
    const name = escapeTemplate(connector.title);
    const support = { tier: connector.support.tier, name: escapeTemplate(connector.support.name) };
    this.resource = new AzapiResource(this, "package", {
      type: "Microsoft.SecurityInsights/contentPackages@2025-09-01",
      name: solutionId,
      parentId: workspace.sentinelId,
      body: {
        properties: {
          contentId: solutionId,
          contentKind: "Solution",
          contentProductId: `${solutionId}-sl-${connector.version}`,
          contentSchemaVersion,
          displayName: name,
          version: connector.version,
          description: escapeTemplate(connector.description),
          publisherDisplayName: escapeTemplate(connector.publisher),
          source: { kind: "Solution", name, sourceId: solutionId },
          author: { name: escapeTemplate(connector.publisher) },
          support,
          categories: { domains: ["Identity", "Security - Threat Protection"] },
          dependencies: {
            operator: "AND",
            criteria: contents.map(({ kind, contentId, version }) => ({ kind, contentId, version })),
          },
        },
      },
    });
    for (const { kind, contentId, version, resourceId } of contents) {
      new SentinelMetadata(this, `${kind}-${contentId}`, {
        name: metadataName(kind, contentId),
        workspaceId: workspace.sentinelId,
        contentId,
        kind,
        parentId: resourceId,
        version,
        contentSchemaVersion: "2.0.0",
        source: { kind: "Solution", name, id: solutionId },
        author: { name: escapeTemplate(connector.publisher) },
        support,
        dependsOn: [this.resource],
      });
    }
  }
}

const metadataName = (kind: ContentKind, contentId: string): string => `${kind.toLowerCase()}-${contentId}`;
