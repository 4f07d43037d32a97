import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type ContainerClient, RestError } from "@azure/storage-blob";
import { BlobStateStore } from "../src/state/blob-store";
import { FileStateStore } from "../src/state/file-store";
import { temporaryFolder } from "./support";

type Conditions = { ifMatch?: string; ifNoneMatch?: string };

/** A container that keeps blobs and their versions as Azure does, as far as the store asks for it. */
function container() {
  const blobs = new Map<string, { text: string; etag: string }>();
  let version = 0;
  const failed = (statusCode: number) => new RestError("refused", { statusCode });
  const getBlockBlobClient = (name: string) => ({
    url: `https://x.blob.core.windows.net/state/${name}`,
    download: async () => {
      const blob = blobs.get(name);
      if (!blob) throw failed(404);
      return { etag: blob.etag, readableStreamBody: Readable.from([Buffer.from(blob.text)]) };
    },
    upload: async (body: Buffer, _length: number, { conditions }: { conditions: Conditions }) => {
      const blob = blobs.get(name);
      if (conditions.ifNoneMatch === "*" && blob) throw failed(409);
      if (conditions.ifMatch !== undefined && conditions.ifMatch !== blob?.etag) throw failed(412);
      const etag = `"${++version}"`;
      blobs.set(name, { text: body.toString(), etag });
      return { etag };
    },
  });
  return { blobs, client: { getBlockBlobClient } as unknown as ContainerClient };
}

describe("state in blobs", () => {
  test("is what was written last", async () => {
    const { client } = container();
    const store = new BlobStateStore(client);
    expect(await store.read("assets")).toBeUndefined();
    await store.write("assets", { a: 1 });
    await store.write("assets", { a: 2 });
    expect(await new BlobStateStore(client).read("assets")).toEqual({ a: 2 });
  });

  test("is not overwritten by who has not seen the last version", async () => {
    const { client, blobs } = container();
    const [first, second] = [new BlobStateStore(client), new BlobStateStore(client)];
    await first.read("assets");
    await second.read("assets");
    await first.write("assets", 1);
    await expect(second.write("assets", 2)).rejects.toThrow(/was written by another collector .*; run one collector/);
    await second.read("assets");
    await second.write("assets", 3);
    await expect(first.write("assets", 4)).rejects.toThrow(/another collector/);
    expect(blobs.get("assets.json")?.text).toBe("3");
  });

  test("that is no JSON is refused rather than begun anew", async () => {
    const { client, blobs } = container();
    blobs.set("assets.json", { text: "{", etag: "1" });
    await expect(new BlobStateStore(client).read("assets")).rejects.toThrow(/is no JSON .*; restore it, or remove it/);
  });
});

test("state in a folder is whole after each write, and refused when it is damaged", async () => {
  const folder = join(temporaryFolder(), "new");
  const store = new FileStateStore(folder);
  expect(await store.read("assets")).toBeUndefined();
  await store.write("assets", { a: 1 });
  // What a kill in the middle of the next write leaves behind.
  writeFileSync(join(folder, "assets.json.tmp"), "{");
  expect(await new FileStateStore(folder).read("assets")).toEqual({ a: 1 });
  expect(JSON.parse(readFileSync(join(folder, "assets.json"), "utf8"))).toEqual({ a: 1 });
  writeFileSync(join(folder, "assets.json"), "{");
  await expect(store.read("assets")).rejects.toThrow(/is no JSON/);
});
