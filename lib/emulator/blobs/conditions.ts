import { type Blob, etagOf } from "./blob";
import { blobErrors } from "./errors";
import type { BlobReply, BlobRequest } from "./request";

/** Headers that change what a request does, in ways that are not emulated. */
const unknown = [
  "if-modified-since",
  "if-unmodified-since",
  "x-ms-if-tags",
  "x-ms-lease-id",
  "x-ms-copy-source",
  "x-ms-encryption-key",
  "x-ms-encryption-scope",
  "x-ms-expiry-option",
  "x-ms-snapshot",
  "x-ms-tags",
  "x-ms-immutability-policy-mode",
  "x-ms-legal-hold",
];

/** Parameters that are known, or change nothing. */
const parameters = ["restype", "comp", "prefix", "delimiter", "marker", "maxresults", "include", "blockid", "timeout"];

/** @throws BlobError for what is not emulated: done without it, the request would do something else */
export function refuseUnknown({ headers, query }: BlobRequest): void {
  const header = unknown.find((name) => headers[name] !== undefined);
  if (header) throw blobErrors.unknownRoute(`A request with the header ${header}`);
  const parameter = [...query.keys()].find((name) => !parameters.includes(name.toLowerCase()));
  if (parameter) throw blobErrors.unknownRoute(`A request with the parameter ${parameter}`);
}

/**
 * If-Match and If-None-Match: https://learn.microsoft.com/rest/api/storageservices/specifying-conditional-headers-for-blob-service-operations
 * @returns the answer to a reader who has the blob already
 * @throws BlobError when the condition does not hold
 */
export function checkConditions({ method, headers }: BlobRequest, blob: Blob | undefined): BlobReply | undefined {
  const { "if-match": match, "if-none-match": noneMatch } = headers;
  const isOne = (tags: string): boolean =>
    blob !== undefined && (tags === "*" || tags.split(",").some((tag) => tag.trim() === etagOf(blob)));
  if (match !== undefined && !isOne(match)) throw blobErrors.conditionNotMet();
  if (noneMatch === undefined || !isOne(noneMatch)) return undefined;
  if (method === "GET" || method === "HEAD") return { status: 304 };
  throw noneMatch === "*" ? blobErrors.blobExists() : blobErrors.conditionNotMet();
}
