import { authorityOf, hostAndPort } from "./addresses";
import type { EmittedSpan } from "./emitted-span";
import { at, put, text, values } from "./held";
import { listIn, textOf } from "./plain";

/** What the older names of HTTP leave to be put together: the method in capitals, host, port and address. */
export function completeHttp(kind: string): void {
  if (values[at.method] === undefined) return;
  put(at.method, text(at.method).toUpperCase());
  if (kind !== "CLIENT") return;
  const domain = text(at.domain);
  const split = hostAndPort(domain);
  if (split.port !== undefined) {
    put(at.domain, split.host);
    if (values[at.port] === undefined) put(at.port, split.port);
  }
  const authority = authorityOf(text(at.url));
  if (authority) {
    if (values[at.domain] === undefined) put(at.domain, authority.host);
    if (values[at.port] === undefined) put(at.port, authority.port);
  } else if (values[at.url] === undefined && values[at.path] !== undefined && domain !== "") {
    const path = text(at.path);
    if (/^https?:/i.test(path)) put(at.url, path);
    else if (path.startsWith("/")) {
      const port = text(at.port);
      const usual = port === "" || port === "443";
      put(
        at.url,
        `${port === "80" ? "http" : "https"}://${split.host}${usual || port === "80" ? "" : `:${port}`}${path}`,
      );
    }
  }
}

/** What the older names of stores leave to be put together: operation and collection. */
export function completeStore(): void {
  const collection = values[at.collection];
  if (Array.isArray(collection)) put(at.collection, collection.length > 0 ? textOf(collection[0]) : undefined);
  if (values[at.storeSystem] === undefined) return;
  if (values[at.storeOperation] === undefined && values[at.rpcMethod] !== undefined)
    put(at.storeOperation, values[at.rpcMethod]);
  const summary = text(at.summary);
  if (values[at.collection] === undefined && summary !== "") {
    const target = summary.split(/\s+/)[1];
    if (target !== undefined) put(at.collection, target);
  }
}

/** How many documents were retrieved, where nothing says it as a number. */
export function countDocuments(attributes: EmittedSpan["attributes"], many: number): void {
  if (values[at.records] !== undefined) return;
  if (many > 0) put(at.records, many);
  else if (attributes["gen_ai.retrieval.documents"] !== undefined) {
    const found = listIn(attributes["gen_ai.retrieval.documents"]);
    if (found) put(at.records, found.length);
  }
}

/** Whether the span names an error, or ended in one although its status does not say so. */
export function failure({ kind, status, exceptionType, attributes }: EmittedSpan): boolean {
  if (text(at.errorType) !== "")
    return exceptionType === "" || attributes["error.type"] !== undefined || status !== "OK";
  const code = Number(text(at.status));
  if (code >= 500 || (code >= 400 && kind === "CLIENT")) {
    put(at.errorType, String(code));
    return true;
  }
  const rpc = text(at.rpcStatus);
  if (rpc !== "" && rpc !== "0" && rpc !== "OK") {
    put(at.errorType, rpc);
    return true;
  }
  return false;
}
