import { labels } from "./labels";
import type { Blueprint } from "./plan/blueprint";
import type { FleetPlan } from "./plan/plan";

type Item = Readonly<Record<string, string>>;

/** The watchlists of a tenant that has this fleet: what agents may do, its labels, whom it trusts to build and to deploy. */
export function policies({ agents, blueprints, company, shape }: FleetPlan): Record<string, Item[]> {
  const policy = { calm: calmPolicy, real: realPolicy, rough: roughPolicy }[shape];
  return {
    AgentPolicy: blueprints.flatMap((blueprint) => {
      const its = agents.filter((agent) => agent.blueprint === blueprint);
      if (blueprint.classic) return its.map(({ id }) => policy(id, blueprint, false));
      // Nobody demands signatures of agents that have no key.
      return [policy(blueprint.appId, blueprint, blueprint.kind.signs && its.some(({ signs }) => signs))];
    }),
    AgentSensitivityLabels: Object.values(labels).map(({ id, name, rank, zones }) => ({
      LabelId: id,
      LabelName: name,
      Rank: String(rank),
      AllowedZones: zones.join(";"),
    })),
    AgentDeployers: [{ PrincipalId: company.pipeline.principalId, Reason: "delivery pipeline" }],
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

function calmPolicy(id: string, { kind }: Blueprint, signs: boolean): Item {
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

/** Limits of a kind fit its even agents; where each team works in its own way, nobody has written any down. */
function roughPolicy(id: string, blueprint: Blueprint, signs: boolean): Item {
  const { Criticality, SigningRequired, ResponseMode } = calmPolicy(id, blueprint, signs);
  return {
    AgentOrBlueprintId: id,
    Criticality: Criticality!,
    SigningRequired: SigningRequired!,
    ResponseMode: ResponseMode!,
  };
}

/**
 * Of real agents, people write down how much they matter and what to do about them; what those may use that matter most,
 * as far as it can be listed.
 */
function realPolicy(id: string, blueprint: Blueprint, signs: boolean): Item {
  const { Criticality, SigningRequired, ResponseMode, ...listed } = calmPolicy(id, blueprint, signs);
  const { policy, browsing } = blueprint.kind;
  const known = policy.criticality === "Critical" && !browsing ? listed : { AgentOrBlueprintId: id };
  return { ...known, Criticality: Criticality!, SigningRequired: SigningRequired!, ResponseMode: ResponseMode! };
}
