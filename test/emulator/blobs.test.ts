import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { BlobServiceClient, type RequestPolicy } from "@azure/storage-blob";
import type { LocalAzure } from "../../lib/emulator/local-azure";
import { deployerPrincipalId } from "../../lib/emulator/local-azure/sign-in";
import { issueToken, localCredential } from "../../lib/emulator/server";
import { group } from "./arm-resources/support";
import { connected, sent } from "./blob-support";
import { grant, startAzure, stateFolder } from "./local-azure/support";

const account = `${group}/providers/Microsoft.Storage/storageAccounts/stpackages1`;
const host = "https://stpackages1.blob.core.windows.net";
const writer = "aaaaaaaa-0000-4000-8000-0000000000b1";
const reader = "aaaaaaaa-0000-4000-8000-0000000000b2";
const contributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
const dataReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const storage = "https://storage.azure.com";

/** An account with a container, which one may write and another read. */
async function withAccount(properties: object = {}, options: Parameters<typeof startAzure>[0] = {}) {
  const started = await startAzure(options);
  const { send, azure } = started;
  await send("PUT", group, { location: "westeurope" });
  const body = { location: "westeurope", sku: { name: "Standard_LRS" }, kind: "StorageV2", properties };
  expect((await send("PUT", account, body)).status).toBe(200);
  await send("PUT", `${account}/blobServices/default/containers/packages`, { properties: {} });
  const assign = (n: number, role: string, principal: string) =>
    send(
      "PUT",
      `${account}/providers/Microsoft.Authorization/roleAssignments/eeeeeeee-0000-4000-8000-0000000000a${n}`,
      grant(role, principal),
    );
  await assign(1, contributor, writer);
  await assign(2, dataReader, reader);
  return { ...started, container: clientOf(azure, writer).getContainerClient("packages") };
}

/** Azure's own client, through the proxy. */
function clientOf(azure: LocalAzure, principal: string): BlobServiceClient {
  const httpClient: RequestPolicy = {
    async sendRequest(request) {
      const { method, url, body: given, streamResponseStatusCodes: streamed } = request;
      const body = typeof given === "function" ? given() : given;
      const answer = await sent(azure, url, { method, headers: request.headers.rawHeaders() }, body);
      const { status } = answer;
      const isStreamed = streamed?.has(status) || streamed?.has(Number.POSITIVE_INFINITY);
      return {
        request,
        status,
        headers: { toJson: () => answer.headers } as unknown as Awaited<
          ReturnType<RequestPolicy["sendRequest"]>
        >["headers"],
        ...(isStreamed
          ? { readableStreamBody: Readable.from([answer.body]) }
          : { bodyAsText: answer.body.toString("utf8") }),
      };
    },
  };
  return new BlobServiceClient(host, localCredential(principal), { httpClient, retryOptions: { maxTries: 1 } });
}

const text = async (stream: NodeJS.ReadableStream): Promise<string> => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
};
const caught = (promise: Promise<unknown>): Promise<{ statusCode?: number; code?: string }> =>
  promise.then(
    () => ({}),
    ({ statusCode, code }) => ({ statusCode, code }),
  );

test("a blob is written, read, described and deleted by Azure's own client", async () => {
  const { container } = await withAccount();
  const blob = container.getBlockBlobClient("folder/a é.json");
  const content = '{"a":1}';
  const written = await blob.upload(content, content.length, {
    blobHTTPHeaders: { blobContentType: "application/json", blobCacheControl: "no-store" },
    metadata: { owner: "soc" },
  });
  expect(Buffer.from(written.contentMD5!).toString("base64")).toBe(createHash("md5").update(content).digest("base64"));
  const read = await blob.download();
  expect(await text(read.readableStreamBody!)).toBe(content);
  expect(await text((await blob.download(2, 3)).readableStreamBody!)).toBe('a":');
  const properties = await blob.getProperties();
  expect(properties).toMatchObject({
    contentLength: 7,
    contentType: "application/json",
    cacheControl: "no-store",
    blobType: "BlockBlob",
    metadata: { owner: "soc" },
    etag: written.etag,
    lastModified: new Date("2026-03-02T10:00:00Z"),
  });
  await blob.setMetadata({ owner: "platform" });
  await blob.setHTTPHeaders({ blobContentType: "text/plain" });
  const after = await blob.getProperties();
  expect(after).toMatchObject({ contentType: "text/plain", metadata: { owner: "platform" } });
  expect(after.cacheControl).toBeUndefined();
  expect(after.etag).not.toBe(written.etag);
  await blob.delete();
  expect(await blob.exists()).toBe(false);
  expect(await caught(blob.delete())).toEqual({ statusCode: 404, code: "BlobNotFound" });
});

