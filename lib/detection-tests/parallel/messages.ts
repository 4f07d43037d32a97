import type { Workspace } from "../../emulator";
import type { TaskJob, TaskName } from "./tasks";

/** What a worker is sent: the workspace once, then one task at a time. */
export type Order =
  | { readonly kind: "open"; readonly workspace: Workspace; readonly cacheFolder: string | undefined }
  | { readonly kind: "run"; readonly task: TaskName; readonly job: TaskJob<TaskName> };

/** What a worker answers each task with. */
export type Answer = { readonly result: unknown } | { readonly error: WorkerFailure };

/** An error, as far as it can be sent. */
export interface WorkerFailure {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}
