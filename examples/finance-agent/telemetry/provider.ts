import { type ExportResult, ExportResultCode, SDK_INFO } from "@opentelemetry/core";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  type IdGenerator,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanExporter,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import {
  ATTR_SERVICE_INSTANCE_ID,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_NAMESPACE,
  ATTR_SERVICE_VERSION,
} from "@opentelemetry/semantic-conventions";
import { AGENT_NAME, type Build, IMAGE_NAME, REPOSITORY, WORKFLOW_RESOURCE_ID } from "../ids";
import type { Random } from "../simulation/random";
import { IdentityProcessor } from "./identity";

/** Longer attribute values (prompts, tool results) are cut, as OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT does in production. */
const ATTRIBUTE_VALUE_LIMIT = 1024;

/** Keeps finished spans in memory until the recording writes them. */
export class MemoryExporter implements SpanExporter {
  readonly spans: ReadableSpan[] = [];

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.spans.push(...spans);
    done({ code: ExportResultCode.SUCCESS });
  }

  async shutdown(): Promise<void> {}
}

/** Trace and span ids from the seed. */
function seededIds(random: Random): IdGenerator {
  return { generateTraceId: () => random.hex(32), generateSpanId: () => random.hex(16) };
}

/**
 * The OpenTelemetry SDK for one running instance of one build of the agent.
 * @param signed records the spans in Microsoft Sentinel too, where the agent is told to
 */
export function createProvider(
  build: Build,
  instanceId: string,
  exporter: SpanExporter,
  random: Random,
  signed?: SpanProcessor,
): BasicTracerProvider {
  return new BasicTracerProvider({
    resource: resourceFromAttributes({
      [ATTR_SERVICE_NAME]: AGENT_NAME,
      [ATTR_SERVICE_NAMESPACE]: "contoso.finance",
      [ATTR_SERVICE_VERSION]: build.version,
      [ATTR_SERVICE_INSTANCE_ID]: instanceId,
      "vcs.provider.name": "github",
      "vcs.repository.url.full": REPOSITORY,
      "vcs.ref.head.name": "main",
      "vcs.ref.head.revision": build.commit,
      "container.image.name": IMAGE_NAME,
      "container.image.repo_digests": [`${IMAGE_NAME}@${build.imageDigest}`],
      "oci.manifest.digest": build.imageDigest,
      "cicd.pipeline.run.id": build.pipelineRunId,
      "cloud.provider": "azure",
      "cloud.resource_id": WORKFLOW_RESOURCE_ID,
      ...SDK_INFO,
    }),
    idGenerator: seededIds(random),
    // Said here, since the SDK would otherwise take samplers and limits from the environment.
    sampler: new AlwaysOnSampler(),
    spanLimits: { attributeValueLengthLimit: ATTRIBUTE_VALUE_LIMIT, attributeCountLimit: 128 },
    spanProcessors: [new IdentityProcessor(), new SimpleSpanProcessor(exporter), ...(signed ? [signed] : [])],
  });
}
