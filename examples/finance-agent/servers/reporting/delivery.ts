import { SpanKind } from "@opentelemetry/api";
import {
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_RESEND_COUNT,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_FULL,
} from "@opentelemetry/semantic-conventions";
import { type Label, labelAttributes } from "../../labels";
import type { SimulatedClock } from "../../simulation/clock";
import type { Random } from "../../simulation/random";
import { type Instrument, TypedError } from "../../telemetry/instrument";

/** The part of `fetch` that deliveries use. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body: string },
) => Promise<Response>;

const ATTEMPTS = 3;
const FIRST_WAIT_MS = 800;

/** What a delivery came to. */
export interface Delivered {
  status: number;
  bytes: number;
}

/** Posts a body over HTTP; tries again when the receiver is busy. */
export class Delivery {
  constructor(
    private readonly fetch: Fetch,
    private readonly instrument: Instrument,
    private readonly clock: SimulatedClock,
    private readonly random: Random,
  ) {}

  async post(url: string, contentType: string, body: string, label: Label): Promise<Delivered> {
    for (let attempt = 0; ; attempt++) {
      const status = await this.attempt(url, contentType, body, label, attempt);
      if (status < 400) return { status, bytes: Buffer.byteLength(body) };
      if (status < 500 || attempt + 1 === ATTEMPTS)
        throw new TypedError(String(status), `The receiver answered ${status}.`);
      this.clock.advance(this.random.around(FIRST_WAIT_MS * 2 ** attempt));
    }
  }

  private attempt(url: string, contentType: string, body: string, label: Label, resend: number): Promise<number> {
    const { hostname, port } = new URL(url);
    const bytes = Buffer.byteLength(body);
    const attributes = {
      [ATTR_HTTP_REQUEST_METHOD]: "POST",
      [ATTR_URL_FULL]: url,
      [ATTR_SERVER_ADDRESS]: hostname,
      [ATTR_SERVER_PORT]: Number(port || 443),
      [ATTR_NETWORK_PROTOCOL_VERSION]: "1.1",
      "http.request.body.size": bytes,
      ...(resend === 0 ? {} : { [ATTR_HTTP_REQUEST_RESEND_COUNT]: resend }),
      "agent.operation.class": "Transfer",
      "agent.data.zone": hostname.endsWith(".contoso.com") ? "corporate" : "external",
      ...labelAttributes(label),
    };
    return this.instrument.run("POST", { kind: SpanKind.CLIENT, attributes }, async (span) => {
      this.clock.advance(this.random.around(35 + bytes / 9000));
      const response = await this.fetch(url, { method: "POST", headers: { "content-type": contentType }, body });
      span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, response.status);
      if (response.status >= 400) this.instrument.fail(span, String(response.status), response.statusText);
      return response.status;
    });
  }
}
