import type { VirtualClock } from "@sentinel-agent-identities/clock";
import {
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
  TransportFailure,
  type Value,
  type ValueObject,
} from "@sentinel-agent-identities/logic-apps";
import { EmulatorError } from "../errors";
import { faultHeader } from "../faults";
import { issueToken } from "../server";
import type { FakeTeams } from "../teams";
import type { StandInClient } from "./client";
import { type DeployedPlaybook, identityOf } from "./playbook";

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-limits-and-configuration#timeout-duration */
const synchronousLimit = 120_000;
/** https://learn.microsoft.com/azure/logic-apps/authenticate-with-managed-identity: the audience when none is given */
const defaultAudience = "https://management.azure.com/";

/** Rows that were sent to a stream of a data collection rule, whatever the answer. */
export interface Upload {
  readonly stream: string;
  readonly rows: readonly Value[];
  readonly at: string;
}

/** What carries a run's requests. */
export interface TransportConfig {
  readonly playbook: DeployedPlaybook;
  /** `$connections` of the run */
  readonly connections: ValueObject;
  readonly clock: VirtualClock;
  /** by host, lower case */
  readonly hosts: ReadonlyMap<string, StandInClient>;
  /** host of Azure Resource Manager, under which connections are */
  readonly armHost: string;
  /** answers cards */
  readonly teams: FakeTeams;
  /** name of the incident that the run is about */
  readonly incident?: string;
  /** told of every stream that rows are sent to, when they are. @default - nobody is */
  readonly uploaded?: (stream: string, at: Date) => void;
}

/**
 * Carries a run's requests to the servers that stand for Azure, over HTTPS: with a token of the identity that the action
 * names, for the audience it names; without one where the action authenticates in no such way.
 */
export class CloudTransport implements HttpTransport {
  /** Uploads, in order. */
  readonly uploads: Upload[] = [];

  constructor(private readonly config: TransportConfig) {}

  /** @throws TransportFailure; EmulatorError for an identity that is not the playbook's, which Azure refuses */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const card = this.card(request);
    if (card) return card;
    const { url, principalId, audience } = this.target(request);
    const client = this.config.hosts.get(url.host.toLowerCase());
    if (!client)
      throw new TransportFailure(
        "connection",
        `${url.host} is no host that the emulator stands for; it knows ${[...this.config.hosts.keys()].join(", ")}`,
      );
    const { body } = request;
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const hasType = Object.keys(request.headers).some((name) => name.toLowerCase() === "content-type");
    this.noteUpload(request, url);
    const answer = await this.exchange(client, url, {
      method: request.method,
      headers: {
        ...request.headers,
        ...(text === undefined || hasType ? {} : { "Content-Type": "application/json" }),
        ...(principalId ? { Authorization: `Bearer ${issueToken(principalId, audience)}` } : {}),
      },
      ...(text === undefined ? {} : { body: text }),
    });
    if (answer.headers[faultHeader] === "timeout") {
      await this.config.clock.sleep(synchronousLimit);
      throw new TransportFailure("timeout", `${request.method} ${request.url} did not answer in time`);
    }
    const parsed = answer.body === "" ? undefined : parse(answer.body, answer.headers["content-type"]);
    return { status: answer.status, headers: answer.headers, ...(parsed === undefined ? {} : { body: parsed }) };
  }

  /** What Microsoft Teams answers to a card that waits for an answer; undefined for other requests. */
  private card({ kind, url, body }: HttpRequest): HttpResponse | undefined {
    const [, name = "", path = ""] = /^connection:\/\/([^/]+)(\/.*)$/.exec(url) ?? [];
    if (kind !== "webhook" || this.managedApi(name) !== "teams") return undefined;
    const { teams, incident, clock } = this.config;
    return teams.post({ path, body, incident, at: clock.now() });
  }

  /** The managed API of a connection. */
  private managedApi(name: string): string {
    const id = String(object(this.config.connections[name])?.id ?? "");
    return id.split("/").at(-1)?.toLowerCase() ?? "";
  }

  private async exchange(client: StandInClient, url: URL, message: Parameters<StandInClient["send"]>[1]) {
    try {
      return await client.send(url, message);
    } catch (error) {
      throw new TransportFailure("connection", `${message.method} ${url.href}: ${(error as Error).message}`);
    }
  }

  private target(request: HttpRequest): { url: URL; principalId?: string; audience?: string } {
    if (request.kind === "http") return { url: urlOf(request.url), ...this.identity(request.authentication) };
    const [, name, path] = /^connection:\/\/([^/]+)(\/.*)$/.exec(request.url) ?? [];
    if ((request.kind !== "connection" && request.kind !== "webhook") || !name)
      throw new TransportFailure("connection", `the emulator stands for no service that answers ${request.url}`);
    const connection = object(this.config.connections[name]);
    const api = this.managedApi(name);
    const authentication = object(object(connection?.connectionProperties)?.authentication);
    return {
      url: urlOf(`https://${this.config.armHost}/connections/${api || name}${path}`),
      ...this.identity(authentication && { ...authentication, audience: defaultAudience }),
    };
  }

  /** The caller that a managed identity makes, and what its token is for. */
  private identity(authentication: Value | undefined): { principalId?: string; audience?: string } {
    const given = object(authentication);
    if (String(given?.type).toLowerCase() !== "managedserviceidentity") return {};
    const { playbook } = this.config;
    const id = String(given?.identity ?? "");
    const own = playbook.identities.find((identity) => identity.id.toLowerCase() === id.toLowerCase());
    if (!own)
      throw new EmulatorError(
        `playbook ${playbook.name}`,
        id
          ? `authenticates as ${id}, which is not assigned to it`
          : "authenticates with its system-assigned identity, of which it has none",
        `its identities: ${playbook.identities.map((identity) => identity.id).join(", ") || "none"}`,
      );
    return { principalId: identityOf(own.id).principalId, audience: String(given?.audience ?? defaultAudience) };
  }

  private noteUpload({ body }: HttpRequest, url: URL): void {
    const stream = /^\/dataCollectionRules\/[^/]+\/streams\/([^/]+)$/i.exec(url.pathname)?.[1];
    if (stream === undefined || !Array.isArray(body)) return;
    const at = this.config.clock.now();
    const name = decodeURIComponent(stream);
    this.uploads.push({ stream: name, rows: body as readonly Value[], at: at.toISOString() });
    this.config.uploaded?.(name, at);
  }
}

function urlOf(text: string): URL {
  try {
    const url = new URL(text);
    if (url.protocol === "https:") return url;
  } catch {
    // Said below, as for another protocol.
  }
  throw new TransportFailure("connection", `"${text}" is no address that begins with https://`);
}

function parse(body: string, contentType = ""): Value {
  return /\bjson\b/i.test(contentType) ? (JSON.parse(body) as Value) : body;
}

function object(value: Value | undefined): ValueObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as ValueObject) : undefined;
}
