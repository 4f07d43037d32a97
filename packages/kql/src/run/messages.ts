import type { Column } from "../types";

/** What the parent asks of the child; answers carry the same `id`. */
export type Request =
  | { readonly id: number; readonly method: "run" | "columns"; readonly sql: string }
  | {
      readonly id: number;
      readonly method: "append";
      readonly table: string;
      readonly columns: readonly Column[];
      readonly data: readonly (readonly unknown[])[];
    }
  | { readonly id: 0; readonly method: "interrupt" };

/** The child's answer. */
export type Response =
  | { readonly id: number; readonly result: unknown }
  | {
      readonly id: number;
      readonly error: { readonly message: string; readonly reason: "memory" | "cancelled" | "engine" };
    };

/** What the child is started with. */
export interface ChildOptions {
  readonly path: string;
  readonly threads: number;
  readonly memoryLimit?: string;
}

/** Signal by which a child ends itself because it holds too much memory: it takes no exit that waits for a statement. */
export const outOfMemorySignal = "SIGUSR2";
