import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Clock } from "@sentinel-agent-identities/clock";
import type { WorkCache } from "../../cache";
import { ResourceManager, ResourceStore } from "../arm";
import { armErrors } from "../arm/errors";
import type { ArmSettings } from "../arm/resources/kind";
import { ownerOfAll } from "../arm/resources/kinds/access";
import { refusals } from "../arm/resources/refusals";
import { readArmPath } from "../arm/resources/resource-id";
import { StateFolder } from "../arm/resources/state-folder";
import { BlobService, BlobStore } from "../blobs";
import { EmulatorError } from "../errors";
import type { IngestReport } from "../ingestion/ingestor";
import { type JsonReply, readJson, replyJson } from "../server/json";
import { LocalServer } from "../server/local-server";
import { LocalService } from "../server/local-service";
import { Queries } from "../server/queries";
import { answerQuery } from "../server/query-server";
import { answerUpload } from "../server/server";
import { ServiceError } from "../server/service-error";
import { azureLimits, Throttle } from "../server/throttle";
import { signedIn } from "../server/token";
import { type Intake, Uploads } from "../server/uploads";
import type { Simulation } from "../simulate";
import { guidFrom } from "../terraform/arm-ids";
import { workspaceGuid } from "../workspace/workspace-guid";
import { LocalWorkspace } from "./local-workspace";
import { outcomeOf, type Surroundings } from "./outcome";
import { answerSignIn, deployerClientId, deployerPrincipalId } from "./sign-in";
import { TelemetryLog } from "./telemetry-log";

const largestRequest = 4 * 1024 ** 2;
/** Milliseconds in which a connection is made, also where processes wait for their turn. */
const longestPause = 100;
const workspaceType = "Microsoft.OperationalInsights/workspaces";
const identityType = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** How to serve. */
export interface LocalAzureOptions {
  readonly clock: Clock;
  /** @default - any free port */
  readonly port?: number;
  /** folder that keeps what was applied and sent, and the authority's certificate. @default - with this process */
  readonly state?: string;
  /** ARM ids of resource groups that are there from the start */
  readonly groups?: readonly string[];
  readonly settings?: Partial<ArmSettings>;
  /** what playbooks meet when the outcome is asked for */
  readonly surroundings?: Surroundings;
  /** where compiled queries are kept; default: with this process */
  readonly cache?: WorkCache;
}

/**
 * Azure as a deployment meets it, over HTTPS on this machine: sign-in, Azure Resource Manager, and what is deployed alive:
 * the Logs Ingestion API of its data collection rules, the query API of its workspaces, the blobs of its storage accounts.
 */
export class LocalAzure extends LocalService {
  private readonly workspaces = new Map<string, LocalWorkspace>();
  private turns: Promise<unknown> = Promise.resolve();
  /** milliseconds before the next request */
  private pause = 0;

  private constructor(
    server: LocalServer,
    readonly manager: ResourceManager,
    private readonly log: TelemetryLog,
    private readonly blobs: BlobStore,
    private readonly options: LocalAzureOptions,
  ) {
    super(server);
  }

  /** @throws EmulatorError when the port is taken, or a file of the state is none */
  static async start(options: LocalAzureOptions): Promise<LocalAzure> {
    const { clock, port, state, settings = {}, groups = [] } = options;
    const store = state ? new StateFolder(state).open() : new ResourceStore();
    const owner = ownerOfAll(deployerPrincipalId);
    if (!store.get(owner.id)) store.put(owner, new Date(0));
    for (const id of groups) {
      const name = readArmPath(id)?.steps.at(-1)?.name;
      if (!name || !/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i.test(id))
        throw new EmulatorError(id, "is no resource group", "write /subscriptions/<id>/resourceGroups/<name>");
      const type = "Microsoft.Resources/resourceGroups";
      if (!store.get(id))
        store.put(
          { id, name, type, location: "westeurope", properties: { provisioningState: "Succeeded" } },
          clock.now(),
        );
    }
    const manager = new ResourceManager({ store, clock, settings });
    const log = new TelemetryLog(state && join(state, "telemetry"));
    const blobs = new BlobStore(state && join(state, "blobs"));
    const service = new BlobService(manager, blobs, clock);
    let answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    const server = await LocalServer.start(
      (request, response) => answer(request, response),
      port,
      state && join(state, "ca.pem"),
      {
        names: ["*.blob.core.windows.net"],
        refusal: (host) => service.refusal(host),
        answer: (request, response) => service.answer(request, response),
      },
    );
    const azure = new LocalAzure(server, manager, log, blobs, options);
    const uploads = new Uploads(azure.intake, clock, new Throttle(clock, azureLimits));
    azure.ingestedSoFar = () => uploads.ingested;
    answer = (request, response) => azure.answer(uploads, request, response);
    return azure;
  }

  private ingestedSoFar: () => readonly IngestReport[] = () => [];

  /** What came in since the start, per stream and table. */
  get ingested(): readonly IngestReport[] {
    return this.ingestedSoFar();
  }

  /** What Terraform and its providers have to be told, as variables of their environment. */
  get environment(): Readonly<Record<string, string>> {
    const host = `localhost:${new URL(this.endpoint).port}`;
    return {
      SSL_CERT_FILE: this.caFile,
      // Storage accounts have hosts of their own, which are served through this one.
      HTTPS_PROXY: `https://${host}`,
      ARM_METADATA_HOSTNAME: host,
      ARM_ENVIRONMENT: "custom",
      ARM_RESOURCE_MANAGER_ENDPOINT: `https://${host}`,
      ARM_RESOURCE_MANAGER_AUDIENCE: `https://${host}`,
      ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST: `https://${host}`,
      ARM_DISABLE_INSTANCE_DISCOVERY: "true",
      ARM_SKIP_PROVIDER_REGISTRATION: "true",
      ARM_RESOURCE_PROVIDER_REGISTRATIONS: "none",
      // Of whatever tenant: an own one in the provider block wins.
      ARM_TENANT_ID: guidFrom("agentid/tenant"),
      ARM_CLIENT_ID: deployerClientId,
      ARM_CLIENT_SECRET: "local",
      ARM_USE_CLI: "false",
      ARM_USE_MSI: "false",
    };
  }

