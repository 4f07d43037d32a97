import { createHash, verify } from "node:crypto";
import { Access, builtinRoles } from "../../lib/emulator/access";
import { FakeVaults } from "../../lib/emulator/vaults";

const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv/keys/response";
const host = "kv.vault.azure.net";
const role = builtinRoles.find(({ name }) => name === "Key Vault Crypto User")!;
const holder = "11111111-0000-4000-8000-000000000001";
const digest = createHash("sha256").update("hello").digest();

const vaults = (operations = ["sign"]) =>
  new FakeVaults([{ id, host, name: "response", operations }], new Access([{ principalId: holder, scope: id, role }]));
const ask = (from: FakeVaults, more: object = {}, principalId = holder) =>
  from.answer(
    {
      method: "POST",
      path: "/keys/response/sign",
      host,
      query: new URLSearchParams("api-version=7.4"),
      body: { alg: "ES256", value: digest.toString("base64url") },
      ...more,
    },
    principalId,
  );

test("signs a digest with the newest version of a key", () => {
  const own = vaults();
  const { status, body } = ask(own);
  const { kid, value } = body as { kid: string; value: string };
  expect([status, kid]).toEqual([
    200,
    expect.stringMatching(/^https:\/\/kv\.vault\.azure\.net\/keys\/response\/[0-9a-f]{32}$/),
  ]);
  const key = own.publicKey(`https://${host}/keys/response`)!;
  const signature = Buffer.from(value, "base64url");
  expect(verify("sha256", Buffer.from("hello"), { key, dsaEncoding: "ieee-p1363" }, signature)).toBe(true);
  expect(ask(own, { path: new URL(`${kid}/sign`).pathname }).status).toBe(200);
});

test.each<[string, number, () => number]>([
  ["somebody without the role", 403, () => ask(vaults(), {}, "other").status],
  ["a key that is not there", 403, () => ask(vaults(), { path: "/keys/other/sign" }).status],
  ["a version that is not there", 404, () => ask(vaults(), { path: `/keys/response/${"0".repeat(32)}/sign` }).status],
  ["a key that may not sign", 403, () => ask(vaults(["verify"])).status],
  [
    "another algorithm",
    400,
    () => ask(vaults(), { body: { alg: "RS256", value: digest.toString("base64url") } }).status,
  ],
  [
    "a digest in hexadecimal",
    400,
    () => ask(vaults(), { body: { alg: "ES256", value: digest.toString("hex") } }).status,
  ],
  [
    "base64 that is none for addresses",
    400,
    () => ask(vaults(), { body: { alg: "ES256", value: `${"A".repeat(42)}+` } }).status,
  ],
  ["no api-version", 400, () => ask(vaults(), { query: new URLSearchParams() }).status],
  ["what is not documented", 501, () => ask(vaults(), { path: "/keys/response/decrypt" }).status],
])("refuses %s (%i)", (_what, status, asked) => {
  expect(asked()).toBe(status);
});
