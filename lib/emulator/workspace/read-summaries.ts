import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import type { SummaryRule } from "./model";

const minute = 60_000;

interface SummaryBody {
  readonly properties: {
    readonly ruleDefinition: {
      readonly query: string;
      readonly binSize: number;
      readonly binDelay?: number;
      readonly destinationTable: string;
    };
  };
}

/** Summary rules of the stack. */
export function readSummaries(stack: Stack, resolver: Resolver): SummaryRule[] {
  return stack
    .ofType("azapi_resource")
    .filter((resource) =>
      String(resource.attributes.type).startsWith("Microsoft.OperationalInsights/workspaces/summaryLogs@"),
    )
    .map((resource) => {
      const { name, body } = resolver.attributes(resource);
      const { query, binSize, binDelay = 0, destinationTable } = (body as SummaryBody).properties.ruleDefinition;
      return {
        name: String(name),
        query,
        destination: destinationTable,
        binSize: binSize * minute,
        binDelay: binDelay * minute,
        where: resource.address,
      };
    });
}
