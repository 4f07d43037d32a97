import { didYouMean } from "@sentinel-agent-identities/spelling";

/** Names that are read at a glance; of more, a line or two are named. */
const glance = 40;
const few = 12;

/** `did you mean "x"?`, or the list to choose from; of a long one its beginning, and how many more there are. */
export function suggestFrom(received: string, known: readonly string[]): string {
  const named = known.length > glance ? known.slice(0, few) : known;
  const more = known.length > named.length ? ` and ${known.length - named.length} more` : "";
  return didYouMean(received, known) ?? `use one of: ${named.join(", ")}${more}`;
}
