import { bytesOf } from "./binary";
import { toJson } from "./json";
import { Float, type Value } from "./value";

/** Content that is no text was put into one. */
export class NotTextError extends Error {}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Content of any type, decoded. */
function decoded({ bytes, type }: { readonly bytes: Buffer; readonly type: string }): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new NotTextError(
      `content of type "${type}" is no UTF-8 text; take ['$content'], its base64, or write base64(…) or dataUri(…)`,
    );
  }
}

/**
 * A value inside text: `@{…}`, `concat`, `string`. Booleans are capitalised, binary content is decoded, other objects
 * become JSON, null nothing.
 * @throws NotTextError for content whose bytes are no text
 */
export function toText(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Float) return String(value.value);
  const content = bytesOf(value);
  return content ? decoded(content) : toJson(value);
}

/** A value in an error message: short, on one line. */
export function shown(value: Value): string {
  const text = toJson(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text for use within an address; half of a surrogate pair becomes U+FFFD, as in .NET. */
export const escapedForAddress = (text: string): string => encodeURIComponent(text.replace(halves, "\ufffd"));
