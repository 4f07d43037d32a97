import { setImmediate as breath } from "node:timers/promises";
import { agentNamed, type OtelSpanRow, RejectedSpans, wordsOf } from "@sentinel-agent-identities/otlp";
import { mostBytes } from "../send/batches";
import { fitsRequest, type SizedRow } from "./delivery";
import { fitValues, mostValueBytes, type Values } from "./fit-values";
import type { SenderStamp, Subject } from "./standing";

/** A row of the stream `Custom-AgentExecutionOtel` as the intake sends it. */
export interface StampedSpanRow extends OtelSpanRow, SenderStamp {}

/** What can be sent on of a request, and what cannot. */
export interface TakenSpans {
  readonly rows: readonly SizedRow[];
  /** the spans of these rows, as they were read, each with the bytes of its row */
  readonly spans: readonly { readonly row: OtelSpanRow; readonly bytes: number }[];
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
 * @param name finds out whose the spans are, once all are read
 * @param most bytes of the rows together; spans beyond are rejected
 */
export async function spanRows(
  spans: Iterable<OtelSpanRow | RejectedSpans>,
  name: (rows: readonly OtelSpanRow[]) => void,
  stamp: (subject: Subject) => SenderStamp,
  most: number,
): Promise<TakenSpans> {
  const rows: SizedRow[] = [];
  const taken: { row: OtelSpanRow; bytes: number }[] = [];
  const reasons: string[] = [];
  const fitted = fittedOnce();
  let rejected = 0;
  let bytes = 0;
  let read = 0;
  const reject = (count: number, reason: () => string) => {
    rejected += count;
    if (reasons.length < mostReasons) reasons.push(reason());
  };
  const sound: OtelSpanRow[] = [];
  for (const span of spans) {
    if (++read % turn === 0) await breath();
    if (span instanceof RejectedSpans) reject(span.spans, () => span.reason);
    else sound.push(span);
  }
  name(sound);
  for (const span of sound) {
    if (++read % turn === 0) await breath();
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
      taken.push({ row: span, bytes: made.bytes });
    }
  }
  return { rows, spans: taken, rejected, reasons };
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

/** Whom a span is about, as the stream's transform finds it (`pipeline/tables/AgentExecution_CL.yaml`). */
function subjectOf(span: OtelSpanRow): Subject {
  return { agentId: agentNamed(span)?.id ?? "", blueprintId: wordsOf(span).blueprintId };
}
