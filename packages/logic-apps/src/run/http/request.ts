import { toText } from "../../values/text";
import { isObject, type Value, type ValueObject } from "../../values/value";
import type { Step } from "../step";
import type { HttpRequest, RequestKind } from "../transport";

/** A request with the evaluated inputs it was made of. */
export interface PreparedRequest {
  readonly inputs: Value;
  readonly request: HttpRequest;
  /** as given; null for the standard one */
  readonly retryPolicy: Value;
}

type Address = (inputs: ValueObject) => string;

/** The request that an action's inputs describe. */
export function request(step: Step, kind: RequestKind, address: Address): PreparedRequest {
  const inputs = step.inputs();
  return { ...partRequest(step, kind, inputs, address), inputs };
}

/** The request that a part of the inputs describes. */
export function partRequest(step: Step, kind: RequestKind, part: Value | undefined, address: Address): PreparedRequest {
  const given = isObject(part) ? part : {};
  const headers = Object.entries(isObject(given.headers) ? given.headers : {});
  const body = given.body ?? given.content;
  return {
    inputs: given,
    retryPolicy: given.retryPolicy ?? null,
    request: {
      kind,
      action: step.name,
      method: toText(given.method ?? "POST").toUpperCase(),
      url: address(given),
      headers: Object.fromEntries(headers.map(([name, value]) => [name, toText(value)])),
      ...(body === undefined ? {} : { body }),
      ...(given.authentication === undefined ? {} : { authentication: given.authentication }),
    },
  };
}
