import { EmulatorError } from "../errors";
import { armErrors } from "./errors";

/** A run of a Logic App, or an execution of a job. */
export interface WorkloadRun {
  readonly name: string;
  /** such as Running, Succeeded, Cancelled, Stopped */
  readonly status: string;
  /** ISO 8601 */
  readonly startTime?: string;
}

/** Something in Azure that an agent runs in. */
export interface Workload {
  /** ARM id of a Logic App, a container app or its job, or an app of App Service */
  readonly id: string;
  /** Enabled or Disabled for a Logic App, Running or Stopped for an app. @default - it runs */
  readonly state?: string;
  /** of a Logic App or a job. @default - none */
  readonly runs?: readonly WorkloadRun[];
}

/** A change that a caller made to a resource. */
export interface ArmWrite {
  /** when, ISO 8601 */
  readonly at: string;
  /** object id of the caller */
  readonly by: string;
  /** ARM id */
  readonly id: string;
  readonly name: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

const states: Readonly<Record<string, readonly string[]>> = {
  "microsoft.logic/workflows": ["Enabled", "Disabled"],
  "microsoft.app/containerapps": ["Running", "Stopped"],
  "microsoft.app/jobs": ["Ready"],
  "microsoft.web/sites": ["Running", "Stopped"],
};

interface Entry {
  readonly id: string;
  readonly name: string;
  state: string;
  readonly runs: WorkloadRun[];
  /** until when an operation is under way, and what it makes of the state */
  pending?: { readonly until: number; readonly state: string; readonly operation: string; readonly by: string };
}

/** What agents run in, and whether it runs. */
export class Workloads {
  /** Everything that callers changed, in order. */
  readonly writes: ArmWrite[] = [];
  private readonly entries = new Map<string, Entry>();

  /** @throws EmulatorError for a type or a state the emulator does not know */
  constructor(workloads: readonly Workload[]) {
    for (const { id, state, runs = [] } of workloads) {
      const type = typeOf(id);
      const known = states[type];
      if (!known)
        throw new EmulatorError(
          `workload ${id}`,
          "is of a type the emulator does not know",
          `it knows ${Object.keys(states).join(", ")}`,
        );
      if (state !== undefined && !known.includes(state))
        throw new EmulatorError(`workload ${id}`, `has the state "${state}"`, `use ${known.join(" or ")}`);
      this.entries.set(id.toLowerCase(), {
        id,
        name: id.split("/").at(-1)!,
        state: state ?? known[0]!,
        runs: [...runs],
      });
    }
  }

  /** The state of a workload; undefined when there is none of that id. */
  stateOf(id: string): string | undefined {
    return this.entries.get(id.toLowerCase())?.state;
  }

  /** @throws ArmError 404 */
  get(id: string, now: Date): Pick<Entry, "id" | "name" | "state" | "runs"> {
    return this.entry(id, now);
  }

  /** Changes a state at once. @throws ArmError 404 */
  set(id: string, state: string, by: string, now: Date): void {
    const entry = this.entry(id, now);
    this.note(entry, { state: entry.state }, { state }, by, now);
    entry.state = state;
  }

  /**
   * Begins to change a state, which takes time.
   * @returns the name of the operation
   * @throws ArmError 404; 409 while another operation is under way
   */
  begin(id: string, state: string, by: string, now: Date, milliseconds: number): string {
    const entry = this.entry(id, now);
    if (entry.pending)
      throw armErrors.conflict(
        "ContainerAppOperationInProgress",
        `Cannot modify container app '${entry.name}' because another operation is in progress.`,
      );
    const operation = `${entry.name}-${this.writes.length + 1}`;
    this.note(entry, { state: entry.state }, { state }, by, now);
    entry.pending = { until: now.getTime() + milliseconds, state, operation, by };
    return operation;
  }

  /** The workload of an operation of a caller, and whether it is done. @throws ArmError 404 */
  operation(name: string, by: string, now: Date): { readonly id: string; readonly done: boolean } {
    const entry = [...this.entries.values()].find(({ pending }) => pending?.operation === name && pending.by === by);
    if (entry) return { id: entry.id, done: now.getTime() >= entry.pending!.until };
    throw armErrors.missing(`Operation '${name}'`);
  }

  /** Ends runs that are still running. @returns those that were */
  end(id: string, names: readonly string[], status: string, by: string, now: Date): WorkloadRun[] {
    const entry = this.entry(id, now);
    const ended = entry.runs.filter(({ name, status: old }) => names.includes(name) && isRunning(old));
    for (const run of ended) {
      entry.runs[entry.runs.indexOf(run)] = { ...run, status };
      this.note(entry, { [`run ${run.name}`]: run.status }, { [`run ${run.name}`]: status }, by, now);
    }
    return ended;
  }

  private note(entry: Entry, before: ArmWrite["before"], after: ArmWrite["after"], by: string, now: Date): void {
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    this.writes.push({ at: now.toISOString(), by, id: entry.id, name: entry.name, before, after });
  }

  private entry(id: string, now: Date): Entry {
    const found = this.entries.get(id.toLowerCase());
    if (!found) throw armErrors.notFound(properTypeOf(id), id.split("/").at(-1)!, id.split("/")[4] ?? "");
    const { pending } = found;
    if (pending && now.getTime() >= pending.until) {
      found.state = pending.state;
      found.pending = undefined;
    }
    return found;
  }
}

export const isRunning = (status: string): boolean => status === "Running" || status === "Waiting";

/** `Microsoft.Logic/workflows` of an ARM id. */
const properTypeOf = (id: string): string => id.split("/").slice(6, 8).join("/");
const typeOf = (id: string): string => properTypeOf(id).toLowerCase();
