import { generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { errors } from "../errors";
import { type SigningKey, signingKey } from "./key";

/** A key in a file, and since when it may have signed. */
export interface KeptKey {
  readonly key: SigningKey;
  readonly since: Date;
}

/**
 * The key in a file, a private JWK. When there is no such file, an Ed25519 key is made and kept in it with mode 0600.
 * @throws TelemetryError when others can read the file, or it holds no usable key
 */
export function keyInFile(file: string): SigningKey {
  return keptKey(file, new Date()).key;
}

/**
 * The same, with the time from which on it is valid: the file's member `validFrom`, which a key that is made here gets; of
 * another key the file's age.
 * @param now when a key is made
 */
export function keptKey(file: string, now: Date): KeptKey {
  const text = readIfThere(file) ?? create(file, now);
  const { mode, birthtime, mtime } = statSync(file);
  if (process.platform !== "win32" && (mode & 0o077) !== 0) throw errors.openKeyFile(file, mode);
  const { validFrom, ...jwk } = parsed(text, file);
  const said = new Date(String(validFrom));
  if (validFrom !== undefined && Number.isNaN(said.getTime()))
    throw errors.unusableKey(file, `has the member validFrom, which is no time: ${JSON.stringify(validFrom)}`);
  // Some file systems know no time of birth and give 1970.
  const age = birthtime.getTime() > 0 && birthtime < mtime ? birthtime : mtime;
  return { key: signingKey(jwk, file), since: validFrom === undefined ? age : said };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Two processes may come here at once: the file appears whole, and the second one takes the first one's key. */
function create(file: string, now: Date): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  const draft = `${file}.${process.pid}.tmp`;
  const made = { ...privateKey.export({ format: "jwk" }), validFrom: now.toISOString() };
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(draft, JSON.stringify(made), { mode: 0o600, flush: true });
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, "utf8");
}

function parsed(text: string, file: string): JsonWebKey & { readonly validFrom?: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw errors.unusableKey(file, "is no JSON");
  }
  if (typeof value !== "object" || value === null) throw errors.unusableKey(file, "is no JSON object");
  return value as JsonWebKey;
}
