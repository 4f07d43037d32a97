import { setImmediate as breath } from "node:timers/promises";
import { type OtelSpanRow, RejectedSpans } from "../../lib/otlp";
import { mostBytes } from "../send/batches";
import { fitsRequest, type SizedRow } from "./delivery";
import { fitValues, mostValueBytes, type Values } from "./fit-values";
import type { SenderStamp, Subject } from "./standing";

/** A row of the stream `Custom-AgentExecutionOtel` as the intake sends it. */
export interface StampedSpanRow extends OtelSpanRow, SenderStamp {}

/** What can be sent on of a request, and what cannot. */
export interface TakenSpans {
  readonly rows: readonly SizedRow[];
  readonly rejected: number;
  /** the first few */
  readonly reasons: readonly string[];
}

/** Reasons that are told. */
const mostReasons = 3;
/** Spans that are read before others get their turn. */
const turn = 500;

/**
 * Makes rows of a request's spans.
 * @param most bytes of the rows together; spans beyond are rejected
 */
export async function spanRows(
  spans: Iterable<OtelSpanRow | RejectedSpans>,
  stamp: (subject: Subject) => SenderStamp,
  most: number,
): Promise<TakenSpans> {
  const rows: SizedRow[] = [];
  const reasons: string[] = [];
  const fitted = fittedOnce();
  let rejected = 0;
  let bytes = 0;
  let read = 0;
  const reject = (count: number, reason: () => string) => {
    rejected += count;
    if (reasons.length < mostReasons) reasons.push(reason());
  };
  for (const span of spans) {
    if (++read % turn === 0) await breath();
    if (span instanceof RejectedSpans) {
      reject(span.spans, () => span.reason);
      continue;
    }
    const made = rowOf(span, stamp, fitted);
    if (typeof made === "string") reject(1, () => `span ${span.SpanId}: ${made}`);
    else if (bytes + made.bytes > most)
      reject(
        1,
        () => `span ${span.SpanId}: the rows of a request have at most ${most} bytes; send fewer spans at a time`,
      );
    else {
      bytes += made.bytes;
      rows.push(made);
    }
  }
  return { rows, rejected, reasons };
}

type Fitter = (values: Values) => ReturnType<typeof fitValues>;

function rowOf(span: OtelSpanRow, stamp: (subject: Subject) => SenderStamp, fitted: Fitter): SizedRow | string {
  const attributes = fitValues(span.Attributes);
  const resource = fitted(span.Resource);
  if (!attributes || !resource)
    return `its ${attributes ? "resource's " : ""}attributes have more than ${mostValueBytes} bytes; send fewer`;
  const row: StampedSpanRow = {
    ...span,
    Attributes: attributes.values,
    Resource: resource.values,
    ...stamp(subjectOf(span)),
  };
  const rest = { ...row, Attributes: 0, Resource: 0 };
  const bytes = Buffer.byteLength(JSON.stringify(rest)) + attributes.bytes + resource.bytes;
  return fitsRequest(bytes) ? { row: { ...row }, bytes } : `spans of more than ${mostBytes} bytes are not taken`;
}

/** Spans of one resource come one after the other, and it may be large. */
function fittedOnce(): Fitter {
  let last: { values: Values; fitted: ReturnType<Fitter> } | undefined;
  return (values) => {
    if (last?.values !== values) last = { values, fitted: fitValues(values) };
    return last.fitted;
  };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whom a span is about, as the stream's transform finds it (`pipeline/tables/AgentExecution_CL.yaml`). */
function subjectOf({ Attributes, Resource }: OtelSpanRow): Subject {
  const text = (name: string) => textOf(Attributes[name]) || textOf(Resource[name]);
  const agentId = text("gen_ai.agent.id");
  return { agentId: guid.test(agentId) ? agentId : "", blueprintId: text("microsoft.a365.agent.blueprint.id") };
}

/** As `tostring()` gives it. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
