import {
  type Attributes,
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { ATTR_ERROR_TYPE } from "@opentelemetry/semantic-conventions";
import type { SimulatedClock } from "../simulation/clock";

/** What a span says from its start. */
export interface SpanSetup {
  kind?: SpanKind;
  attributes?: Attributes;
  /** The parent; the active context when left out. */
  parent?: Context;
}

/** An error with the short name that `error.type` takes. */
export class TypedError extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
    this.name = "TypedError";
  }
}

/** A tracer whose spans start and end by the clock of the simulation. */
export class Instrument {
  constructor(
    private readonly tracer: Tracer,
    private readonly clock: SimulatedClock,
  ) {}

  /** Starts a span; `end` ends it. */
  start(name: string, setup: SpanSetup = {}): Span {
    const { kind = SpanKind.INTERNAL, attributes, parent = context.active() } = setup;
    return this.tracer.startSpan(name, { kind, attributes, startTime: this.clock.hrTime() }, parent);
  }

  end(span: Span): void {
    span.end(this.clock.hrTime());
  }

  /** Marks a span as failed. */
  fail(span: Span, type: string, message: string): void {
    span.setAttribute(ATTR_ERROR_TYPE, type);
    span.setStatus({ code: SpanStatusCode.ERROR, message });
  }

  /** Runs `body` within a span; an error it throws marks the span as failed and goes on to the caller. */
  async run<T>(name: string, setup: SpanSetup, body: (span: Span) => Promise<T>): Promise<T> {
    const span = this.start(name, setup);
    try {
      return await context.with(trace.setSpan(setup.parent ?? context.active(), span), () => body(span));
    } catch (error) {
      const { message } = error as Error;
      const type = error instanceof TypedError ? error.type : (error as Error).name;
      this.fail(span, type, message);
      // By hand, without the stack: it would put paths of the recording machine into the telemetry.
      span.addEvent("exception", { "exception.type": type, "exception.message": message }, this.clock.hrTime());
      throw error;
    } finally {
      this.end(span);
    }
  }
}
