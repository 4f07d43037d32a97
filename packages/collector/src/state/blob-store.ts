import { type ContainerClient, RestError } from "@azure/storage-blob";
import { CollectorError } from "../errors";
import type { StateStore } from "./store";

/** State in blobs of a container. Each write says which version it replaces, so that two collectors do not undo each other. */
export class BlobStateStore implements StateStore {
  private readonly etags = new Map<string, string | undefined>();

  constructor(private readonly container: ContainerClient) {}

  async read(name: string): Promise<unknown> {
    const blob = this.container.getBlockBlobClient(`${name}.json`);
    let text: string;
    try {
      const response = await blob.download();
      text = await textOf(response.readableStreamBody!);
      this.etags.set(name, response.etag);
    } catch (error) {
      if (!(error instanceof RestError && error.statusCode === 404)) throw error;
      this.etags.set(name, undefined);
      return undefined;
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new CollectorError(
        blob.url,
        `is no JSON (${(error as Error).message})`,
        "restore it, or remove it to begin anew",
      );
    }
  }

  async write(name: string, value: unknown): Promise<void> {
    const blob = this.container.getBlockBlobClient(`${name}.json`);
    const body = Buffer.from(JSON.stringify(value));
    const known = this.etags.get(name);
    const conditions = known === undefined ? { ifNoneMatch: "*" } : { ifMatch: known };
    try {
      const { etag } = await blob.upload(body, body.length, {
        conditions,
        blobHTTPHeaders: { blobContentType: "application/json" },
      });
      this.etags.set(name, etag);
    } catch (error) {
      if (!(error instanceof RestError && (error.statusCode === 412 || error.statusCode === 409))) throw error;
      throw new CollectorError(
        blob.url,
        "was written by another collector since it was read",
        "run one collector for each workspace",
      );
    }
  }
}

/** The text of a blob; undefined when there is none. */
export async function blobText(container: ContainerClient, name: string): Promise<string | undefined> {
  try {
    return await textOf((await container.getBlockBlobClient(name).download()).readableStreamBody!);
  } catch (error) {
    if (error instanceof RestError && error.statusCode === 404) return undefined;
    throw error;
  }
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
