import type { Blueprint } from "../plan/blueprint";
import type { Build } from "../plan/build";
import type { Company } from "../plan/company";
import type { Row } from "../row";
import { iso } from "../time";

/** Table of the container registry. */
export const registryTable = "ContainerRegistryRepositoryEvents";

/** The push of a build's image by the release pipeline. */
export function registryRow(
  company: Company,
  blueprint: Blueprint,
  build: Build,
  time: number,
  changes: Row = {},
): Row {
  return {
    TimeGenerated: iso(time),
    ArtifactType: "Image",
    CallerIpAddress: "20.102.33.7",
    Category: "ContainerRegistryRepositoryEvents",
    CorrelationId: build.runId,
    Digest: build.digest,
    DurationMs: "850",
    Identity: company.pipeline.appId,
    LoginServer: company.registry,
    MediaType: "application/vnd.oci.image.manifest.v1+json",
    OperationName: "Push",
    Region: "westeurope",
    Repository: blueprint.imageRepository,
    ResultType: "201",
    ResultDescription: "",
    Size: 2841,
    Tag: build.version,
    UserAgent: "docker/27.3",
    UserTenantId: company.tenantId,
    ...changes,
  };
}
