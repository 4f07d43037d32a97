import type { StatusCodeName } from "../row";
import { classify } from "./classify";
import { collect, holdRest } from "./collect";
import { completeHttp, completeStore, failure } from "./complete";
import type { EmittedSpan } from "./emitted-span";
import { at, put, values, write } from "./held";
import { nameOf } from "./span-name";

/**
 * Gives a span the attributes that the stream's transform reads, found by the tables of all dialects. What is there by
 * its current name stays as it is.
 * @returns the status: `ERROR` as well where the span says in another way that the operation failed
 */
export function translate(span: EmittedSpan): StatusCodeName {
  const said = collect(span.attributes);
  const named = nameOf(span.name, said.isGenAi);
  const kind = said.kind ?? named?.kind;
  const before = said.kind === undefined || said.kind === "Other" ? named?.kind : said.kind;
  const settled = kind === "Other" ? before : kind;
  holdRest(settled);
  if (named?.rest !== undefined && values[named.rest] === undefined && named.kind === settled && named.text !== "")
    put(named.rest, named.text);
  if (values[at.originalType] === undefined && said.word !== "") put(at.originalType, said.word);
  if (span.exceptionType !== "" && values[at.errorType] === undefined) put(at.errorType, span.exceptionType);
  if (said.triggered !== undefined && values[at.verdict] === undefined) put(at.verdict, said.triggered);
  completeHttp(span.kind);
  completeStore();
  const failed = span.status === "ERROR" || said.failed || failure(span);
  write(span.attributes);
  classify(span, settled, said);
  return failed ? "ERROR" : span.status;
}
