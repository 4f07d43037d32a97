import { v5 } from "uuid";
import { Token } from "./cdktf";

/** Namespace of every id this package derives. It never changes: ids are how Azure recognises what it deployed before. */
const namespace = "2f4f2d1c-5f43-5a0e-9b5d-8c2f4b0a6d11";

/**
 * A UUIDv5 from what the thing is and what it is called: the same on every machine and in every run.
 * @throws Error for a reference to another resource, whose text now depends on what was synthesized before it
 */
export function stableId(...parts: readonly string[]): string {
  if (parts.some((part) => Token.isUnresolved(part)))
    throw new Error(`an id cannot follow from what Terraform resolves: ${parts.join("/")}`);
  return v5(parts.join("/"), namespace);
}
