import { ROOT_CONTEXT, SpanKind } from "@opentelemetry/api";
import {
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_URL_PATH,
  ATTR_URL_SCHEME,
  ATTR_USER_AGENT_ORIGINAL,
} from "@opentelemetry/semantic-conventions";
import type { Instrument } from "../telemetry/instrument";
import type { SimulatedClock } from "./clock";
import type { Random } from "./random";

const PATH = "/healthz";

/**
 * Answers the platform's health probes, as HTTP instrumentation records them. It has a clock of its own: a server
 * answers probes while the agent works.
 */
export class HealthEndpoint {
  constructor(
    private readonly instrument: Instrument,
    private readonly clock: SimulatedClock,
    private readonly random: Random,
  ) {}

  async probe(at: Date): Promise<void> {
    this.clock.advanceTo(at);
    const attributes = {
      [ATTR_HTTP_REQUEST_METHOD]: "GET",
      [ATTR_URL_PATH]: PATH,
      [ATTR_URL_SCHEME]: "http",
      [ATTR_HTTP_ROUTE]: PATH,
      [ATTR_USER_AGENT_ORIGINAL]: "kube-probe/1.31",
    };
    await this.instrument.run(
      `GET ${PATH}`,
      { kind: SpanKind.SERVER, attributes, parent: ROOT_CONTEXT },
      async (span) => {
        this.clock.advance(this.random.around(0.6));
        span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, 200);
      },
    );
  }
}
