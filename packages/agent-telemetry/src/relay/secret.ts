import { createHash, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { RelayError } from "./errors";

/** Whether a request may come in, by its header `Authorization`. */
export type Doorkeeper = (authorization: string | undefined) => boolean;

/**
 * Lets those in who know what is in a file; everybody without one.
 * @throws RelayError for a file that cannot be read or holds too little
 */
export function doorkeeper(tokenFile: string | undefined): Doorkeeper {
  if (tokenFile === undefined) return () => true;
  const wanted = digest(`Bearer ${secretIn(tokenFile)}`);
  return (authorization) => authorization !== undefined && timingSafeEqual(digest(authorization.trim()), wanted);
}

function secretIn(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new RelayError([`tokenFile ${file} cannot be read: ${(error as Error).message}`]);
  }
  if (text.length < 16 || /\s/.test(text))
    throw new RelayError([`tokenFile ${file} must hold one text of at least 16 characters; write a random one`]);
  return text;
}

/** Of equal length, whatever is compared. */
const digest = (text: string) => createHash("sha256").update(text).digest();
