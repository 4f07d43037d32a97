import { execFileSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { copyFileSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readKeyRegistry } from "@sentinel-agent-identities/lineage";
import { keyInFile, registryEntry, signingKey } from "@sentinel-agent-identities/telemetry";
import { keptKey } from "../src/signing/key-file";
import { agentId, temporaryFolder } from "./support";

test("a key is made once, kept for the owner alone, and found again", () => {
  const file = join(temporaryFolder(), "deep", "key.json");
  const made = keyInFile(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(keyInFile(file).kid).toBe(made.kid);
  expect(createPrivateKey({ key: JSON.parse(readFileSync(file, "utf8")), format: "jwk" }).asymmetricKeyType).toBe(
    "ed25519",
  );
});

test("a P-256 key signs as ES256, an Ed25519 key as EdDSA; other curves are refused", () => {
  const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  expect(signingKey(p256).alg).toBe("ES256");
  expect(signingKey(p256.export({ format: "jwk" })).kid).toBe(signingKey(p256).kid);
  expect(signingKey(generateKeyPairSync("ed25519").privateKey).alg).toBe("EdDSA");
  const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
  expect(() => signingKey(p384, "k.json")).toThrow(
    "the signing key k.json is of type EC P-384; use a private Ed25519 or P-256 key",
  );
});

test("a file that holds no key is named in the error", () => {
  const file = join(temporaryFolder(), "key.json");
  writeFileSync(file, "PEM?", { mode: 0o600 });
  expect(() => keyInFile(file)).toThrow(`the signing key ${file} is no JSON`);
});

test("the registry entry holds public members only", () => {
  const key = signingKey(generateKeyPairSync("ed25519").privateKey);
  const entry = registryEntry(key, agentId.toUpperCase(), new Date(0), new Date(86_400_000));
  expect(entry).toEqual({
    kid: key.kid,
    agentId,
    jwk: { kty: "OKP", crv: "Ed25519", x: expect.any(String) },
    validFrom: "1970-01-01T00:00:00.000Z",
    validTo: "1970-01-02T00:00:00.000Z",
  });
});

test("a key that was made elsewhere is valid since its file is there, one made here wherever its file goes", () => {
  const folder = temporaryFolder();
  const [made, copy, given] = ["made", "copy", "given"].map((name) => join(folder, `${name}.json`)) as [
    string,
    string,
    string,
  ];
  const then = new Date("2026-01-05T00:00:00Z");
  expect(keptKey(made, then).since).toEqual(then);
  copyFileSync(made, copy);
  expect(keptKey(copy, new Date()).since).toEqual(then);
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(given, JSON.stringify(privateKey.export({ format: "jwk" })), { mode: 0o600 });
  utimesSync(given, then, then);
  expect(keptKey(given, new Date()).since).toEqual(then);
  writeFileSync(given, JSON.stringify({ ...privateKey.export({ format: "jwk" }), validFrom: "soon" }));
  expect(() => keptKey(given, new Date())).toThrow(/has the member validFrom, which is no time: "soon"/);
});

test("the command makes the key and prints a registry with its entry, and says how it is called", () => {
  const run = (...args: string[]) =>
    execFileSync(process.execPath, ["--import", "tsx", "packages/agent-telemetry/src/make-key.ts", ...args], {
      cwd: join(__dirname, "../../.."),
      encoding: "utf8",
      stdio: "pipe",
    });
  const file = join(temporaryFolder(), "key.json");
  const printed = JSON.parse(run("--file", file, "--agent", agentId, "--days", "30"));
  expect([...readKeyRegistry(printed).keys()]).toEqual([keyInFile(file).kid]);
  const [entry] = printed.keys;
  expect(entry).toMatchObject({ kid: keyInFile(file).kid, agentId });
  expect(Date.parse(entry.validTo) - Date.parse(entry.validFrom)).toBe(30 * 86_400_000);
  expect(entry.jwk).not.toHaveProperty("d");
  // What the key has signed stays valid when its entry is printed again.
  expect(JSON.parse(run("--file", file, "--agent", agentId, "--days", "30"))).toEqual(printed);
  expect(() => run("--agent", agentId)).toThrow(/usage: agent-telemetry-key --file/);
  expect(run("--help")).toMatch(/^usage: agent-telemetry-key --file/);
  expect(() => run("--fil", file)).toThrow(/Unknown option '--fil'\nusage: agent-telemetry-key/);
  expect(() => run("--file", file, "--agent", "invoice-desk")).toThrow(/--agent is no object id: "invoice-desk"/);
});
