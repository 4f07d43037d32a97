/** Alerts on ordinary work that are accepted, each with the reason why its rule is right to speak up all the same. */
export const knownFalsePositives: readonly { readonly detection: string; readonly reason: string }[] = [];
