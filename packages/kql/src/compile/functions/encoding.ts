import { createHash } from "node:crypto";
import { gunzipSync, inflateSync } from "node:zlib";
import { scalar } from "../../plan/scalar";
import type { CompileCall, FunctionFamily } from "../family";
import { stringOf, sureString, text } from "./helpers";

const script =
  (name: string): CompileCall =>
  (call) =>
    stringOf(`${name}(${text(call, 0)})`);

const digest =
  (sql: string): CompileCall =>
  (call) =>
    sureString(`${sql}(${text(call, 0)})`);

const encodeBase64 = script("kql_base64_encode");
const decodeBase64 = script("kql_base64_decode");

export const encoding: FunctionFamily = {
  functions: {
    hash_sha256: digest("sha256"),
    hash_md5: digest("md5"),
    hash_sha1: (call) => stringOf(`kql_sha1(${text(call, 0)})`),
    base64_encode_tostring: encodeBase64,
    base64_encodestring: encodeBase64,
    base64_decode_tostring: decodeBase64,
    base64_decodestring: decodeBase64,
    base64_decode_toarray: (call) => scalar("dynamic", `kql_base64_bytes(${text(call, 0)})::JSON`),
    base64_encode_fromarray: (call) => stringOf(`kql_base64_from_bytes(${call.arg(0).sql}::VARCHAR)`),
    base64_decode_toguid: (call) => scalar("guid", `kql_base64_guid(${text(call, 0)})`),
    base64_encode_fromguid: (call) => stringOf(`kql_base64_from_guid(${call.arg(0).sql})`),
    gzip_decompress_from_base64_string: script("kql_gunzip"),
    zlib_decompress_from_base64_string: script("kql_inflate"),
    url_encode: script("kql_url_encode"),
    url_encode_component: script("kql_url_encode_component"),
    url_decode: script("kql_url_decode"),
    new_guid: () => scalar("guid", "uuid()::VARCHAR", false),
  },
  scripts: [
    {
      name: "kql_sha1",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (s: string) => createHash("sha1").update(s).digest("hex"),
    },
    {
      name: "kql_base64_encode",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (s: string) => Buffer.from(s).toString("base64"),
    },
    { name: "kql_base64_decode", parameters: ["VARCHAR"], returns: "VARCHAR", run: decode },
    {
      name: "kql_base64_bytes",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (s: string) => {
        const bytes = fromBase64(s);
        return bytes && JSON.stringify([...bytes]);
      },
    },
    {
      name: "kql_base64_from_bytes",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (json: string) => {
        const bytes: unknown = JSON.parse(json);
        return Array.isArray(bytes) ? Buffer.from(bytes as number[]).toString("base64") : "";
      },
    },
    {
      name: "kql_base64_guid",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (s: string) => {
        const bytes = fromBase64(s);
        return bytes?.length === 16 ? dashed(swapped(bytes).toString("hex")) : null;
      },
    },
    {
      name: "kql_base64_from_guid",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (guid: string) => swapped(Buffer.from(guid.replaceAll("-", ""), "hex")).toString("base64"),
    },
    { name: "kql_gunzip", parameters: ["VARCHAR"], returns: "VARCHAR", run: (s: string) => unpacked(s, gunzipSync) },
    { name: "kql_inflate", parameters: ["VARCHAR"], returns: "VARCHAR", run: (s: string) => unpacked(s, inflateSync) },
    {
      name: "kql_url_encode",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (s: string) =>
        lowerHex(encodeURIComponent(s))
          .replace(/%20/g, "+")
          .replace(/[!'()*]/g, hexEscape),
    },
    {
      name: "kql_url_encode_component",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (s: string) => lowerHex(encodeURIComponent(s)).replace(/[!'()*]/g, hexEscape),
    },
    { name: "kql_url_decode", parameters: ["VARCHAR"], returns: "VARCHAR", run: urlDecode },
  ],
};

/** Kusto writes escapes in lower case. */
const lowerHex = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

const hexEscape = (c: string): string => `%${c.charCodeAt(0).toString(16)}`;

function fromBase64(text: string): Buffer | null {
  const clean = text.trim();
  return /^[A-Za-z0-9+/]*={0,2}$/.test(clean) && clean.length % 4 === 0 ? Buffer.from(clean, "base64") : null;
}

/** The first three parts of a guid are stored with their last byte first. */
const swapped = (bytes: Buffer): Buffer =>
  Buffer.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((at) => bytes[at]!));

const dashed = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/** What comes out of a few bytes ends here: the longest string that Kusto keeps. */
const longestText = 1 << 20;

/** Text of compressed bytes; '' for what is none, or is longer than texts are. */
function unpacked(
  packed: string,
  unpack: (bytes: Buffer, options: { maxOutputLength: number }) => Buffer,
): string | null {
  const bytes = fromBase64(packed);
  try {
    return bytes && asText(unpack(bytes, { maxOutputLength: longestText }));
  } catch {
    return null;
  }
}

/** Text of the decoded bytes; '' when they are not UTF-8 text or not base64. */
function decode(text: string): string | null {
  const bytes = fromBase64(text);
  try {
    return bytes && asText(bytes);
  } catch {
    return null;
  }
}

/** @throws TypeError for bytes that are no UTF-8 */
const asText = (bytes: Buffer): string => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

/** Decodes what is valid and leaves the rest, as Kusto. */
function urlDecode(text: string): string {
  return text.replace(/\+/g, " ").replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}