test("blocks become a blob when a list names them, in its order", async () => {
  const { container } = await withAccount();
  const blob = container.getBlockBlobClient("b");
  const [one, two, three] = ["1", "2", "3"].map((n) => Buffer.from(n).toString("base64"));
  await blob.stageBlock(one!, "world", 5);
  await blob.stageBlock(two!, "hello ", 6);
  expect(await blob.exists()).toBe(false);
  await blob.commitBlockList([two!, one!]);
  expect(await text((await blob.download()).readableStreamBody!)).toBe("hello world");
  expect(await caught(blob.commitBlockList([three!]))).toEqual({ statusCode: 400, code: "InvalidBlockList" });
});

test("lists go by prefix, delimiter and pages", async () => {
  const { container, azure } = await withAccount();
  for (const name of ["a/1", "a/2", "b&c", "d"]) await container.getBlockBlobClient(name).upload("x", 1);
  const names = [];
  for await (const blob of container.listBlobsFlat({ prefix: "a/" })) names.push(blob.name);
  expect(names).toEqual(["a/1", "a/2"]);
  const level = [];
  for await (const entry of container.listBlobsByHierarchy("/")) level.push([entry.kind, entry.name]);
  expect(level).toEqual([
    ["prefix", "a/"],
    ["blob", "b&c"],
    ["blob", "d"],
  ]);
  const pages = [];
  for await (const page of container.listBlobsFlat().byPage({ maxPageSize: 3 }))
    pages.push(page.segment.blobItems.map(({ name }) => name));
  expect(pages).toEqual([["a/1", "a/2", "b&c"], ["d"]]);
  const containers = [];
  for await (const one of clientOf(azure, writer).listContainers()) containers.push(one.name);
  expect(containers).toEqual(["packages"]);
});

test("containers made here are those of Azure Resource Manager, and go with their blobs", async () => {
  const { azure, send, container } = await withAccount();
  const other = clientOf(azure, writer).getContainerClient("state");
  await other.create({ metadata: { of: "x" } });
  expect((await send("GET", `${account}/blobServices/default/containers/state`)).status).toBe(200);
  expect((await other.getProperties()).metadata).toEqual({ of: "x" });
  expect(await caught(other.create())).toEqual({ statusCode: 409, code: "ContainerAlreadyExists" });
  await container.getBlockBlobClient("b").upload("x", 1);
  const path = `${account}/blobServices/default/containers/packages`;
  await send("DELETE", path);
  expect(await caught(container.getBlockBlobClient("b").download())).toEqual({
    statusCode: 404,
    code: "ContainerNotFound",
  });
  await send("PUT", path, { properties: {} });
  expect(await container.getBlockBlobClient("b").exists()).toBe(false);
});

test("conditions hold", async () => {
  const { container } = await withAccount();
  const blob = container.getBlockBlobClient("b");
  const { etag } = await blob.upload("1", 1);
  expect(await caught(blob.upload("2", 1, { conditions: { ifNoneMatch: "*" } }))).toEqual({
    statusCode: 409,
    code: "BlobAlreadyExists",
  });
  const changed = await blob.upload("2", 1, { conditions: { ifMatch: etag } });
  expect(await caught(blob.upload("3", 1, { conditions: { ifMatch: etag } }))).toEqual({
    statusCode: 412,
    code: "ConditionNotMet",
  });
  expect(await caught(blob.delete({ conditions: { ifMatch: etag } }))).toMatchObject({ statusCode: 412 });
  await blob.delete({ conditions: { ifMatch: changed.etag } });
});

test("who holds which role decides, and that in force only", async () => {
  const { azure, container } = await withAccount();
  await container.getBlockBlobClient("b").upload("x", 1);
  const asReader = clientOf(azure, reader).getContainerClient("packages").getBlockBlobClient("b");
  expect(await text((await asReader.download()).readableStreamBody!)).toBe("x");
  expect(await caught(asReader.upload("y", 1))).toEqual({ statusCode: 403, code: "AuthorizationPermissionMismatch" });
  // An Owner may manage the account, and read no blob.
  const owner = clientOf(azure, deployerPrincipalId).getContainerClient("packages").getBlockBlobClient("b");
  expect(await caught(owner.download())).toMatchObject({ statusCode: 403 });
  const late = await withAccount({}, { settings: { settling: 60_000 } });
  const blob = late.container.getBlockBlobClient("b");
  expect(await caught(blob.upload("x", 1))).toMatchObject({ statusCode: 403 });
  late.clock.advance(61_000);
  expect((await blob.upload("x", 1)).etag).toBeDefined();
});

