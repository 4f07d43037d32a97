import type { Clock } from "@sentinel-agent-identities/clock";
import { covers } from "../access";
import type { ResourceManager } from "../arm";
import type { Resource } from "../arm/resources/resource";
import { blobErrors } from "./errors";

const accountType = "Microsoft.Storage/storageAccounts";
const containerType = `${accountType}/blobServices/containers`;
/** https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata */
const containerName = /^[a-z0-9](-?[a-z0-9]){2,62}$/;

/** A storage account as it was applied: its containers are those of Azure Resource Manager. */
export class BlobAccount {
  private constructor(
    private readonly resource: Resource,
    private readonly manager: ResourceManager,
    private readonly clock: Clock,
  ) {}

  /** @returns undefined when no account of that name is deployed */
  static find(name: string, manager: ResourceManager, clock: Clock): BlobAccount | undefined {
    const found = manager.store.ofType(accountType).find(({ resource }) => resource.name === name);
    return found && new BlobAccount(found.resource, manager, clock);
  }

  get id(): string {
    return this.resource.id;
  }

  /** Whether keys of the account are taken. */
  get takesKeys(): boolean {
    return this.resource.properties.allowSharedKeyAccess !== false;
  }

  /** Whether somebody at a public address, such as this machine, is let in. */
  get isPublic(): boolean {
    const { publicNetworkAccess, networkAcls } = this.resource.properties as {
      publicNetworkAccess?: string;
      networkAcls?: { defaultAction?: string };
    };
    return publicNetworkAccess !== "Disabled" && networkAcls?.defaultAction !== "Deny";
  }

  /** What a request does, as roles know it; within blobs it is a data action. */
  allows(principalId: string, action: string, container?: string): boolean {
    const { settling } = this.manager.settings;
    const access = this.manager.access(settling > 0 ? this.clock.now().getTime() - settling : undefined);
    const resource = container === undefined ? this.id : this.containerId(container);
    const data = action.startsWith("blobs/");
    return access.allows({ principalId, action: `${containerType}/${action}`, resource, data });
  }

  /** Names of the containers, in order. */
  get containers(): string[] {
    const all = this.manager.store.ofType(containerType).map(({ resource }) => resource);
    return all
      .filter(({ id }) => covers(this.id, id))
      .map(({ name }) => name)
      .sort();
  }

  containerId(name: string): string {
    return `${this.id}/blobServices/default/containers/${name}`;
  }

  /** @throws BlobError when it is not there */
  container(name: string): Resource {
    const found = this.manager.store.get(this.containerId(name));
    if (!found) throw blobErrors.noContainer();
    return found.resource;
  }

  /** @throws BlobError when it is there, or may not be called so */
  makeContainer(name: string, metadata: Readonly<Record<string, string>>): void {
    if (!containerName.test(name)) throw blobErrors.badName(name);
    const id = this.containerId(name);
    if (this.manager.store.get(id)) throw blobErrors.containerExists();
    this.manager.store.put({ id, name, type: containerType, properties: { metadata } }, this.clock.now());
  }

  setContainerMetadata(name: string, metadata: Readonly<Record<string, string>>): void {
    const before = this.container(name);
    this.manager.store.put({ ...before, properties: { ...before.properties, metadata } }, this.clock.now());
  }

  removeContainer(name: string): void {
    this.container(name);
    this.manager.store.remove(this.containerId(name));
  }
}
