import { generateKeyPairSync } from "node:crypto";
import {
  digestsOf,
  readDigest,
  readLineagePolicy,
  readTrustedRoots,
  type VerifySignerInput,
  verifyProvenance,
  verifySigner,
} from "../src";
import { modernInstance } from "./support/modern";
import { artifact, type BundleJson, identity, repository, v1 } from "./support/sigstore";

let sigstore: Awaited<ReturnType<typeof modernInstance>>;
beforeAll(async () => {
  sigstore = await modernInstance();
});

const blob = Buffer.from("what the agent runs");
const named = { identity: identity.san, issuer: identity.extensions[8]! };
const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const another = generateKeyPairSync("ec", { namedCurve: "P-256" });
const roots = () => readTrustedRoots(JSON.stringify(sigstore.root));
const against = (bundle: BundleJson, more: Partial<VerifySignerInput> = {}) =>
  verifySigner({
    bundle: JSON.stringify(bundle),
    artifact: readDigest(artifact),
    roots: roots(),
    signer: named,
    ...more,
  });

describe("that a signer signed an artifact", () => {
  test("holds for a statement about it, and for its bytes", async () => {
    expect(against(await sigstore.make({ content: v1 }))).toBeUndefined();
    const bytes = await sigstore.make({ content: blob });
    expect(against(bytes, { artifact: digestsOf(blob) })).toBeUndefined();
    expect(against(bytes, { artifact: digestsOf(blob), artifactBytes: blob })).toBeUndefined();
  });

  test.each<[string, Partial<VerifySignerInput>, string, RegExp]>([
    [
      "another identity",
      { signer: { ...named, identity: `${named.identity}2` } },
      "signer/identity",
      /^the signer is https.*main, not https.*main2$/,
    ],
    [
      "another issuer",
      { signer: { ...named, issuer: "https://mallory.test" } },
      "signer/identity",
      /vouched for by https:\/\/token\.actions.*, not by https:\/\/mallory\.test$/,
    ],
    ["a key", { signer: { key: pair.publicKey } }, "key/unknown", /under a certificate, not with the key$/],
    ["another artifact", { artifact: readDigest(artifact.replace("9f86", "9f87")) }, "artifact/not-subject", /./],
    ["no root", { roots: [] }, "certificate/unverified", /no trusted root was given/],
    ["no JSON", { bundle: "{" }, "bundle/malformed", /the bundle is no JSON/],
    ["no bundle", { bundle: "{}" }, "bundle/media-type", /./],
  ])("does not hold for %s", async (_name, more, code, message) => {
    const found = against(await sigstore.make({ content: v1 }), more);
    expect(found).toEqual({ code, message: expect.stringMatching(message) });
  });

  test("does not hold for what it signed of another artifact's bytes", async () => {
    const found = against(await sigstore.make({ content: Buffer.from("other") }), { artifact: digestsOf(blob) });
    expect(found?.code).toBe("artifact/not-subject");
  });

  test("holds for a key's signature that a log has, by that key", async () => {
    const artifactOf = { artifact: digestsOf(blob) };
    const bundle = await sigstore.make({ content: blob, by: pair });
    expect(against(bundle, { ...artifactOf, signer: { key: pair.publicKey } })).toBeUndefined();
    expect(against(bundle, { ...artifactOf, signer: { key: another.publicKey } })?.code).toBe("key/unknown");
    expect(against(bundle, artifactOf)?.code).toBe("key/unknown");
    const unlogged = await sigstore.make({ content: blob, by: pair, log: "none" });
    expect(against(unlogged, { ...artifactOf, signer: { key: pair.publicKey } })?.code).toBe("log/unverified");
  });
});

test("a verdict holds until the rule ends, or the build is too old, whichever comes first", async () => {
  const bundle = JSON.stringify(await sigstore.make({ content: v1 }));
  const now = new Date();
  const verdictBy = (more: object) =>
    verifyProvenance({
      bundle,
      artifact: readDigest(artifact),
      roots: roots(),
      policy: readLineagePolicy(JSON.stringify({ trusted: [{ repository, ...more }] })),
      now,
    });
  const day = 86_400_000;
  const until = (more: object) => {
    const { state, signedAt, validTo } = verdictBy(more);
    return [state, validTo && (Date.parse(validTo) - Date.parse(signedAt!)) / day];
  };
  expect(until({})).toEqual(["Verified", undefined]);
  expect(until({ maxAgeDays: 10 })).toEqual(["Verified", 10]);
  expect(verdictBy({ validTo: "2124-01-01T00:00:00Z" }).validTo).toBe("2124-01-01T00:00:00.000Z");
  expect(until({ maxAgeDays: 3, validTo: "2124-01-01T00:00:00Z" })).toEqual(["Verified", 3]);
  const soon = new Date(now.getTime() + day).toISOString();
  expect(verdictBy({ maxAgeDays: 30, validTo: soon }).validTo).toBe(soon);
});
