import { ManagedIdentityCredential, type TokenCredential } from "@azure/identity";
import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import {
  type KeyRegistry,
  type LineagePolicy,
  readKeyRegistry,
  readLineagePolicy,
  readTrustedRoots,
  type SigstoreRoot,
} from "@sentinel-agent-identities/lineage";
import { CollectorError } from "../errors";
import { type ExternalAgent, externalAgentsBlob } from "../external-agent";
import { GraphClient } from "../graph";
import { realPacing } from "../http/pacing";
import { type BundleSource, GitHubSource } from "../lineage";
import { LogAnalytics } from "../query/log-analytics";
import { IngestionSender } from "../send/sender";
import { BlobStateStore, blobText } from "../state/blob-store";
import type { CollectorSettings } from "./settings";

/** Which of the app's identities a job signs in as. */
export type Role = "assets" | "verifier" | "intake";

/** What jobs reach Azure with, each by an identity of its own. */
export class AzureClients {
  private readonly credentials = new Map<Role, TokenCredential>();

  constructor(private readonly settings: CollectorSettings) {}

  sender(role: Role): IngestionSender {
    const { ingestionEndpoint: endpoint, ruleId: own, intakeRuleId } = this.settings;
    // What the intake passes on is the word of others.
    const ruleId = role === "intake" ? intakeRuleId : own;
    return new IngestionSender({ endpoint, ruleId, credential: this.credential(role) });
  }

  graph(): GraphClient {
    return new GraphClient({ token: this.token("assets", "https://graph.microsoft.com"), fetch, pacing: realPacing });
  }

  logs(): LogAnalytics {
    const token = this.token("verifier", "https://api.loganalytics.io");
    return new LogAnalytics({ workspaceId: this.settings.workspaceId, token, fetch, pacing: realPacing });
  }

  store(role: "assets" | "verifier"): BlobStateStore {
    return new BlobStateStore(this.container(role, `state-${role}`));
  }

  bundles(): BundleSource {
    // From Key Vault, when the setting refers to one.
    const token = async () => process.env.COLLECTOR_GITHUB_TOKEN || undefined;
    const gitHub = new GitHubSource({ token, fetch, pacing: realPacing });
    const container = this.container("verifier", "config");
    return {
      bundles: async (repository, digest) =>
        (await blobText(container, `bundles/${digest.replace(":", "-")}.json`)) ?? gitHub.bundles(repository, digest),
    };
  }

  /** Undefined when there is none: agents that sign need one. */
  async keys(role: "assets" | "verifier"): Promise<KeyRegistry | undefined> {
    const text = await blobText(this.container(role, "config"), "key-registry.json");
    return text === undefined ? undefined : readKeyRegistry(parsed(text, "key-registry.json"), "key-registry.json");
  }

  /** Agents that Entra does not know; undefined when the tenant lists none. */
  async externalAgents(): Promise<readonly ExternalAgent[] | undefined> {
    if (!this.settings.inventory) return undefined;
    const text = await blobText(this.container("assets", "inventory"), externalAgentsBlob);
    if (text !== undefined) return parsed(text, externalAgentsBlob) as ExternalAgent[];
    // Taken for an empty list, its absence would end every agent in it.
    throw new CollectorError(
      externalAgentsBlob,
      "is not in the container inventory",
      "deploy the tenant's stack again",
    );
  }

  /** Undefined when no policy says whose builds are trusted. */
  async lineageConfig(): Promise<{ policy: LineagePolicy; roots: SigstoreRoot[] } | undefined> {
    const container = this.container("verifier", "config");
    const policy = await blobText(container, "lineage-policy.yaml");
    if (policy === undefined) return undefined;
    const root = await blobText(container, "trusted-root.jsonl");
    if (root === undefined)
      throw new CollectorError(
        "trusted-root.jsonl",
        "is not in the container config",
        "upload what `gh attestation trusted-root` prints",
      );
    return {
      policy: readLineagePolicy(policy, "lineage-policy.yaml"),
      roots: readTrustedRoots(root, "trusted-root.jsonl"),
    };
  }

  private container(role: Role, name: string): ContainerClient {
    return new BlobServiceClient(this.settings.storageEndpoint, this.credential(role)).getContainerClient(name);
  }

  private token(role: Role, audience: string): () => Promise<string> {
    return async () => {
      const answer = await this.credential(role).getToken(`${audience}/.default`);
      if (!answer)
        throw new CollectorError(
          audience,
          "there is no token",
          "see that the identity is assigned to the function app",
        );
      return answer.token;
    };
  }

  private credential(role: Role): TokenCredential {
    const known = this.credentials.get(role);
    if (known) return known;
    const clientId = {
      assets: this.settings.assetsClientId,
      verifier: this.settings.verifierClientId,
      intake: this.settings.intakeClientId,
    }[role];
    const credential = new ManagedIdentityCredential({ clientId });
    this.credentials.set(role, credential);
    return credential;
  }
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CollectorError(where, `is no JSON (${(error as Error).message})`, "upload it again");
  }
}
