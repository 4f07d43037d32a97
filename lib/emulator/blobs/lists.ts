import { type Blob, etagOf } from "./blob";
import { blobErrors } from "./errors";
import type { BlobReply, BlobRequest } from "./request";
import { type Element, xmlOf } from "./xml";

const most = 5000;

/** One entry of a list, in the order of names. */
interface Entry {
  readonly name: string;
  readonly element: Element;
}

/**
 * Blobs of a container, with what their names have in common up to the delimiter as one entry.
 * https://learn.microsoft.com/rest/api/storageservices/list-blobs
 */
export function listedBlobs(request: BlobRequest, blobs: readonly Blob[]): BlobReply {
  const { query } = request;
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
  const withMetadata = (query.get("include") ?? "").split(",").includes("metadata");
  const entries = new Map<string, Entry>();
  for (const blob of blobs) {
    const end = delimiter ? blob.name.indexOf(delimiter, prefix.length) : -1;
    const name = end === -1 ? blob.name : blob.name.slice(0, end + delimiter.length);
    const element: Element = end === -1 ? blobElement(blob, withMetadata) : ["BlobPrefix", [["Name", name]]];
    entries.set(name, { name, element });
  }
  return listed(request, "Blobs", [...entries.values()], request.container);
}

/** Containers of an account: https://learn.microsoft.com/rest/api/storageservices/list-containers2 */
export function listedContainers(request: BlobRequest, names: readonly string[]): BlobReply {
  const entries = names.map((name): Entry => ({ name, element: ["Container", [["Name", name]]] }));
  return listed(request, "Containers", entries);
}

function listed(
  { account, query }: BlobRequest,
  what: string,
  entries: readonly Entry[],
  container?: string,
): BlobReply {
  const [prefix, marker, wanted] = ["prefix", "marker", "maxresults"].map((name) => query.get(name) ?? "");
  const count = wanted === "" ? most : Number(wanted);
  if (!Number.isInteger(count) || count < 1) throw blobErrors.badQuery("maxresults", wanted!);
  const from = entries.filter(({ name }) => name.startsWith(prefix!) && name >= marker!);
  const page = from.slice(0, Math.min(count, most));
  const host = `https://${account}.blob.core.windows.net/`;
  const attributes = ` ServiceEndpoint="${host}"${container ? ` ContainerName="${container}"` : ""}`;
  const said: Element[] = [
    ["Prefix", prefix!],
    ["Marker", marker!],
    ["MaxResults", count],
    [what, page.map(({ element }) => element)],
    ["NextMarker", from[page.length]?.name ?? ""],
  ];
  const body = xmlOf(["EnumerationResults", said], attributes);
  return { status: 200, headers: { "content-type": "application/xml" }, body };
}

function blobElement(blob: Blob, withMetadata: boolean): Element {
  const { name, content, headers, md5, metadata, tier } = blob;
  const properties: Element[] = [
    ["Creation-Time", new Date(blob.madeAt).toUTCString()],
    ["Last-Modified", new Date(blob.changedAt).toUTCString()],
    ["Etag", etagOf(blob).replace(/"/g, "")],
    ["Content-Length", content.length],
    ["Content-Type", headers["content-type"] ?? "application/octet-stream"],
    ["Content-MD5", md5 ?? ""],
    ["BlobType", "BlockBlob"],
    ["AccessTier", tier ?? "Hot"],
    ["LeaseStatus", "unlocked"],
    ["LeaseState", "available"],
    ["ServerEncrypted", "true"],
  ];
  const said: Element[] = [
    ["Name", name],
    ["Properties", properties],
  ];
  if (withMetadata) said.push(["Metadata", Object.entries(metadata).map(([key, value]): Element => [key, value])]);
  return ["Blob", said];
}
