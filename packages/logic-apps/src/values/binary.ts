import { isObject, type Value, type ValueObject } from "./value";

/** Content that is not JSON, as Logic Apps carries it. */
export const contentOf = (bytes: Buffer, type: string): ValueObject => ({
  "$content-type": type,
  $content: bytes.toString("base64"),
});

/** The bytes and type of such content; undefined for any other value. */
export function bytesOf(value: Value): { readonly bytes: Buffer; readonly type: string } | undefined {
  if (!isObject(value) || typeof value.$content !== "string") return undefined;
  return { bytes: Buffer.from(value.$content, "base64"), type: String(value["$content-type"] ?? "") };
}
