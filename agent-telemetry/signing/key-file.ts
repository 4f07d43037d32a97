import { generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { errors } from "../errors";
import { type SigningKey, signingKey } from "./key";

/**
 * The key in a file, a private JWK. When there is no such file, an Ed25519 key is made and kept in it with mode 0600.
 * @throws TelemetryError when others can read the file, or it holds no usable key
 */
export function keyInFile(file: string): SigningKey {
  const text = readIfThere(file) ?? create(file);
  if (process.platform !== "win32") {
    const { mode } = statSync(file);
    if ((mode & 0o077) !== 0) throw errors.openKeyFile(file, mode);
  }
  return signingKey(parsed(text, file), file);
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
function create(file: string): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  const draft = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(draft, JSON.stringify(privateKey.export({ format: "jwk" })), { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, "utf8");
}

function parsed(text: string, file: string): JsonWebKey {
  try {
    return JSON.parse(text) as JsonWebKey;
  } catch {
    throw errors.unusableKey(file, "is no JSON");
  }
}
