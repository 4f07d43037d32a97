import type { FleetAgent } from "../plan/agent";
import type { Build } from "../plan/build";
import type { Row } from "../row";

const known = new WeakMap<FleetAgent, Map<Build, Row>>();

/** OpenTelemetry resource attributes of an agent that runs a build. One object per pair: rows share it. */
export function resourceOf(agent: FleetAgent, build: Build, registry: string): Row {
  const builds = known.get(agent) ?? new Map<Build, Row>();
  known.set(agent, builds);
  let resource = builds.get(build);
  if (!resource) {
    const { blueprint } = agent;
    const image = `${registry}/${blueprint.imageRepository}`;
    resource = {
      "service.name": agent.name,
      "service.namespace": `contoso.${blueprint.kind.name}`,
      "service.version": build.version,
      "service.instance.id": agent.instanceId,
      "gen_ai.agent.id": agent.id,
      "gen_ai.agent.name": agent.name,
      "vcs.provider.name": "github",
      "vcs.repository.url.full": blueprint.repository,
      "vcs.ref.head.name": "main",
      "vcs.ref.head.revision": build.commit,
      "container.image.name": image,
      "container.image.repo_digests": [`${image}@${build.digest}`],
      "oci.manifest.digest": build.digest,
      "cicd.pipeline.run.id": build.runId,
      "cloud.provider": "azure",
      "cloud.region": blueprint.site.region,
      "cloud.resource_id": agent.workflowResourceId,
      "telemetry.sdk.name": "opentelemetry",
      "telemetry.sdk.language": "nodejs",
    };
    builds.set(build, resource);
  }
  return resource;
}
