import { labels } from "./labels";
import type { Blueprint } from "./plan/blueprint";
import type { FleetPlan } from "./plan/plan";

type Item = Readonly<Record<string, string>>;

/** The watchlists of a tenant that has this fleet: what agents may do, its labels, whom it trusts to build. */
export function policies({ agents, blueprints }: FleetPlan): Record<string, Item[]> {
  return {
    AgentPolicy: blueprints.flatMap((blueprint) => {
      if (!blueprint.classic) return [policy(blueprint.appId, blueprint, blueprint.kind.signs)];
      return agents.filter((agent) => agent.blueprint === blueprint).map(({ id }) => policy(id, blueprint, false));
    }),
    AgentSensitivityLabels: Object.values(labels).map(({ id, name, rank, zones }) => ({
      LabelId: id,
      LabelName: name,
      Rank: String(rank),
      AllowedZones: zones.join(";"),
    })),
    AgentTrustedBuilders: blueprints.map(({ repository, workflowPath, builderId, ref, trust }) => ({
      Repository: repository,
      WorkflowPath: workflowPath,
      BuilderId: builderId,
      Ref: ref,
      FicIssuer: trust.issuer,
      FicSubject: trust.subjectPattern,
    })),
  };
}

function policy(id: string, { kind }: Blueprint, signs: boolean): Item {
  const stores = Object.values(kind.stores).map(({ system, namespace }) => `${system}/${namespace}`);
  return {
    AgentOrBlueprintId: id,
    Criticality: kind.policy.criticality,
    AllowedTools: Object.keys(kind.tools).join(";"),
    AllowedDestinations: Object.keys(kind.destinations).join(";"),
    AllowedStores: stores.join(";"),
    MaxLabelRank: String(kind.policy.maxLabelRank),
    MaxReadsPerHour: String(kind.policy.maxReadsPerHour),
    MaxWritesPerMin: String(kind.policy.maxWritesPerMin),
    MaxDeletesPerMin: String(kind.policy.maxDeletesPerMin),
    SigningRequired: String(signs),
    ResponseMode: kind.policy.responseMode,
  };
}
