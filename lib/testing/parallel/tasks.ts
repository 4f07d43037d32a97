import { testRule } from "../test-rule";

/** What can be done with a rule and its tests, in this process or in a worker. */
export const tasks = { test: testRule } as const;

export type TaskName = keyof typeof tasks;
export type TaskResult<N extends TaskName> = Awaited<ReturnType<(typeof tasks)[N]>>;
