import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "@sentinel-agent-identities/clock";
import { v5 } from "uuid";
import type { ResourceManager } from "../arm";
import { ServiceError } from "../server/service-error";
import { principalOf } from "../server/token";
import { BlobAccount } from "./account";
import type { Work } from "./blob-operations";
import type { BlobStore } from "./blob-store";
import { refuseUnknown } from "./conditions";
import { blobErrors } from "./errors";
import { type BlobReply, type BlobRequest, readBlobRequest } from "./request";
import { blobRoutes } from "./routes";
import { xmlOf } from "./xml";

const hostPattern = /^([a-z0-9]{3,24})\.blob\.core\.windows\.net$/;

/** Blob Storage of the accounts that are deployed: containers and block blobs, for who holds a role and a token. */
export class BlobService {
  private requests = 0;

  constructor(
    private readonly manager: ResourceManager,
    private readonly store: BlobStore,
    private readonly clock: Clock,
  ) {}

  /** Why a host is not served, in one line; undefined when it is. */
  refusal(host: string): string | undefined {
    const name = hostPattern.exec(host)?.[1];
    if (!name) return `${host} is not served here: take no proxy for it`;
    return BlobAccount.find(name, this.manager, this.clock) ? undefined : `no storage account ${name} is deployed here`;
  }

  /** Answers a request, whatever happens. */
  async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    let reply: BlobReply;
    try {
      reply = this.reply(await readBlobRequest(incoming));
    } catch (error) {
      reply = refused(error);
    }
    const { status, headers, body } = reply;
    const clientId = incoming.headers["x-ms-client-request-id"];
    const own = {
      date: this.clock.now().toUTCString(),
      "x-ms-request-id": v5(String(++this.requests), v5.URL),
      "x-ms-version": String(incoming.headers["x-ms-version"] ?? "2021-12-02"),
      ...(clientId === undefined ? {} : { "x-ms-client-request-id": String(clientId) }),
    };
    const length = { "content-length": String(Buffer.byteLength(body ?? "")) };
    response.writeHead(status, { ...own, ...length, ...headers }).end(incoming.method === "HEAD" ? undefined : body);
  }

  private reply(request: BlobRequest): BlobReply {
    const { account: name, method, container, blob, headers, query } = request;
    const account = BlobAccount.find(name, this.manager, this.clock);
    if (!account) throw blobErrors.internal(`no storage account ${name} is deployed here`);
    const principalId = callerOf(headers.authorization, name, account, query);
    if (!account.isPublic) throw blobErrors.closedNetwork();
    const kind = blob ? "blob" : container ? "container" : "service";
    const key = [method, kind, query.get("comp") ?? ""].join(" ").trim();
    const route = blobRoutes[key];
    if (!route || (kind === "container" && query.get("restype") !== "container")) throw blobErrors.unknownRoute(key);
    refuseUnknown(request);
    if (!route.action.some((action) => account.allows(principalId, action, container))) throw blobErrors.forbidden();
    if (container && key !== "PUT container") account.container(container);
    const work: Work = { request, account, store: this.store, now: this.clock.now() };
    return route.run(work);
  }
}

function callerOf(
  authorization: string | undefined,
  name: string,
  account: BlobAccount,
  query: URLSearchParams,
): string {
  if (query.has("sig") || /^SharedKey/i.test(authorization ?? ""))
    throw account.takesKeys ? blobErrors.keyNotHere() : blobErrors.keyNotPermitted();
  let why = "";
  for (const audience of ["https://storage.azure.com", `https://${name}.blob.core.windows.net`])
    try {
      return principalOf(authorization, audience);
    } catch (error) {
      why ||= (error as Error).message;
    }
  throw blobErrors.unauthenticated(why);
}

function refused(error: unknown): BlobReply {
  const { status, code, message, headers } = error instanceof ServiceError ? error : blobErrors.internal(error);
  return {
    status,
    headers: { ...headers, "content-type": "application/xml", "x-ms-error-code": code },
    body: xmlOf([
      "Error",
      [
        ["Code", code],
        ["Message", message],
      ],
    ]),
  };
}
