import { v5 } from "uuid";

/** Namespace of ids that new content gets. Once written they stand in its file and follow from nothing. */
const namespace = "5b0f2f0e-6d1c-5c58-9a57-1f0c9d8be3a4";

/** The id of a new rule or query, from what it is called. */
export const idOf = (...parts: readonly string[]): string => v5(parts.join("/"), namespace);
