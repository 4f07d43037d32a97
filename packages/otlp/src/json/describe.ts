import { type JsonLimitError, JsonSyntaxError } from "./json-errors";

/** What is wrong with bytes that were to be JSON, in words: `not JSON: found "x" where … is needed, at byte 7`. */
export function describe(error: JsonSyntaxError | JsonLimitError, bytes: Uint8Array): string {
  if (!(error instanceof JsonSyntaxError)) return error.message;
  const rest = Buffer.from(bytes.subarray(error.offset, error.offset + 4)).toString();
  const found = rest === "" ? "the end of the input" : JSON.stringify([...rest][0]);
  return `not JSON: found ${found} where ${error.expected} is needed, at byte ${error.offset}`;
}
