import type { Task } from "../kinds/kind";
import type { FleetAgent } from "../plan/agent";
import type { Person } from "../plan/company";
import type { Token } from "./token";

/** A session that an agent starts within an hour. */
export interface Appointment {
  readonly agent: FleetAgent;
  /** in milliseconds */
  readonly start: number;
  readonly task: Task;
  /** who asked; undefined when a schedule did */
  readonly user?: Person;
  readonly token: Token;
}