test.each([
  ["no token", {}, {}, 401, "NoAuthenticationInformation"],
  [
    "a token for something else",
    { authorization: `Bearer ${issueToken(writer, "https://graph.microsoft.com")}` },
    {},
    401,
    "NoAuthenticationInformation",
  ],
  [
    "a key where keys are off",
    { authorization: "SharedKey a:b" },
    { allowSharedKeyAccess: false },
    403,
    "KeyBasedAuthenticationNotPermitted",
  ],
  ["a key, which this emulator does not check", { authorization: "SharedKey a:b" }, {}, 403, "AuthenticationFailed"],
  ["a closed network", {}, { publicNetworkAccess: "Disabled" }, 403, "AuthorizationFailure"],
  ["a network with rules", {}, { networkAcls: { defaultAction: "Deny" } }, 403, "AuthorizationFailure"],
  ["an append blob", { "x-ms-blob-type": "AppendBlob" }, {}, 501, "NotImplemented"],
  ["no type", { "x-ms-blob-type": undefined }, {}, 400, "MissingRequiredHeader"],
  ["content that is not what its MD5 says", { "content-md5": "AAAA" }, {}, 400, "Md5Mismatch"],
  ["a lease", { "x-ms-lease-id": "1" }, {}, 501, "NotImplemented"],
  ["a copy", { "x-ms-copy-source": "https://x" }, {}, 501, "NotImplemented"],
])("%s is refused", async (what, headers, properties, status, code) => {
  const { azure } = await withAccount(properties);
  const own = /token|key/.test(what) ? {} : { authorization: `Bearer ${issueToken(writer, storage)}` };
  const all = { "x-ms-blob-type": "BlockBlob", "content-length": "1", ...own, ...headers };
  const said = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const answer = await sent(
    azure,
    `${host}/packages/b`,
    { method: "PUT", headers: said as Record<string, string> },
    "x",
  );
  expect([answer.status, answer.headers["x-ms-error-code"]]).toEqual([status, code]);
  expect(answer.body.toString("utf8")).toContain(`<Code>${code}</Code>`);
});

test("what is not known is refused, and not done as something else", async () => {
  const { azure, container } = await withAccount();
  await container.getBlockBlobClient("b").upload("x", 1);
  const headers = { authorization: `Bearer ${issueToken(writer, storage)}`, "content-length": "0" };
  for (const [method, path] of [
    ["GET", "/packages/b?snapshot=2026-01-01T00:00:00Z"],
    ["GET", "/packages/b?versionid=1"],
    ["GET", "/packages?restype=container&comp=list&showonly=deleted"],
    ["PUT", "/packages/b?comp=lease"],
    ["PUT", "/packages/b?comp=snapshot"],
    ["GET", "/packages/b?comp=blocklist"],
    ["DELETE", "/packages"],
    ["PUT", "/?restype=service&comp=properties"],
  ]) {
    const answer = await sent(azure, `${host}${path}`, { method, headers });
    expect([path, answer.status, answer.headers["x-ms-error-code"]]).toEqual([path, 501, "NotImplemented"]);
  }
  expect(await container.getBlockBlobClient("b").exists()).toBe(true);
});

test("names are kept as they are", async () => {
  const { container } = await withAccount();
  const names = ["a%2Fb c+d?e#f", "a//b", "a/b/", "x".repeat(1024), "\u00e9\ud83d\ude00"];
  for (const name of names) await container.getBlockBlobClient(name).upload("x", 1);
  const listed = [];
  for await (const blob of container.listBlobsFlat()) listed.push(blob.name);
  expect(listed).toEqual(names);
  for (const name of names) expect((await container.getBlockBlobClient(name).getProperties()).contentLength).toBe(1);
});

test("the proxy leads to accounts that are deployed, and nowhere else", async () => {
  const { azure, send } = await withAccount();
  await (await connected(azure, "stpackages1.blob.core.windows.net")).destroy();
  await expect(connected(azure, "registry.terraform.io")).rejects.toThrow(
    /403 registry\.terraform\.io is not served here/,
  );
  await expect(connected(azure, "stother.blob.core.windows.net")).rejects.toThrow(
    /no storage account stother is deployed/,
  );
  await expect(connected(azure, "stpackages1.blob.core.windows.net", 80)).rejects.toThrow(/port 443 only/);
  await send("DELETE", account);
  await expect(connected(azure, "stpackages1.blob.core.windows.net")).rejects.toThrow(/no storage account stpackages1/);
});

test("a restart keeps blobs", async () => {
  const state = stateFolder();
  const first = await withAccount({}, { state });
  const { etag } = await first.container.getBlockBlobClient("b").upload("kept", 4);
  await first.azure.close();
  const second = await startAzure({ state });
  const blob = clientOf(second.azure, reader).getContainerClient("packages").getBlockBlobClient("b");
  expect(await text((await blob.download()).readableStreamBody!)).toBe("kept");
  expect((await blob.getProperties()).etag).toBe(etag);
});
