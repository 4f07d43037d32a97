import { createHash } from "node:crypto";

/** Headers that a blob keeps, by the request's name and the answer's. */
export const keptHeaders = {
  "x-ms-blob-content-type": "content-type",
  "x-ms-blob-content-encoding": "content-encoding",
  "x-ms-blob-content-language": "content-language",
  "x-ms-blob-content-disposition": "content-disposition",
  "x-ms-blob-cache-control": "cache-control",
} as const;

/** A block blob. */
export interface Blob {
  /** ARM id of its container, lower case */
  readonly container: string;
  readonly name: string;
  readonly content: Buffer;
  /** of `keptHeaders`, by the answer's name */
  readonly headers: Readonly<Record<string, string>>;
  /** base64; undefined where nobody said it and the content came in blocks */
  readonly md5?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tier?: string;
  /** milliseconds since 1970 */
  readonly madeAt: number;
  readonly changedAt: number;
  /** of the content, its properties and metadata */
  readonly version: number;
}

/** Changes with every change of the blob. */
export function etagOf({ container, name, version, changedAt }: Blob): string {
  const hash = createHash("sha256").update(`${container}/${name} ${version} ${changedAt}`).digest("hex");
  return `"0x${hash.slice(0, 15).toUpperCase()}"`;
}

export const md5Of = (content: Buffer): string => createHash("md5").update(content).digest("base64");

/** https://learn.microsoft.com/rest/api/storageservices/get-blob-properties#response-headers */
export function headersOf(blob: Blob): Record<string, string> {
  const metadata = Object.entries(blob.metadata).map(([name, value]) => [`x-ms-meta-${name}`, value]);
  return {
    "content-type": "application/octet-stream",
    ...blob.headers,
    ...(blob.md5 ? { "content-md5": blob.md5 } : {}),
    ...Object.fromEntries(metadata),
    ...changeOf(blob),
    "accept-ranges": "bytes",
    "x-ms-blob-type": "BlockBlob",
    "x-ms-creation-time": new Date(blob.madeAt).toUTCString(),
    "x-ms-lease-state": "available",
    "x-ms-lease-status": "unlocked",
    "x-ms-server-encrypted": "true",
    "x-ms-access-tier": blob.tier ?? "Hot",
    ...(blob.tier ? {} : { "x-ms-access-tier-inferred": "true" }),
  };
}

/** What every answer about a blob says of its last change. */
export const changeOf = (blob: Blob): Record<string, string> => ({
  etag: etagOf(blob),
  "last-modified": new Date(blob.changedAt).toUTCString(),
});
