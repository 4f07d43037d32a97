import type { Clock } from "@sentinel-agent-identities/clock";
import type { Access } from "../access";
import type { JsonReply, JsonRequest } from "../server/json";
import { Entities, type Entity, joined } from "./entities";
import { TableError, tableErrors } from "./errors";
import type { Properties } from "./filter";

/** A table of a storage account. */
export interface DeployedTable {
  /** ARM id */
  readonly id: string;
  /** `<account>.table.core.windows.net` */
  readonly host: string;
  readonly name: string;
}

/** A call that was made, as it was answered. */
export interface TableCall {
  readonly principalId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** A request with the headers that Table Storage reads. */
export interface TableRequest extends JsonRequest {
  /** lower case */
  readonly host: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

const dataAction = "Microsoft.Storage/storageAccounts/tableServices/tables/entities";
/** The first version that takes tokens of Microsoft Entra: https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory */
const oldestVersion = "2020-12-06";
const address = /^\/([A-Za-z][A-Za-z0-9]{2,62})(?:\((.*)\))?$/s;
const keys = /^PartitionKey='((?:[^']|'')*)',\s*RowKey='((?:[^']|'')*)'$/s;

/**
 * Azure Table Storage: the documented requests on entities that playbooks make, and nothing else.
 * https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api
 */
export class FakeTables {
  /** Every call in order. */
  readonly calls: TableCall[] = [];
  private readonly entities: ReadonlyMap<string, Entities>;

  constructor(
    readonly deployed: readonly DeployedTable[],
    private readonly access: Access,
    private readonly clock: Clock,
  ) {
    this.entities = new Map(deployed.map(({ id }) => [id, new Entities()]));
  }

  /** The rows of a table by its name. */
  rows(name: string): readonly Properties[] {
    const table = this.deployed.find((one) => one.name === name);
    return table ? this.entities.get(table.id)!.all.map(({ body }) => body) : [];
  }

  answer(request: TableRequest, principalId: string): JsonReply {
    const reply = this.attempt(request, principalId);
    this.calls.push({ principalId, method: request.method, path: request.path, status: reply.status });
    return reply;
  }

  private attempt(request: TableRequest, principalId: string): JsonReply {
    try {
      checkHeaders(request);
      const [, name, inner] = address.exec(request.path) ?? [];
      if (!name) throw tableErrors.unknownRoute(request.method, request.path);
      const table = this.deployed.find((one) => one.host === request.host && one.name === name);
      const id = table?.id ?? `/storageAccounts/${request.host}/tableServices/default/tables/${name}`;
      const allow = (verb: "read" | "write" | "delete") => {
        if (!this.access.allows({ principalId, action: `${dataAction}/${verb}`, resource: id, data: true }))
          throw tableErrors.forbidden();
        const found = table && this.entities.get(table.id);
        if (!found) throw tableErrors.noTable();
        return found;
      };
      return this.route(request, inner, allow);
    } catch (error) {
      return refusal(error);
    }
  }

  private route(
    request: TableRequest,
    inner: string | undefined,
    allow: (verb: "read" | "write" | "delete") => Entities,
  ): JsonReply {
    const { method, headers, body } = request;
    const now = this.clock.now();
    if (method === "POST" && inner === undefined)
      return written(allow("write").insert(objectOf(body), now), headers.prefer === "return-no-content" ? 204 : 201);
    if (method === "GET" && (inner === undefined || inner === "")) return this.list(request, allow("read"));
    const [, partition, row] = (keys.exec(inner ?? "") ?? []).map((key) => key.replaceAll("''", "'"));
    if (partition === undefined || row === undefined) throw tableErrors.unknownRoute(method, request.path);
    if (method === "GET") {
      const found = allow("read").get(partition, row);
      return { status: 200, headers: { ETag: found.etag }, body: shown(found, headers.accept) };
    }
    const ifMatch = headers["if-match"];
    if (method === "PUT") return written(allow("write").replace(partition, row, objectOf(body), now, ifMatch), 204);
    if (method === "DELETE") {
      allow("delete").remove(partition, row, ifMatch);
      return { status: 204 };
    }
    throw tableErrors.unknownRoute(method, request.path);
  }

  private list({ query, headers }: TableRequest, entities: Entities): JsonReply {
    const odd = [...query.keys()].find((name) => !options.includes(name));
    if (odd) throw tableErrors.invalidInput(`the query option ${odd} is not known here`);
    const from = query.has("NextPartitionKey")
      ? joined(query.get("NextPartitionKey")!, query.get("NextRowKey") ?? "")
      : "";
    const { rows, next } = entities.query(query.get("$filter"), from);
    const names = query.get("$select")?.split(",");
    return {
      status: 200,
      headers: next
        ? {
            "x-ms-continuation-NextPartitionKey": String(next.body.PartitionKey),
            "x-ms-continuation-NextRowKey": String(next.body.RowKey),
          }
        : {},
      body: { value: rows.map((row) => selected(shown(row, headers.accept), names)) },
    };
  }
}

const options = ["$filter", "$select", "NextPartitionKey", "NextRowKey"];

function checkHeaders({ headers }: TableRequest): void {
  const version = headers["x-ms-version"];
  if (version === undefined || version < oldestVersion)
    throw tableErrors.badHeader(`x-ms-version is ${version ?? "missing"}; a token takes ${oldestVersion} or later.`);
  const date = headers["x-ms-date"] ?? headers.date;
  if (date === undefined || Number.isNaN(Date.parse(date)))
    throw tableErrors.badHeader(
      `x-ms-date is ${date ?? "missing"}; write a time such as formatDateTime(utcNow(), 'r').`,
    );
}

function objectOf(body: unknown): Properties {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Properties;
  throw tableErrors.invalidInput("the body is no JSON object");
}

const written = ({ etag, body }: Entity, status: number): JsonReply => ({
  status,
  headers: { ETag: etag, ...(status === 204 ? { "Preference-Applied": "return-no-content" } : {}) },
  ...(status === 201 ? { body } : {}),
});

function shown({ etag, body }: Entity, accept = ""): Properties {
  if (accept.includes("nometadata"))
    return Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes("@odata.")));
  return { "odata.etag": etag, ...body };
}

const selected = (body: Properties, names: readonly string[] | undefined): Properties =>
  names ? Object.fromEntries(names.map((name) => [name, body[name] ?? null])) : body;

/** An error as Table Storage says it, in JSON. */
export function refusal(error: unknown): JsonReply {
  const { status, code, message, headers } = error instanceof TableError ? error : tableErrors.internal(error);
  return { status, headers, body: { "odata.error": { code, message: { lang: "en-US", value: message } } } };
}
