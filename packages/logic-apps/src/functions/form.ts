import { property } from "../expression/access";
import { bytesOf } from "../values/binary";
import { isArray, isObject, type Value } from "../values/value";
import type { FunctionCall } from "./call";
import { type Family, takes } from "./function";

/** Values of a field in a URL-encoded body. */
function fields(call: FunctionCall, body: Value, key: string): string[] {
  const content = bytesOf(body);
  const text = content ? content.bytes.toString("utf8") : body;
  return typeof text === "string"
    ? new URLSearchParams(text).getAll(key)
    : call.fail("reads bodies of type application/x-www-form-urlencoded, and this body is none");
}

/** A part of a multipart body that a stub gives as `{"$multipart": [...]}`. */
function part(call: FunctionCall, body: Value, index: number): Value {
  const parts = isObject(body) ? body.$multipart : undefined;
  if (!isArray(parts)) return call.fail("reads multipart bodies, and this body is none");
  const found = parts[index];
  return isObject(found)
    ? (property(found, "body") ?? null)
    : call.fail(`finds ${parts.length} parts, none at ${index}`);
}

const bodyOf = (outputs: Value): Value => (isObject(outputs) ? (property(outputs, "body") ?? null) : null);

function actionBody(call: FunctionCall): Value {
  const action = call.context.action(call.string(0));
  return action ? bodyOf(action.outputs) : call.fail(`finds no action "${call.string(0)}"`);
}

const triggerBody = (call: FunctionCall): Value => bodyOf(call.context.trigger().outputs);

export const formFunctions: Family = {
  formDataValue: takes(2, 2, (call) => fields(call, actionBody(call), call.string(1))[0] ?? null),
  formDataMultiValues: takes(2, 2, (call) => fields(call, actionBody(call), call.string(1))),
  multipartBody: takes(2, 2, (call) => part(call, actionBody(call), call.integer(1))),
  triggerFormDataValue: takes(1, 1, (call) => fields(call, triggerBody(call), call.string(0))[0] ?? null),
  triggerFormDataMultiValues: takes(1, 1, (call) => fields(call, triggerBody(call), call.string(0))),
  triggerMultipartBody: takes(1, 1, (call) => part(call, triggerBody(call), call.integer(0))),
};
