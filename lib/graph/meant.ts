import { namesNear } from "@sentinel-agent-identities/spelling";

/** `did you mean "x" or "y"?`, or elsewhere, where the names are; for lists that are too long to show. */
export function meant(received: string, known: readonly string[], elsewhere: string): string {
  const near = namesNear(received, known).slice(0, 2);
  return near.length > 0 ? `did you mean ${near.map((name) => `"${name}"`).join(" or ")}?` : `see ${elsewhere}`;
}
