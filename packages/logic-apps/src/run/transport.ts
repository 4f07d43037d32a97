import type { Value, ValueObject } from "../values/value";

/** What a request stands for. */
export type RequestKind = "http" | "connection" | "webhook" | "workflow" | "function" | "batch" | "script";

/** A request that an action sends. */
export interface HttpRequest {
  readonly kind: RequestKind;
  /** the action that sends it */
  readonly action: string;
  readonly method: string;
  /**
   * absolute; of an action without an address of its own: `connection://<connection><path>`,
   * `workflow:/<resource id>/triggers/<trigger>`, `function:/<resource id>`, `script://<action>`
   */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Value;
  /** as the definition gives it, evaluated */
  readonly authentication?: Value;
}

/** What comes back. */
export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Value;
  /** of a webhook's subscription: when the callback arrives and what it brings; none is no callback ever */
  readonly callback?: WebhookCallback;
}

/** A call to the callback URL. */
export interface WebhookCallback {
  /** milliseconds after the subscription */
  readonly after: number;
  readonly outputs: ValueObject;
}

/** Carries requests: to a stub, an emulator, or a network. */
export interface HttpTransport {
  /** @throws TransportFailure when no answer arrives */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** whether it answers for code or services that this engine does not run; asked before a run */
  answers?(request: Pick<HttpRequest, "kind" | "action" | "method" | "url">): boolean;
}

/** A request that got no answer. */
export class TransportFailure extends Error {
  constructor(
    readonly reason: "timeout" | "connection",
    message: string,
  ) {
    super(message);
    this.name = "TransportFailure";
  }
}
