import { createHash } from "node:crypto";

/** A hash of a text, in characters that a file name may have. */
export const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
