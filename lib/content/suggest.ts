import { didYouMean } from "@sentinel-agent-identities/spelling";

/** `did you mean "x"?`, or the list to choose from. */
export const suggestFrom = (received: string, known: readonly string[]): string =>
  didYouMean(received, known) ?? `use one of: ${known.join(", ")}`;
