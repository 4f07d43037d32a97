import type { BlobAccount } from "./account";
import { type Blob, changeOf, headersOf, keptHeaders, md5Of } from "./blob";
import type { BlobStore } from "./blob-store";
import { joined, readBlockList } from "./block-list";
import { checkConditions } from "./conditions";
import { blobErrors } from "./errors";
import { rangeOf } from "./range";
import type { BlobReply, BlobRequest } from "./request";

/** What an operation works with. */
export interface Work {
  readonly request: BlobRequest;
  readonly account: BlobAccount;
  readonly store: BlobStore;
  readonly now: Date;
}

/** Operations on blobs, by method and `comp`. */
export const blobOperations = {
  /** https://learn.microsoft.com/rest/api/storageservices/get-blob */
  get(work: Work): BlobReply {
    const { request } = work;
    const blob = present(work);
    const unchanged = checkConditions(request, blob);
    if (unchanged) return unchanged;
    const { content } = blob;
    const asked = request.headers["x-ms-range"] ?? request.headers.range;
    const range = asked === undefined ? undefined : rangeOf(asked, content.length);
    const { "content-md5": md5, ...headers } = headersOf(blob);
    if (!range) return { status: 200, headers: headersOf(blob), body: content };
    const [from, to] = range;
    return {
      status: 206,
      headers: {
        ...headers,
        ...(md5 ? { "x-ms-blob-content-md5": md5 } : {}),
        "content-range": `bytes ${from}-${to}/${content.length}`,
      },
      body: content.subarray(from, to + 1),
    };
  },

  /** https://learn.microsoft.com/rest/api/storageservices/get-blob-properties */
  head(work: Work): BlobReply {
    const blob = present(work);
    const headers = { ...headersOf(blob), "content-length": String(blob.content.length) };
    return checkConditions(work.request, blob) ?? { status: 200, headers };
  },

  getMetadata(work: Work): BlobReply {
    const blob = present(work);
    const metadata = Object.entries(headersOf(blob)).filter(([name]) => name.startsWith("x-ms-meta-"));
    return { status: 200, headers: { ...Object.fromEntries(metadata), ...changeOf(blob) } };
  },

  /** https://learn.microsoft.com/rest/api/storageservices/put-blob */
  put(work: Work): BlobReply {
    const { headers, body } = work.request;
    const type = headers["x-ms-blob-type"];
    if (type === undefined) throw blobErrors.missingHeader("x-ms-blob-type");
    if (type !== "BlockBlob") throw blobErrors.unknownRoute(`Put Blob of a ${type}`);
    checkMd5(headers["content-md5"], body);
    checkMd5(headers["x-ms-blob-content-md5"], body);
    const blob = write(work, body, md5Of(body), headers["content-type"]);
    return { status: 201, headers: { ...changeOf(blob), "content-md5": blob.md5!, ...encrypted } };
  },

  /** https://learn.microsoft.com/rest/api/storageservices/put-block */
  putBlock({ request, account, store }: Work): BlobReply {
    const { query, headers, body, container, blob } = request;
    const id = query.get("blockid") ?? "";
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(id)) throw blobErrors.badQuery("blockid", id);
    checkMd5(headers["content-md5"], body);
    store.addBlock(keyOf(account, container!), blob!, id, body);
    return { status: 201, headers: { "content-md5": md5Of(body), ...encrypted } };
  },

  /** https://learn.microsoft.com/rest/api/storageservices/put-block-list */
  putBlockList(work: Work): BlobReply {
    const { request, account, store } = work;
    const { container, blob: name, headers, body } = request;
    const content = joined(readBlockList(body), (id) => store.block(keyOf(account, container!), name!, id));
    const blob = write(work, content, headers["x-ms-blob-content-md5"]);
    return { status: 201, headers: { ...changeOf(blob), ...encrypted } };
  },

  /** Properties that are not said are taken away: https://learn.microsoft.com/rest/api/storageservices/set-blob-properties */
  setProperties(work: Work): BlobReply {
    const { "x-ms-blob-content-md5": md5, ...headers } = work.request.headers;
    return changed(work, { headers: keptOf(headers), md5 });
  },

  setMetadata(work: Work): BlobReply {
    return changed(work, { metadata: metadataOf(work.request) });
  },

  /** https://learn.microsoft.com/rest/api/storageservices/set-blob-tier */
  setTier(work: Work): BlobReply {
    const tier = work.request.headers["x-ms-access-tier"] ?? "";
    if (!["Hot", "Cool", "Cold"].includes(tier)) throw blobErrors.badHeader("x-ms-access-tier", tier);
    work.store.put({ ...present(work), tier });
    return { status: 200 };
  },

  /** https://learn.microsoft.com/rest/api/storageservices/delete-blob */
  delete(work: Work): BlobReply {
    const blob = present(work);
    checkConditions(work.request, blob);
    work.store.remove(blob);
    return { status: 202, headers: { "x-ms-delete-type-permanent": "false" } };
  },
} as const;

const encrypted = { "x-ms-request-server-encrypted": "true" };

/** The container under which the store has an account's blobs. */
export const keyOf = (account: BlobAccount, container: string): string => account.containerId(container).toLowerCase();

/** Metadata in the headers of a request. */
export const metadataOf = ({ headers }: BlobRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith("x-ms-meta-") ? [[name.slice("x-ms-meta-".length), value]] : [],
    ),
  );

function found({ request, account, store }: Work): Blob | undefined {
  return store.get(keyOf(account, request.container!), request.blob!);
}

function present(work: Work): Blob {
  const blob = found(work);
  if (!blob) throw blobErrors.noBlob();
  return blob;
}

function keptOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const said = Object.entries(keptHeaders).flatMap(([name, shown]) => (headers[name] ? [[shown, headers[name]]] : []));
  return Object.fromEntries(said);
}

function checkMd5(said: string | undefined, body: Buffer): void {
  if (said !== undefined && said !== md5Of(body)) throw blobErrors.badMd5();
}

/** Replaces the blob, whatever it was. */
function write(work: Work, content: Buffer, md5: string | undefined, type?: string): Blob {
  const { request, account, store, now } = work;
  const before = found(work);
  checkConditions(request, before);
  const { container, blob: name, headers } = request;
  const tier = headers["x-ms-access-tier"];
  return store.put({
    container: keyOf(account, container!),
    name: name!,
    content,
    headers: { ...(type ? { "content-type": type } : {}), ...keptOf(headers) },
    ...(md5 ? { md5 } : {}),
    metadata: metadataOf(request),
    ...(tier ? { tier } : {}),
    madeAt: before?.madeAt ?? now.getTime(),
    changedAt: now.getTime(),
    version: (before?.version ?? 0) + 1,
  });
}

function changed(work: Work, change: Partial<Blob>): BlobReply {
  const before = present(work);
  checkConditions(work.request, before);
  const blob = { ...before, ...change, changedAt: work.now.getTime(), version: before.version + 1 };
  return { status: 200, headers: changeOf(work.store.put(blob)) };
}
