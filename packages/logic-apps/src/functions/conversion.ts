import { bytesOf, contentOf } from "../values/binary";
import { asNumber, floating, parseNumber } from "../values/number";
import { toText } from "../values/text";
import { isArray, isInteger, isNumber, isObject, type Value } from "../values/value";
import { writeXml, XmlError, xmlToJson } from "../values/xml";
import type { FunctionCall } from "./call";
import { type Family, takes } from "./function";

function int(call: FunctionCall): Value {
  const value = call.value(0);
  const number = typeof value === "string" ? parseNumber(value) : value;
  return number !== undefined && isInteger(number) ? number : call.expected("an integer, or a text that writes one", 0);
}

function float(call: FunctionCall): Value {
  const value = call.value(0);
  const number = typeof value === "string" ? parseNumber(value) : value;
  if (number === undefined || !isNumber(number)) return call.expected("a number, or a text that writes one", 0);
  return floating(asNumber(number));
}

function bool(call: FunctionCall): boolean {
  const value = call.value(0);
  if (typeof value === "boolean") return value;
  if (isNumber(value)) return asNumber(value) !== 0;
  const known = typeof value === "string" ? { true: true, false: false }[value.trim().toLowerCase()] : undefined;
  return known ?? call.expected("a boolean, a number, or 'true' or 'false'", 0);
}

function json(call: FunctionCall): Value {
  const value = call.value(0);
  const content = bytesOf(value);
  const text = content ? content.bytes.toString("utf8") : value;
  if (typeof text !== "string") return call.expected("a text or XML", 0);
  if (content && /xml/i.test(content.type)) return fromXml(call, text);
  try {
    return JSON.parse(text) as Value;
  } catch {
    return call.expected("a text that is JSON", 0);
  }
}

const fromXml = (call: FunctionCall, text: string): Value => readable(call, () => xmlToJson(text));

function readable<T>(call: FunctionCall, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof XmlError) return call.fail(`cannot read the XML: ${error.message}`);
    throw error;
  }
}

function xml(call: FunctionCall): Value {
  const value = call.value(0);
  const content = bytesOf(value);
  const given = content ? content.bytes.toString("utf8") : value;
  const text = typeof given === "string" ? given : isObject(given) ? readable(call, () => writeXml(given)) : undefined;
  if (text === undefined) return call.expected("a text with XML, or an object with one property", 0);
  fromXml(call, text);
  return contentOf(Buffer.from(text), "application/xml;charset=utf-8");
}

export const conversionFunctions: Family = {
  int: takes(1, 1, int),
  float: takes(1, 2, float),
  decimal: takes(1, 1, float),
  bool: takes(1, 1, bool),
  string: takes(1, 1, (call) => toText(call.value(0))),
  json: takes(1, 1, json),
  xml: takes(1, 1, xml),
  array: takes(1, 1, (call) => (isArray(call.value(0)) ? call.value(0) : [call.value(0)])),
};