  /** The workspaces that there are. */
  get deployed(): LocalWorkspace[] {
    return this.manager.store.ofType(workspaceType).map(({ resource }) => this.workspace(resource.id));
  }

  /** What the rules of a workspace find until now in what was sent to it. @throws EmulatorError, KqlUnsupportedError */
  outcome(workspace: LocalWorkspace, to = this.options.clock.now()): Promise<Simulation> {
    return outcomeOf(workspace, this.manager, to, this.options.surroundings);
  }

  override async close(): Promise<void> {
    await super.close();
    for (const workspace of this.workspaces.values()) await workspace.close();
  }

  private workspace(id: string): LocalWorkspace {
    const key = id.toLowerCase();
    const known = this.workspaces.get(key) ?? new LocalWorkspace(id, this.manager, this.log, this.options.cache);
    this.workspaces.set(key, known);
    return known;
  }

  private get intake(): Intake {
    const holder = (immutableId: string) =>
      this.deployed.find(({ model }) => model.dataCollectionRules.some((rule) => rule.immutableId === immutableId));
    const all = () => this.deployed.flatMap(({ model }) => model.dataCollectionRules);
    return {
      get rules() {
        return all();
      },
      ingest: (upload) => holder(upload.rule.immutableId)!.ingest(upload),
    };
  }

  private async answer(uploads: Uploads, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const endpoint = `https://${request.headers.host}`;
    const { pathname } = new URL(request.url!, endpoint);
    if (pathname.startsWith("/dataCollectionRules/")) return answerUpload(uploads, request, response);
    if (pathname.startsWith("/v1/")) return answerQuery({ answer: (asked) => this.query(asked) }, request, response);
    try {
      const signIn = await answerSignIn(request, endpoint, (clientId) => this.principalOf(clientId));
      replyJson(response, signIn ?? (await this.arm(request, endpoint)));
    } catch (error) {
      const { status, code, message, headers } = refusalOf(error, pathname);
      replyJson(response, { status, headers, body: { error: { code, message } } });
    }
  }

  private async arm(request: IncomingMessage, endpoint: string): Promise<JsonReply> {
    const caller = callerOf(request, endpoint);
    const read = await readJson(request, endpoint, (why) =>
      armErrors.badRequest(`The request content was invalid and could not be deserialized: ${why}`),
    );
    if (Number(request.headers["content-length"] ?? 0) > largestRequest) throw refusals.tooLarge(largestRequest);
    const reply = await this.inTurn(() => this.manager.answer(read, caller, endpoint));
    if (read.method === "DELETE" && reply.status === 200) this.forget(read.path, read.query.get("force") === "true");
    return reply;
  }

  /**
   * One request after another, with a pause after one that took long: a rule's query does, and who connects meanwhile must
   * not wait for ten of them.
   */
  private inTurn<T>(work: () => T): Promise<T> {
    const done = this.turns.then(async () => {
      await setTimeout(this.pause);
      const begun = performance.now();
      try {
        return work();
      } finally {
        this.pause = Math.min(longestPause, (performance.now() - begun) / 4);
      }
    });
    this.turns = done.catch(() => undefined);
    return done;
  }

  /** Blobs go with what they are in, rows with their table; with a workspace only when it is deleted for good. */
  private forget(path: string, force: boolean): void {
    this.blobs.forget(path);
    const steps = readArmPath(path)!.steps;
    const [parent, last] = [steps.at(-2), steps.at(-1)!];
    if (last.type.toLowerCase() === `${workspaceType}/tables`.toLowerCase()) this.log.forget(parent!.id, last.name);
    if (last.type.toLowerCase() === workspaceType.toLowerCase() && force) this.log.forget(last.id);
  }

  /** By its GUID, or by its ARM id. */
  private query(request: IncomingMessage) {
    const path = decodeURIComponent(new URL(request.url!, "https://localhost").pathname).toLowerCase();
    const { deployed } = this;
    const isMeant = ({ id, model }: LocalWorkspace): boolean =>
      path.includes(`/workspaces/${workspaceGuid(model)}/`) || path.includes(`${id.toLowerCase()}/query`);
    const asked = deployed.find(isMeant) ?? deployed[0];
    if (!asked) throw armErrors.missing("A workspace");
    return asked.use((emulator) => new Queries(emulator, this.options.clock, false).answer(request));
  }

  private principalOf(clientId: string): string | undefined {
    if (clientId.toLowerCase() === deployerClientId) return deployerPrincipalId;
    const identities = this.manager.store.ofType(identityType).map(({ resource }) => resource.properties);
    return identities.find((one) => String(one.clientId) === clientId.toLowerCase())?.principalId as string | undefined;
  }
}

function refusalOf(error: unknown, path: string): ServiceError {
  if (error instanceof URIError) return refusals.badPath(path);
  return error instanceof ServiceError ? error : armErrors.internal(error);
}

function callerOf(request: IncomingMessage, endpoint: string) {
  try {
    const wanted = ["https://management.azure.com", "https://management.core.windows.net", endpoint];
    const { principalId, tenantId = "" } = signedIn(request.headers.authorization, wanted);
    return { principalId, tenantId };
  } catch (error) {
    throw armErrors.unauthenticated((error as Error).message);
  }
}
