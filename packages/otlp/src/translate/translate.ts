import type { Kind } from "../dialects";
import type { StatusCodeName } from "../row";
import { classify } from "./classify";
import { collect, holdRest } from "./collect";
import { completeHttp, completeStore, countDocuments, failure } from "./complete";
import type { EmittedSpan } from "./emitted-span";
import { at, put, values, write } from "./held";
import { holdNamed, kindOfName } from "./named-span";
import { completeMcp, handoffIn } from "./protocol-names";
import { type NameSaid, nameInScope, nameOf } from "./span-name";

/** Gives a column what the span's name says of it, where no attribute does. */
function holdName(named: NameSaid | undefined, kind: Kind | undefined): void {
  if (named === undefined || named.text === "") return;
  const column = named.holds(kind);
  if (column !== undefined && values[column] === undefined) put(column, named.text);
}

function holdTool({ input, output }: NonNullable<EmittedSpan["tool"]>): void {
  if (input !== "" && values[at.arguments] === undefined) put(at.arguments, input);
  if (output !== "" && values[at.result] === undefined) put(at.result, output);
}

/**
 * Gives a span the attributes that the stream's transform reads, found by the tables of all dialects. What is there by
 * its current name stays as it is.
 * @returns the status: `ERROR` as well where the span says in another way that the operation failed
 */
export function translate(span: EmittedSpan): StatusCodeName {
  const said = collect(span.attributes);
  const scoped = nameInScope(span.name, span.scope);
  const named = nameOf(span.name, said.isGenAi) ?? scoped;
  const kindSaid = handoffIn(span.name, said.kind ?? kindOfName(span.name));
  const kind = kindSaid ?? named?.kind;
  const before = kindSaid === undefined || kindSaid === "Other" ? named?.kind : kindSaid;
  const settled = kind === "Other" ? before : kind;
  holdRest(settled);
  holdNamed(span);
  holdName(named, settled);
  if (scoped !== named) holdName(scoped, settled);
  if (said.wholeName !== undefined && values[said.wholeName] === undefined && settled === said.kind)
    put(said.wholeName, span.name);
  if (span.tool !== undefined && settled === "ToolExecuted") holdTool(span.tool);
  if (values[at.originalType] === undefined && said.word !== "") put(at.originalType, said.word);
  if (span.exceptionType !== "" && values[at.errorType] === undefined) put(at.errorType, span.exceptionType);
  if (said.verdict !== undefined && values[at.verdict] === undefined) put(at.verdict, said.verdict);
  countDocuments(span.attributes, said.documents);
  completeMcp(span);
  completeHttp(span.kind);
  completeStore();
  const failed = span.status === "ERROR" || said.failed || failure(span);
  write(span.attributes);
  classify(span, settled, said);
  return failed ? "ERROR" : span.status;
}
