import { Option } from "commander";

/** Which tenants a command is about. */
export interface SelectionOptions {
  readonly tenant: readonly string[];
  readonly ring: readonly string[];
}

/** `--tenant` and `--ring`, each as often as wanted; all tenants when neither is there. */
export const selectionOptions = (): Option[] => [
  new Option("--tenant <name...>", "only these tenants").default([], "all"),
  new Option("--ring <name...>", "only the tenants of these rings").default([], "all"),
];
