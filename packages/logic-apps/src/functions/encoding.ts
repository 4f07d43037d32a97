import { bytesOf, contentOf } from "../values/binary";
import { escapedForAddress, toText } from "../values/text";
import type { ValueObject } from "../values/value";
import type { FunctionCall } from "./call";
import { type Family, takes, type WorkflowFunction } from "./function";

const octets = "application/octet-stream";
const bytesAt = (call: FunctionCall) => bytesOf(call.value(0))?.bytes ?? Buffer.from(toText(call.value(0)));

/** RFC 3986: everything but unreserved characters. */
const escaped = (text: string): string =>
  escapedForAddress(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function unescaped(call: FunctionCall): string {
  try {
    return decodeURIComponent(call.string(0));
  } catch {
    return call.expected("a text whose % escapes are valid", 0);
  }
}

function dataUriContent(call: FunctionCall): ValueObject {
  const match = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(call.string(0));
  if (!match) return call.expected("a text that begins with data:", 0);
  const [, type, base64, data] = match;
  return contentOf(
    base64 ? Buffer.from(data!, "base64") : Buffer.from(decodeURIComponent(data!)),
    type || "text/plain",
  );
}

function base64Bytes(call: FunctionCall): Buffer {
  const text = call.string(0);
  return /^[A-Za-z0-9+/\s]*=*\s*$/.test(text) ? Buffer.from(text, "base64") : call.expected("a text in base64", 0);
}

const base64ToText = takes(1, 1, (call) => base64Bytes(call).toString("utf8"));
const dataUriToBinary = takes(1, 1, dataUriContent);
const encodeUri: WorkflowFunction = takes(1, 1, (call) => escaped(toText(call.value(0))));
const decodeUri: WorkflowFunction = takes(1, 1, unescaped);

export const encodingFunctions: Family = {
  base64: takes(1, 1, (call) => bytesAt(call).toString("base64")),
  base64ToBinary: takes(1, 1, (call) => contentOf(base64Bytes(call), octets)),
  base64ToString: base64ToText,
  decodeBase64: base64ToText,
  binary: takes(1, 1, (call) => contentOf(bytesAt(call), octets)),
  dataUri: takes(1, 1, (call) => {
    const type = bytesOf(call.value(0))?.type ?? "text/plain;charset=utf-8";
    return `data:${type};base64,${bytesAt(call).toString("base64")}`;
  }),
  dataUriToBinary,
  decodeDataUri: dataUriToBinary,
  dataUriToString: takes(1, 1, (call) => bytesOf(dataUriContent(call))!.bytes.toString("utf8")),
  uriComponent: encodeUri,
  encodeUriComponent: encodeUri,
  uriComponentToString: decodeUri,
  decodeUriComponent: decodeUri,
  uriComponentToBinary: takes(1, 1, (call) => contentOf(Buffer.from(unescaped(call)), octets)),
};
