import type { World } from "../activity/world";
import type { Sink } from "../row";

/** Something that writes rows besides the agents' own work: the asset sync, the release pipeline, Entra's audit log. */
export interface Source {
  /** streams and tables it may write to */
  readonly targets: readonly string[];
  /** Writes what begins in the hour from `time`; no row may be earlier than that. */
  readonly hour: (world: World, time: number, sink: Sink) => void;
}
