import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import {
  isJSONRPCErrorResponse,
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  type RequestId,
} from "@modelcontextprotocol/sdk/types.js";
import { type Attributes, context, createContextKey, type Span, SpanKind, trace } from "@opentelemetry/api";
import { ATTR_NETWORK_TRANSPORT, ATTR_SERVER_ADDRESS } from "@opentelemetry/semantic-conventions";
import { labelAttributes, labelById } from "../labels";
import { LABEL_META } from "../servers/label-meta";
import type { SimulatedClock } from "../simulation/clock";
import type { Random } from "../simulation/random";
import { toMeta } from "./identity";
import type { Instrument, TypedError } from "./instrument";

/** Under this key of the context a caller leaves attributes for the span of the tools/call it is about to make. */
export const CALL_ATTRIBUTES = createContextKey("attributes of the MCP call");

/** What the wire may do to a request: an error to fail it with. */
export type WireFault = (method: string) => TypedError | undefined;

/** The client's side of an MCP connection: one span per message, whatever its method, and the time that it takes. */
export class TracingTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport["onmessage"];
  /** As over HTTP, the session has its id once the server has answered `initialize`. */
  sessionId?: string;
  private protocolVersion: string | undefined;
  private readonly pending = new Map<RequestId, Span>();

  constructor(
    private readonly inner: Transport,
    private readonly newSessionId: string,
    private readonly serverAddress: string,
    private readonly instrument: Instrument,
    private readonly clock: SimulatedClock,
    private readonly random: Random,
    private readonly fault: WireFault,
  ) {}

  async start(): Promise<void> {
    this.inner.onclose = () => this.onclose?.();
    this.inner.onerror = (error) => this.onerror?.(error);
    this.inner.onmessage = (message, extra) => {
      this.received(message);
      this.onmessage?.(message, extra);
    };
    await this.inner.start();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (isJSONRPCRequest(message)) return this.sendRequest(message);
    if (isJSONRPCNotification(message)) this.notification(message.method, SpanKind.CLIENT);
    return this.inner.send(message);
  }

  async close(): Promise<void> {
    await this.inner.close();
  }

  private async sendRequest(request: JSONRPCRequest): Promise<void> {
    const tool = request.method === "tools/call" ? String(request.params?.name) : undefined;
    const span = this.instrument.start(tool === undefined ? request.method : `${request.method} ${tool}`, {
      kind: SpanKind.CLIENT,
      attributes: {
        ...this.attributes(request.method),
        "jsonrpc.request.id": String(request.id),
        ...(tool === undefined ? {} : (context.active().getValue(CALL_ATTRIBUTES) as Attributes | undefined)),
      },
    });
    const fault = this.fault(request.method);
    if (fault !== undefined) {
      this.clock.advance(this.random.around(5000, 0.05));
      this.instrument.fail(span, fault.type, fault.message);
      this.instrument.end(span);
      throw fault;
    }
    this.pending.set(request.id, span);
    this.clock.advance(this.random.around(1.8));
    const meta = context.with(trace.setSpan(context.active(), span), toMeta);
    await this.inner.send({ ...request, params: { ...request.params, _meta: { ...request.params?._meta, ...meta } } });
  }

  private received(message: JSONRPCMessage): void {
    if (isJSONRPCNotification(message)) this.notification(message.method, SpanKind.SERVER);
    if (!isJSONRPCResultResponse(message) && !isJSONRPCErrorResponse(message)) return;
    const span = this.pending.get(message.id as RequestId);
    if (span === undefined) return;
    this.pending.delete(message.id as RequestId);
    this.clock.advance(this.random.around(1.6));
    if (isJSONRPCErrorResponse(message)) {
      this.instrument.fail(span, String(message.error.code), message.error.message);
    } else {
      if (message.result.isError === true) this.instrument.fail(span, "tool_error", "the tool reported an error");
      const label = labelById(message.result._meta?.[LABEL_META]);
      if (label !== undefined) span.setAttributes(labelAttributes(label));
      if (this.sessionId === undefined) this.begin(span, message.result.protocolVersion);
    }
    this.instrument.end(span);
  }

  /** The answer to `initialize` settles session and protocol version; its own span has them too. */
  private begin(span: Span, protocolVersion: unknown): void {
    this.sessionId = this.newSessionId;
    this.protocolVersion = String(protocolVersion);
    span.setAttributes({ "mcp.session.id": this.sessionId, "mcp.protocol.version": this.protocolVersion });
  }

  private notification(method: string, kind: SpanKind): void {
    const span = this.instrument.start(method, { kind, attributes: this.attributes(method) });
    this.clock.advance(this.random.around(0.4));
    this.instrument.end(span);
  }

  private attributes(method: string): Attributes {
    return {
      "mcp.method.name": method,
      "mcp.session.id": this.sessionId,
      "mcp.protocol.version": this.protocolVersion,
      [ATTR_NETWORK_TRANSPORT]: "pipe",
      [ATTR_SERVER_ADDRESS]: this.serverAddress,
    };
  }
}
